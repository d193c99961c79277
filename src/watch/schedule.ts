/** All times are of a clock that only goes forward, in milliseconds, unless they are said to be the wall's. */

const jitter = 0.1;

/**
 * When the next round begins: an interval after the last one began, up to a tenth earlier or later, so that many
 * keyaudits do not ask at the same second. What was missed is not caught up: one round stands for all.
 * @param random from 0 to 1
 */
export function nextStart(startedAt: number, now: number, intervalMs: number, random: number): number {
  const due = startedAt + intervalMs * (1 - jitter + 2 * jitter * random);
  return Math.max(due, now);
}

/** Accounts are begun one after the other, so that a thousand do not burst, and a few are not held up. */
export function paceOf(accounts: number, intervalMs: number): number {
  return Math.min(longestPaceMs, intervalMs / 4 / Math.max(1, accounts));
}

const longestPaceMs = 250;

/** After this a round is called off: something in it hangs, for each request has a limit of its own. */
export function roundLimit(intervalMs: number, silence: number): number {
  return Math.min(longestTimerMs, Math.max(shortestLimitMs, 2 * silence * intervalMs));
}

const shortestLimitMs = 60_000;

/** Node's timers end at once where they are to wait for longer. */
const longestTimerMs = 2 ** 31 - 1;

/** Less is what clocks are set by all the time. */
const smallestJumpMs = 10_000;

/** Tells when the wall's clock was set, or stood still with the machine: time went on by itself then. */
export class WallWatch {
  #ahead: number;

  constructor(
    now: number,
    wall: number,
    private readonly intervalMs: number,
  ) {
    this.#ahead = wall - now;
  }

  /** How far the wall's clock has jumped since the last look; null where it has not. */
  look(now: number, wall: number): number | null {
    const jump = wall - now - this.#ahead;
    this.#ahead += jump;
    return Math.abs(jump) > Math.max(smallestJumpMs, this.intervalMs) ? jump : null;
  }
}

/** Tells once when nothing was learnt for too long, and once when that is over. */
export class Silence {
  #since: number;
  #isTold = false;

  constructor(
    now: number,
    public limitMs: number,
  ) {
    this.#since = now;
  }

  get isTold(): boolean {
    return this.#isTold;
  }

  /** A round was completed: how long it was silent, where that was told; else null. */
  complete(now: number): number | null {
    const silentMs = this.#isTold ? now - this.#since : null;
    this.#isTold = false;
    this.#since = now;
    return silentMs;
  }

  /** How long it has been silent, where that is to be told now; else null. */
  look(now: number): number | null {
    if (this.#isTold || now - this.#since < this.limitMs) return null;
    this.#isTold = true;
    return now - this.#since;
  }
}
