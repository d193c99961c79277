import type { Report } from '../../model/report.js';
import type { Severity } from '../../model/severity.js';
import * as events from './events.js';
import { ping } from './healthcheck.js';
import type { Printer } from './printer.js';
import type { Watched } from './watched.js';

/** Long enough for a mail, short enough for whoever waits for the program's end. */
const lastWordsMs = 4_000;

/** Tells people and monitors beside the rounds, which do not wait for a slow server. What goes wrong is said once. */
export class Teller {
  readonly #end = new AbortController();
  /** What went wrong with each thing the last time. */
  readonly #problems = new Map<string, readonly string[]>();
  #last: Promise<void> = Promise.resolve();
  #waiting: { readonly report: Report; readonly failOn: Severity } | null = null;
  #isPinging = false;

  constructor(
    private readonly watched: Pick<Watched, 'notifications' | 'stopSending' | 'healthcheck'>,
    private readonly printer: Printer,
  ) {}

  /** A newer report stands for one that is still waiting: it is compared with what was told. */
  report(report: Report, failOn: Severity): void {
    const isWaiting = this.#waiting !== null;
    this.#waiting = { report, failOn };
    if (isWaiting) return;
    this.#next('reports', async () => {
      const waiting = this.#waiting;
      this.#waiting = null;
      return waiting === null
        ? []
        : await this.watched.notifications.afterAudit(waiting.report, waiting.failOn);
    });
  }

  /** Sends what waits from before, where a round has nothing to tell. */
  sendWaiting(): void {
    this.#next('reports', async () => await this.watched.notifications.sendWaiting());
  }

  tell(subject: string, text: string): void {
    this.#next('messages', async () => await this.watched.notifications.tell(subject, text));
  }

  /** Tells the monitor whether a round was completed; not again while it takes its time. */
  ping(isCompleted: boolean): void {
    const { healthcheck } = this.watched;
    if (healthcheck === null || this.#isPinging) return;
    this.#isPinging = true;
    void ping(healthcheck, isCompleted, this.#end.signal).then((problem) => {
      this.#isPinging = false;
      if (!this.#end.signal.aborted) this.note('healthcheck', problem === null ? [] : [problem]);
    });
  }

  /** Lets what was begun come to an end, but not for long. */
  async end(): Promise<void> {
    const { notifications, stopSending } = this.watched;
    this.#end.abort();
    const timer = setTimeout(stopSending, lastWordsMs);
    await this.#last;
    clearTimeout(timer);
    await notifications.close();
  }

  /** One after the other. */
  #next(what: string, work: () => Promise<readonly string[]>): void {
    this.#last = this.#last.then(async () => this.note(what, await work()));
  }

  /** Says what is new among the problems, and what is over. */
  note(what: string, now: readonly string[]): void {
    const before = this.#problems.get(what) ?? [];
    this.#problems.set(what, now);
    for (const text of now) if (!before.includes(text)) this.printer.say(events.problem(text));
    for (const text of before) if (!now.includes(text)) this.printer.say(events.problemOver(text));
  }
}
