import type { Failure } from '../adapter.js';
import { asObject, idText } from '../readers.js';

const elsewhere = "The account's baseUrl, or a proxy, may change the call on its way.";

/**
 * AscendEX' error codes: ascendex.github.io/ascendex-pro-api, "Error Info". Which one an address gets that is not
 * among a key's IPs is not documented, so that none is taken for it.
 */
export const failures: Readonly<Record<string, Failure>> = {
  '200001': {
    kind: 'invalid-credentials',
    hint:
      'The key was deleted or has ended, or key and secret do not belong together. What an address hears that is not ' +
      "among the key's IPs is not documented: look at those as well.",
  },
  '200003': { kind: 'invalid-credentials', hint: 'The account does not exist.' },
  '100009': {
    kind: 'invalid-credentials',
    hint: 'AscendEX says so where the key is missing: a proxy may strip headers that begin with x-auth-.',
  },

  '200015': { kind: 'permission-refused' },
  '200014': { kind: 'permission-refused', hint: 'The account is restricted. Ask AscendEX why.' },
  '200004': { kind: 'permission-refused', hint: 'The account is not set up wholly.' },

  // More than 30 seconds off.
  '100011': { kind: 'clock-skew' },

  '200002': { kind: 'rate-limited', hint: 'AscendEX counted too many failed attempts.' },

  '100001': { kind: 'unexpected-response', hint: elsewhere },
  '100004': { kind: 'unexpected-response', hint: elsewhere },
};

/** `{code, reason, message}`, where 0 is a good answer. A code is a number; anything else could hold a key. */
export function failureCode(body: unknown): string | undefined {
  const { code } = asObject(body) ?? {};
  const text = idText(code);
  if (text === undefined || text === '0') return undefined;
  return /^-?\d{1,9}$/.test(text) ? text : 'of unknown form';
}
