import type { Finding, Report } from '../model/report.js';

/** Why somebody is told. */
export const occasions = ['changes', 'findings', 'report', 'heartbeat', 'trouble', 'test'] as const;
export type Occasion = (typeof occasions)[number];

/** What is told to one target: plain data that JSON holds without loss, since it may have to wait on disk. It holds no secret. */
export interface Message {
  /** The same each time that it is tried, so that a receiver can tell a second copy. */
  readonly id: string;
  readonly occasion: Occasion;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  /** One line. */
  readonly subject: string;
  /** All of it, as plain text of at most 80 columns. */
  readonly text: string;
  /** The page of the report; null where there is none. */
  readonly html: string | null;
  /** What it is about: the findings that this target was not told before. */
  readonly findings: readonly Finding[];
  /** The audit that they come from; null for what no audit said. */
  readonly report: Report | null;
}

/** One way to tell somebody, to one target. */
export interface Notifier {
  /** As messages to the user call it, without anything secret: "email to desk@example.org". */
  readonly name: string;
  /**
   * Resolves once the other side has taken it.
   * @throws NotifyError whose message says what went wrong in a clause that can follow the name: "it answered HTTP 404".
   * It never holds a secret or a URL's path or query
   */
  send(message: Message, signal: AbortSignal): Promise<void>;
}

/** What went wrong with one message. */
export class NotifyError extends Error {
  override readonly name = 'NotifyError';

  /**
   * @param isLasting whether trying again cannot help: the address is wrong, the password refused
   * @param retryAfterMs how long the other side asks to be left alone; null where it does not say
   */
  constructor(
    message: string,
    readonly isLasting = false,
    readonly retryAfterMs: number | null = null,
  ) {
    super(message);
  }
}
