import type { AccountErrorKind } from '../model/account-error.js';

/** What became of an account in a round. */
export interface Outcome {
  readonly account: string;
  readonly exchange: string;
  /** Whether it was asked, and not told of from memory. */
  readonly isAsked: boolean;
  /** Whether nothing at all was learnt of it. */
  readonly isFailed: boolean;
  readonly error: { readonly kind: AccountErrorKind; readonly message: string } | null;
}

/** What is wrong with an exchange as a whole, or with one account. */
export interface Trouble {
  readonly exchange: string;
  /** null for the exchange. */
  readonly account: string | null;
  readonly isFailed: boolean;
  readonly kind: AccountErrorKind;
  readonly message: string;
  /** When the first round began that met it. */
  readonly since: number;
}

export interface TroubleEvent {
  readonly event: 'down' | 'back';
  readonly trouble: Trouble;
  readonly forMs: number;
}

interface Known extends Trouble {
  readonly rounds: number;
  readonly nextAt: number;
  readonly isTold: boolean;
  /** When it began that anything was wrong. */
  readonly wrongSince: number;
  /** Whether any of it was told, so that its end is told as well. */
  readonly endIsTold: boolean;
}

/** What an exchange says to all who ask, or does not say. */
const ofTheExchange: ReadonlySet<AccountErrorKind> = new Set([
  'unreachable',
  'rate-limited',
  'unexpected-response',
]);

/** What may be over a minute later; anything else is told the first time. */
const mayPass: ReadonlySet<AccountErrorKind> = new Set([...ofTheExchange, 'clock-skew']);

/** An exchange that is down may refuse connections in one round and answer nonsense in the next. */
function isSame(one: AccountErrorKind, other: AccountErrorKind): boolean {
  return one === other || (mayPass.has(one) && mayPass.has(other));
}

const longestPauseMs = 10 * 60_000;

/**
 * Keeps what is wrong with exchanges and accounts over the rounds: who is to be asked less often, and what is to be
 * told. What is down is asked after twice as long each time, ten minutes at most.
 */
export class Troubles {
  readonly #known = new Map<string, Known>();

  constructor(private intervalMs: number) {}

  /** Whether something is wrong that may be over in a minute, and was not told for that reason. */
  get isUnsettled(): boolean {
    return [...this.#known.values()].some(({ isTold }) => !isTold);
  }

  /** Whether an account is to be asked in a round that begins now. */
  asks({ name, exchange }: { readonly name: string; readonly exchange: string }, now: number): boolean {
    // Rounds begin up to a tenth of an interval earlier or later than they should.
    const soon = now + this.intervalMs / 5;
    return [exchangeKey(exchange), accountKey(name)].every(
      (key) => soon >= (this.#known.get(key)?.nextAt ?? 0),
    );
  }

  /** Notes what became of a round that began then, and gives what is to be told. */
  note(outcomes: readonly Outcome[], startedAt: number): readonly TroubleEvent[] {
    const events: TroubleEvent[] = [];
    const asked = outcomes.filter(({ isAsked }) => isAsked);
    for (const exchange of new Set(asked.map((outcome) => outcome.exchange))) {
      const accounts = asked.filter((outcome) => outcome.exchange === exchange);
      const [first] = accounts;
      const isDown = accounts.every(
        ({ isFailed, error }) => isFailed && error !== null && ofTheExchange.has(error.kind),
      );
      if (isDown && first?.error) {
        const { kind, message } = first.error;
        const trouble = { exchange, account: null, isFailed: true, kind, message, since: startedAt };
        events.push(...this.#meet(exchangeKey(exchange), trouble, startedAt));
        continue;
      }
      events.push(...this.#end(exchangeKey(exchange), startedAt));
      for (const { account, isFailed, error } of accounts) {
        const key = accountKey(account);
        if (error === null) events.push(...this.#end(key, startedAt));
        else
          events.push(
            ...this.#meet(key, { exchange, account, isFailed, ...error, since: startedAt }, startedAt),
          );
      }
    }
    return events;
  }

  /** Lets everybody be asked at once, as after a sleep; what was told is not told again. */
  askAll(): void {
    for (const [key, known] of this.#known) this.#known.set(key, { ...known, nextAt: 0 });
  }

  /** For another configuration: forgets whom it does not have, and lets the others be asked at once. */
  adjust(
    accounts: readonly { readonly name: string; readonly exchange: string }[],
    intervalMs: number,
  ): void {
    this.intervalMs = intervalMs;
    const keys = new Set(accounts.flatMap(({ name, exchange }) => [accountKey(name), exchangeKey(exchange)]));
    for (const key of this.#known.keys()) if (!keys.has(key)) this.#known.delete(key);
    this.askAll();
  }

  #meet(key: string, met: Trouble, now: number): readonly TroubleEvent[] {
    const before = this.#known.get(key);
    const same = before !== undefined && isSame(before.kind, met.kind) ? before : null;
    const rounds = (same?.rounds ?? 0) + 1;
    const isTold = rounds > 1 || !mayPass.has(met.kind);
    const known: Known = {
      ...met,
      since: same?.since ?? met.since,
      rounds,
      isTold,
      wrongSince: before?.wrongSince ?? met.since,
      endIsTold: isTold || before?.endIsTold === true,
      // Part of an answer came, so that nobody is shut out.
      nextAt: met.isFailed ? now + this.#pause(rounds, met.kind) : 0,
    };
    this.#known.set(key, known);
    return isTold && same?.isTold !== true
      ? [{ event: 'down', trouble: known, forMs: now - known.since }]
      : [];
  }

  /** Who says that there were too many requests is left alone for longer, from the first time on. */
  #pause(rounds: number, kind: AccountErrorKind): number {
    const doubled = kind === 'rate-limited' ? rounds : rounds - 1;
    return Math.min(this.intervalMs * 2 ** doubled, Math.max(this.intervalMs, longestPauseMs));
  }

  #end(key: string, now: number): readonly TroubleEvent[] {
    const known = this.#known.get(key);
    this.#known.delete(key);
    if (known?.endIsTold !== true) return [];
    return [{ event: 'back', trouble: known, forMs: now - known.wrongSince }];
  }
}

const exchangeKey = (exchange: string) => `exchange ${exchange}`;
const accountKey = (account: string) => `account ${account}`;
