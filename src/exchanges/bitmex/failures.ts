import type { Failure } from '../adapter.js';
import { asObject } from '../readers.js';

/** What stands for each text that BitMEX refuses a key with; its errors have no codes. */
const codes: readonly (readonly [text: RegExp, code: string])[] = [
  [/^invalid api key\b/i, 'invalid-api-key'],
  [/^signature not valid\b/i, 'signature-not-valid'],
  [/^this key is disabled\b/i, 'key-disabled'],
  [/^this ip address is not allowed to use this key\b/i, 'ip-not-allowed'],
  [/^this request has expired\b/i, 'request-expired'],
  [/^access denied\b/i, 'access-denied'],
  [/^not found\b/i, 'not-found'],
];

/** support.bitmex.com, article 6205535588125. */
const denied: Failure = {
  kind: 'permission-refused',
  hint:
    'BitMEX says so of a right that is missing, of credentials that are wrong or have ended, of an account that is ' +
    'restricted, and of a ban after too many requests, without telling them apart.',
};

/**
 * BitMEX documents the statuses of errors, and no texts. Those above are what programs in use know (JKorf/BitMEX.Net,
 * ccxt until it dropped BitMEX, and others). A refusal with another text is told by its status.
 */
export const failures: Readonly<Record<string, Failure>> = {
  'invalid-api-key': {
    kind: 'invalid-credentials',
    hint: 'It was deleted or not copied whole, or it is a key of the testnet, which has keys of its own.',
  },
  'signature-not-valid': {
    kind: 'invalid-credentials',
    hint: 'The signature is wrong: the secret does not belong to this key.',
  },
  'key-disabled': { kind: 'invalid-credentials', hint: 'It is switched off.' },
  'ip-not-allowed': { kind: 'ip-refused' },
  'request-expired': { kind: 'clock-skew' },
  'access-denied': denied,
  'not-found': { kind: 'unexpected-response' },
  'HTTP 400': { kind: 'unexpected-response' },
  'HTTP 401': { kind: 'invalid-credentials' },
  'HTTP 403': denied,
  'HTTP 404': { kind: 'unexpected-response' },
};

/** `{error: {message, name}}`. A name is one word, and says no more than the status where it is HTTPError. */
export function failureCode(body: unknown): string | undefined {
  const { message, name } = asObject(asObject(body)?.error) ?? {};
  const known = typeof message === 'string' ? codes.find(([text]) => text.test(message)) : undefined;
  if (known !== undefined) return known[1];
  return typeof name === 'string' && name !== 'HTTPError' && /^[A-Za-z]{1,40}$/.test(name) ? name : undefined;
}
