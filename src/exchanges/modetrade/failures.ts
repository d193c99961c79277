import type { Failure } from '../adapter.js';
import { bit } from '../flags.js';
import { asObject, idText } from '../readers.js';

const unaccepted: Failure = {
  kind: 'invalid-credentials',
  hint:
    'It has ended, was removed, lacks the scope read, or is not of this accountId. What a key hears that is used from ' +
    'another address than its own is not documented: look at its IP restriction as well.',
};
const signature: Failure = {
  kind: 'invalid-credentials',
  hint: 'The secret does not belong to the key: both are base58, with or without "ed25519:" in front.',
};

/** Orderly's error codes: orderly.network/docs, "Error Codes"; the positive ones as ccxt has met them. */
export const failures: Readonly<Record<string, Failure>> = {
  '-1001': signature,
  '-1002': unaccepted,
  '3': signature,
  '9': signature,
  '2': { kind: 'clock-skew' },
  '-1003': { kind: 'rate-limited' },
  '-1000': { kind: 'unreachable', hint: 'Orderly says that something went wrong on its side.' },
  '-1011': { kind: 'unreachable', hint: 'Orderly says that its own network failed.' },
};

/** `{"success": false, "code": -1002, "message": …}` */
export function failureCode(answer: unknown): string | undefined {
  const body = asObject(answer);
  if (body === undefined) return undefined;
  const success = bit(body.success, 'success');
  const code = idText(body.code);
  if (success.known && success.value && (code === undefined || code === '0')) return undefined;
  if (code === undefined) return success.known ? 'of unknown form' : undefined;
  return /^-?\d{1,6}$/.test(code) ? code : 'of unknown form';
}
