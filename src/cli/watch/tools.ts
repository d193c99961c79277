import type { Report, RoundOptions } from '../../index.js';
import type { Printer } from './printer.js';
import type { Watched } from './watched.js';

/** What the loop works with; tests hand in others. */
export interface WatchTools {
  /** Ends the watch, cleanly. */
  readonly signal: AbortSignal;
  readonly printer: Printer;
  /** Makes the audit of one round. */
  readonly audit: (round: RoundOptions) => Promise<Report>;
  /** What kept the last round from being remembered, as sentences. */
  readonly historyProblems: () => readonly string[];
  /** Told of each error that is keyaudit's own fault, once. */
  readonly onBug: (error: unknown) => void;
  /** Reads the configuration and all credentials anew. Rejects with a UserError where that is wrong. */
  readonly reload: () => Promise<Watched>;
  /** Calls back each time that a reload is asked for; gives what takes that back. */
  readonly onReload: (listener: () => void) => () => void;
  /** From 0 to 1. */
  readonly random: () => number;
  /** Nothing is said while nothing changes. */
  readonly isQuiet: boolean;
  /** Ends as soon as it has been silent for too long. */
  readonly givesUp: boolean;
}
