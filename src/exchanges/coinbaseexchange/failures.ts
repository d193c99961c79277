import type { Failure } from '../adapter.js';
import { asObject } from '../readers.js';

const refused: Failure = {
  kind: 'invalid-credentials',
  hint:
    'Coinbase Exchange has keys of its own, with a passphrase: those of Coinbase (Advanced Trade) and of its ' +
    'sandbox are unknown there. What it says to an address that is not on the list of a key is not documented: ' +
    'check that as well.',
};

/**
 * Coinbase Exchange has no codes. The texts that stand for one, in small letters: ccxt's table, and the issues of
 * coinbase/coinbase-pro-node (number 42: a time that is off). A 401 is documented as a wrong key; a 403 without a
 * text may come from a firewall.
 */
export const failures: Readonly<Record<string, Failure>> = {
  'invalid api key': refused,
  'invalid signature': refused,
  'invalid passphrase': { kind: 'invalid-credentials', hint: 'The key and the secret may be right.' },
  'HTTP 401': refused,

  forbidden: {
    kind: 'permission-refused',
    hint: 'The key may lack the permission (View), or belong to another portfolio.',
  },

  'request timestamp expired': { kind: 'clock-skew' },

  'private rate limit exceeded': { kind: 'rate-limited' },
};

/** `{"message": …}`, where the message is one of those texts. No other text is looked at, or shown. */
export function failureCode(body: unknown): string | undefined {
  const message = asObject(body)?.message;
  if (typeof message !== 'string') return undefined;
  const text = message.trim().replace(/\.$/, '').toLowerCase();
  return Object.hasOwn(failures, text) ? text : undefined;
}
