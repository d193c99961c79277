import { setTimeout as delay } from 'node:timers/promises';
import type { RateLimit, Read } from './adapter.js';

/** Holds calls back so that each endpoint's declared rate is kept. */
export interface Limiter {
  /** Resolves when the call may be made; rejects when the audit is called off. */
  wait(read: Read): Promise<void>;
}

/** Lets so many pass in any stretch of so many seconds, in the order they came. Rejects when its caller is called off. */
export type Gate = (signal: AbortSignal) => Promise<void>;

/** The gates of one key, or those that all keys of one exchange pass together. */
export type Gates = Map<Read, Gate>;

/**
 * The limiter of one key.
 * @param own for the limits that the exchange counts by key
 * @param shared for those that it counts by address: the same map for each of its keys
 */
export function createLimiter(own: Gates, shared: Gates, signal: AbortSignal): Limiter {
  return {
    wait: async (read) => {
      const gates = read.rate.per === 'address' ? shared : own;
      const gate = gates.get(read) ?? createGate(read.rate);
      gates.set(read, gate);
      await gate(signal);
    },
  };
}

/** Whoever is called off while waiting leaves no trace: what comes later does not wait for it. */
export function createGate({ requests, seconds }: Pick<RateLimit, 'requests' | 'seconds'>): Gate {
  /** When the last ones passed; the oldest first. */
  const passed: number[] = [];
  let last: Promise<unknown> = Promise.resolve();
  const pass = async (signal: AbortSignal) => {
    signal.throwIfAborted();
    const [oldest] = passed.length < requests ? [] : passed;
    const waitMs = oldest === undefined ? 0 : oldest + seconds * 1000 - performance.now();
    if (waitMs > 0) await delay(waitMs, undefined, { signal }).catch(() => signal.throwIfAborted());
    if (oldest !== undefined) passed.shift();
    passed.push(performance.now());
  };
  return async (signal) => {
    const mine = last.then(async () => await pass(signal));
    last = mine.catch(() => {});
    await mine;
  };
}
