import type { Failure } from '../adapter.js';
import { asObject, wholeNumber } from '../readers.js';

/**
 * bitFlyer documents no list of its codes. -1 and -2 are those that bots and ccxt meet ("Over API limit per period",
 * "Under maintenance"); -500 comes with HTTP 401 where a request is not authenticated ("ACCESS-KEY header is
 * required"). What it says to an address that a key may not be used from, if there is such a thing, is not known, so
 * none of these is taken for it.
 */
export const failures: Readonly<Record<string, Failure>> = {
  '-1': { kind: 'rate-limited' },
  '-2': { kind: 'unreachable', hint: 'bitFlyer is under maintenance.' },
  '-500': {
    kind: 'invalid-credentials',
    hint:
      'bitFlyer has one code for a key that does not exist, a secret that does not belong to it and a wrong ' +
      "time, and may have it for a missing permission too: look at the key, and at this machine's clock.",
  },
};

/** `{"status": -2, "error_message": "…", "data": null}`; a good answer is a list. */
export function failureCode(body: unknown): string | undefined {
  const status = wholeNumber(asObject(body)?.status);
  return status === undefined || status === 0 ? undefined : String(status);
}
