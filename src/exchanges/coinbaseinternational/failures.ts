import type { Failure } from '../adapter.js';
import { asObject } from '../readers.js';

/**
 * Coinbase International has no codes. The titles that stand for one, in small letters, are ccxt's; that a 401
 * without one is about the credentials is the reference's ("401: Authentication error").
 */
export const failures: Readonly<Record<string, Failure>> = {
  'ip not allowed': { kind: 'ip-refused' },
  unauthorized: {
    kind: 'permission-refused',
    hint:
      'The key may lack the permission (View). Whether Coinbase International says the same of a key that does not ' +
      'exist is not documented.',
  },
  'HTTP 401': {
    kind: 'invalid-credentials',
    hint:
      'Keys of Coinbase and of Coinbase Exchange are unknown there, and so is a time that is 5 seconds off: check ' +
      "this machine's clock too.",
  },
};

/** `{"title": …, "status": …}`; the title may have the name of a Java class before it. No other title is shown. */
export function failureCode(body: unknown): string | undefined {
  const title = asObject(body)?.title;
  if (typeof title !== 'string') return undefined;
  const text = title
    .replace(/^[\w.$]+:/, '')
    .trim()
    .toLowerCase();
  if (text.includes('ip not allowed')) return 'ip not allowed';
  return Object.hasOwn(failures, text) ? text : undefined;
}
