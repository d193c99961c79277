import type { Failure } from '../adapter.js';
import { idText } from '../readers.js';

const malformed =
  'The key or its secret is malformed: copy both again, whole, without quotes or line breaks.';

/**
 * Bitfinex' error codes: docs.bitfinex.com, abbreviations glossary, and what ccxt and bitfinexcom's own report
 * tool know of them. What it says to an address that is not on a key's list is documented nowhere, so none of
 * these is taken for it.
 */
export const failures: Readonly<Record<string, Failure>> = {
  '10100': {
    kind: 'invalid-credentials',
    hint:
      'The key does not exist any more, or the secret does not belong to it. If both are right, check the ' +
      'IP addresses of the key: which error Bitfinex gives to another address is not documented.',
  },
  '10111': { kind: 'invalid-credentials', hint: malformed },
  '10112': { kind: 'invalid-credentials', hint: 'The secret does not belong to this key.' },
  '10113': { kind: 'invalid-credentials', hint: malformed },
  '10114': { kind: 'clock-skew' },
  // "Generic error": with this call, where no order can be wrong, it was seen for a key that lacks a permission.
  '10001': {
    kind: 'permission-refused',
    hint: 'Bitfinex gives this code for many reasons; for a call like this one, mostly for a right that is missing.',
  },
  '11010': { kind: 'rate-limited' },
  '10008': { kind: 'unreachable' },
  '11000': { kind: 'unreachable', hint: 'Bitfinex says that it is not ready.' },
  '20051': { kind: 'unreachable', hint: 'Bitfinex is about to restart.' },
  '20060': { kind: 'unreachable', hint: 'Bitfinex is under maintenance.' },
  '20061': { kind: 'unreachable', hint: 'Bitfinex was under maintenance until just now.' },
  '10000': { kind: 'unexpected-response' },
  '10020': { kind: 'unexpected-response' },
  '10050': { kind: 'unexpected-response' },
};

/** An error is `["error", 10100, "apikey: invalid"]`, with HTTP 500 or 200; its text may hold anything. */
export function failureCode(body: unknown): string | undefined {
  if (!Array.isArray(body) || body[0] !== 'error') return undefined;
  const code = idText(body[1]);
  return code !== undefined && /^\d{1,6}$/.test(code) ? code : 'of unknown form';
}
