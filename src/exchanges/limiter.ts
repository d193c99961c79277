import pThrottle from 'p-throttle';
import type { Read } from './adapter.js';

/** Holds calls back so that each endpoint's declared rate is kept. */
export interface Limiter {
  /** Resolves when the call may be made; rejects when the audit is called off. */
  wait(read: Read): Promise<void>;
}

type Gate = () => Promise<void>;
/** The gates that all keys of one exchange pass together. */
export type SharedGates = Map<Read, Gate>;

/**
 * The limiter of one key.
 * @param shared for the limits that the exchange counts by address: the same map for each of its keys
 */
export function createLimiter(shared: SharedGates, signal: AbortSignal): Limiter {
  const own: SharedGates = new Map();
  return {
    wait: async (read) => {
      const gates = read.rate.per === 'address' ? shared : own;
      let gate = gates.get(read);
      if (gate === undefined) {
        const { requests: limit, seconds } = read.rate;
        gate = pThrottle({ limit, interval: seconds * 1000, strict: true, signal })(async () => undefined);
        gates.set(read, gate);
      }
      await gate();
    },
  };
}
