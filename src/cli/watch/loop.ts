import { setMaxListeners } from 'node:events';
import type { Report } from '../../index.js';
import { UserError } from '../../model/user-error.js';
import { OpenFindings } from '../../watch/changes.js';
import { nextStart, paceOf, roundLimit, Silence, WallWatch } from '../../watch/schedule.js';
import { type Outcome, Troubles } from '../../watch/troubles.js';
import { describeBug } from '../bug.js';
import { type ExitCode, exitCodes } from '../exit-code.js';
import * as events from './events.js';
import { Teller } from './teller.js';
import type { WatchTools } from './tools.js';
import { unlessAborted } from './unless-aborted.js';
import type { Watched } from './watched.js';

const hourMs = 3_600_000;

/** Audits at an interval until it is called off, and says what changes. Gives the exit code. */
export async function watchLoop(watched: Watched, tools: WatchTools): Promise<ExitCode> {
  return await new WatchLoop(watched, tools).run();
}

class WatchLoop {
  readonly #findings = new OpenFindings();
  readonly #bugs = new Set<string>();
  /** Aborted when it is over, for whatever reason. */
  readonly #end = new AbortController();
  readonly #wall: WallWatch;
  #watched: Watched;
  #teller: Teller;
  readonly #troubles: Troubles;
  readonly #silence: Silence;
  #wake = () => {};
  #reloads = false;
  #rounds = 0;
  #saidAliveAt = performance.now();
  #standing = 'first round';
  #nextAt: number | null = null;

  constructor(
    watched: Watched,
    private readonly tools: WatchTools,
  ) {
    const now = performance.now();
    const { intervalMs, silence } = watched.settings;
    this.#watched = watched;
    this.#teller = new Teller(watched, tools.printer);
    this.#troubles = new Troubles(intervalMs);
    this.#silence = new Silence(now, intervalMs * silence);
    this.#wall = new WallWatch(now, Date.now(), intervalMs);
  }

