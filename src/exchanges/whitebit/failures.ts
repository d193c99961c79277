import type { Failure } from '../adapter.js';
import { absent, asObject, idText } from '../readers.js';

/**
 * What refuses comes with a number, which for these reads means one thing, or with a text that the page on errors
 * documents: docs.whitebit.com/private/http-auth, "Common Errors"; the numbers as ccxt has met them.
 */
export const failures: Readonly<Record<string, Failure>> = {
  '10': {
    kind: 'invalid-credentials',
    hint: 'It was deleted or not copied whole, the secret does not belong to it, or it is a key of another WhiteBIT site.',
  },
  '2': {
    kind: 'permission-refused',
    hint:
      "Either the key is switched off, or this machine's address is not on its list, and then WhiteBIT may have " +
      'switched the key off just now: look at it on the page of API keys, and at the bot that uses it.',
  },
  '4': { kind: 'permission-refused' },
  endpoint: {
    kind: 'permission-refused',
    hint: 'The key is restricted to other endpoints. That is no reason to open more of them to it.',
  },
  nonce: {
    kind: 'clock-skew',
    hint: 'WhiteBIT refused the nonce, which is the time in milliseconds and may be five seconds off.',
  },
  '9': { kind: 'unexpected-response' },
};

/** By the start of a documented text, in lower case. "Too many requests." is about nonces, not about how many. */
const documentedTexts: readonly (readonly [start: string, code: string])[] = [
  ['unauthorized request', '10'],
  ['this action is unauthorized. enable your key', '2'],
  ['this api key is not authorized', '4'],
  ["you don't have permission to use this endpoint", 'endpoint'],
  ['too many requests', 'nonce'],
  ['your nonce is more than 5 seconds', 'nonce'],
  ['invalid payload', '9'],
];

/**
 * `{"code": 10, "message": "Unauthorized request."}`, `{"success": false, …}` or `{"status": 422, "errors": …}`. Good
 * answers have none of these fields: those of a balance are currencies, in capitals.
 */
export function failureCode(answer: unknown): string | undefined {
  const body = asObject(answer);
  if (body === undefined) return undefined;
  const { code, message, success, errors } = body;
  if (absent(code) && absent(errors) && typeof message !== 'string' && success !== false) return undefined;
  const text = typeof message === 'string' ? message.toLowerCase() : '';
  const documented = documentedTexts.find(([start]) => text.startsWith(start));
  if (documented !== undefined) return documented[1];
  const number = idText(code);
  return number !== undefined && /^\d{1,6}$/.test(number) ? number : 'of unknown form';
}
