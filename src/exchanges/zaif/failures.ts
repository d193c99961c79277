import type { Failure } from '../adapter.js';
import { bit } from '../flags.js';
import { absent, asObject } from '../readers.js';

export const nonceTooLow = 'nonce not incremented';

/** What ends a text differs between versions of the documentation, and a text may name a right in its middle. */
const codes: readonly (readonly [text: RegExp, code: string])[] = [
  [/^no data found for the key\b/, 'no data found for the key'],
  [/^signature mismatch\b/, 'signature mismatch'],
  [/^nonce not incremented\b/, nonceTooLow],
  [/^nonce out of range\b/, 'nonce out of range'],
  [/^api key don.?t have .{0,40}\bpermission\b/, 'permission missing'],
  [/^time wait restriction\b/, 'time wait restriction'],
  [/^invalid access token\b/, 'invalid access token'],
  [/^expired access token\b/, 'expired access token'],
  [/^method not found\b/, 'method not found'],
];

/**
 * Zaif's errors are texts: zaif-api-document.readthedocs.io, 現物取引API, "エラーメッセージ". Which one an address gets
 * that may not use a key is not documented, nor whether there is such a list.
 */
export const failures: Readonly<Record<string, Failure>> = {
  'no data found for the key': {
    kind: 'invalid-credentials',
    hint: 'The key does not exist: it was deleted, or not copied whole.',
  },
  'signature mismatch': {
    kind: 'invalid-credentials',
    hint: 'The signature is wrong: the secret does not belong to this key.',
  },
  'invalid access token': { kind: 'invalid-credentials' },
  'expired access token': { kind: 'invalid-credentials' },

  'permission missing': { kind: 'permission-refused', hint: 'The key lacks the right "info".' },

  [nonceTooLow]: { kind: 'clock-skew' },
  'nonce out of range': {
    kind: 'clock-skew',
    hint: 'Some program used a nonce so high that none is left: make a new key, as Zaif says.',
  },

  'time wait restriction': { kind: 'rate-limited' },

  'method not found': {
    kind: 'unexpected-response',
    hint: "The account's baseUrl, or a proxy, may change the call on its way.",
  },
};

/** `{success: 0, error: text}`, with HTTP 200; a success is 1. A text that is not documented could hold anything, and is not repeated. */
export function failureCode(body: unknown): string | undefined {
  const { success, error } = asObject(body) ?? {};
  const flag = bit(success, 'success');
  const failed = !absent(error) || (!absent(success) && !(flag.known && flag.value));
  if (!failed) return undefined;
  const text = typeof error === 'string' ? error.trim().toLowerCase() : '';
  return codes.find(([documented]) => documented.test(text))?.[1] ?? 'of unknown form';
}