  async run(): Promise<ExitCode> {
    const { signal, printer, onReload, random } = this.tools;
    setMaxListeners(0, this.#end.signal);
    const end = () => this.#stop();
    signal.addEventListener('abort', end, { once: true });
    if (signal.aborted) end();
    printer.say(events.started(this.#watched));
    const { intervalMs: firstMs } = this.#watched.settings;
    const ticker = setInterval(() => this.#tick(), Math.max(100, Math.min(1000, firstMs / 4)));
    const offReload = onReload(() => {
      this.#reloads = true;
      this.#wake();
    });
    try {
      while (!this.#end.signal.aborted) {
        if (this.#reloads) await this.#reload();
        const startedAt = performance.now();
        await this.#round(startedAt);
        const { intervalMs } = this.#watched.settings;
        await this.#sleepUntil(nextStart(startedAt, performance.now(), intervalMs, random()));
      }
    } finally {
      offReload();
      clearInterval(ticker);
      signal.removeEventListener('abort', end);
      printer.stand('');
      await this.#teller.end();
    }
    printer.say(events.stopping(signal.aborted ? 'it was asked to' : 'it was silent for too long'));
    if (this.#bugs.size > 0) return exitCodes.bug;
    return this.#silence.isTold ? exitCodes.incomplete : exitCodes.ok;
  }

  #stop(): void {
    this.#end.abort();
    this.#wake();
  }

  /** Looks at the clocks, also while a round hangs. */
  #tick(): void {
    const now = performance.now();
    const jumpMs = this.#wall.look(now, Date.now());
    if (jumpMs !== null) {
      this.tools.printer.say(events.clockJumped(jumpMs));
      // Exchanges that refused a wrong clock may take the right one.
      this.#troubles.askAll();
      if (jumpMs > 0) this.#wake();
    }
    const silentMs = this.#silence.look(now);
    if (silentMs !== null) {
      this.#tell(events.silent(silentMs), 'keyaudit is blind');
      if (this.tools.givesUp) this.#stop();
    }
    if (this.#end.signal.aborted) return;
    const left = this.#nextAt === null ? null : Math.ceil(Math.max(0, this.#nextAt - now) / 1000);
    this.tools.printer.stand(`${this.#standing}, ${left === null ? 'asking now' : `next in ${left} s`}`);
  }

  async #round(startedAt: number): Promise<void> {
    const { printer } = this.tools;
    const { intervalMs, silence } = this.#watched.settings;
    const limitMs = roundLimit(intervalMs, silence);
    const controller = new AbortController();
    const end = () => controller.abort();
    this.#end.signal.addEventListener('abort', end, { once: true });
    const limit = setTimeout(end, limitMs);
    const asked = new Set<string>();
    try {
      const report = await unlessAborted(this.#ask(asked, startedAt, controller.signal), controller.signal);
      this.#note(report, asked, startedAt);
    } catch (error) {
      if (this.#end.signal.aborted) return;
      if (controller.signal.aborted) printer.say(events.calledOff(limitMs));
      else this.#noteBug(error);
      this.#teller.ping(false);
      this.#teller.sendWaiting();
    } finally {
      clearTimeout(limit);
      this.#end.signal.removeEventListener('abort', end);
      this.#watched.vault.rest();
    }
  }

  /** @param asked where the names of those go that are asked */
  async #ask(asked: Set<string>, startedAt: number, signal: AbortSignal): Promise<Report> {
    const { accounts, leftOut, policy, settings } = this.#watched;
    return await this.tools.audit({
      ...{ accounts, leftOut, policy, signal },
      paceMs: paceOf(accounts.length, settings.intervalMs),
      asks: (account) => this.#troubles.asks(account, startedAt),
      onAsked: ({ name }) => asked.add(name),
      onBug: (error) => this.#noteBug(error),
    });
  }

  #note(report: Report, asked: ReadonlySet<string>, startedAt: number): void {
    const { printer, isQuiet } = this.tools;
    const { policy, vault } = this.#watched;
    const now = performance.now();
    this.#rounds += 1;
    const outcomes = report.accounts.map(
      ({ name, exchange, status, error }): Outcome => ({
        ...{ account: name, exchange, error },
        isAsked: asked.has(name),
        isFailed: status === 'failed',
      }),
    );
    for (const { account, error } of outcomes)
      if (error?.kind === 'invalid-credentials' || error?.kind === 'credential-source') vault.forget(account);
    const isFirst = this.#rounds === 1;
    for (const event of isFirst ? events.firstRound(report, policy.failOn) : []) printer.say(event);
    const { appeared, gone, kept } = this.#findings.note(report);
    for (const event of isFirst ? [] : [...appeared.map(events.appeared), ...gone.map(events.gone)])
      printer.say(event);
    for (const event of this.#troubles.note(outcomes, startedAt)) printer.say(events.troubled(event));
    const isCompleted = outcomes.some(({ isAsked, isFailed }) => isAsked && !isFailed);
    const silentMs = isCompleted ? this.#silence.complete(now) : null;
    if (silentMs !== null) this.#tell(events.heardAgain(silentMs), 'keyaudit sees again');
    this.#teller.note('history', this.tools.historyProblems());
    // Nobody is to be called for an exchange's hiccup.
    if (this.#troubles.isUnsettled && !isFirst && appeared.length === 0) this.#teller.sendWaiting();
    else this.#teller.report({ ...report, findings: [...report.findings, ...kept] }, policy.failOn);
    this.#teller.ping(isCompleted);
    this.#standing = events.standing(report);
    if (isQuiet || now - this.#saidAliveAt < hourMs) return;
    this.#saidAliveAt = now;
    printer.say(events.alive(this.#rounds, report, this.#findings.count));
  }

  /** What the log says once is told to people, too. */
  #tell(event: events.WatchEvent, subject: string): void {
    this.tools.printer.say(event);
    this.#teller.tell(subject, event.text);
  }

  /** Each is described once. */
  #noteBug(error: unknown): void {
    // Who called differs from round to round.
    const place = describeBug(error).split('\n').slice(0, 2).join('\n');
    if (this.#bugs.has(place)) return;
    this.#bugs.add(place);
    this.tools.onBug(error);
  }

  async #reload(): Promise<void> {
    const { printer, reload } = this.tools;
    this.#reloads = false;
    try {
      const watched = await reload();
      const { accounts, settings, notices } = watched;
      for (const notice of notices) printer.say(events.problem(notice));
      await this.#teller.end();
      this.#watched = watched;
      this.#teller = new Teller(watched, printer);
      this.#silence.limitMs = settings.intervalMs * settings.silence;
      this.#troubles.adjust(accounts, settings.intervalMs);
      printer.say(events.reloaded(watched));
    } catch (error) {
      if (error instanceof UserError) printer.say(events.reloadFailed(error.message));
      else this.#noteBug(error);
    }
  }

  async #sleepUntil(due: number): Promise<void> {
    if (this.#end.signal.aborted || this.#reloads) return;
    this.#nextAt = due;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, Math.max(0, due - performance.now()));
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.#nextAt = null;
    const lateMs = performance.now() - due;
    if (lateMs > this.#watched.settings.intervalMs) this.tools.printer.say(events.late(lateMs));
  }
}
