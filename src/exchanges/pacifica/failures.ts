import type { Failure } from '../adapter.js';
import { bit } from '../flags.js';
import { absent, asObject, idText } from '../readers.js';

const down: Failure = { kind: 'unreachable' };
const notForThis: Failure = { kind: 'permission-refused' };

/**
 * Pacifica's response codes and the business codes of status 422 (docs.pacifica.fi, "Error codes"); error_id as ccxt
 * saw it in answers. Which of them an address gets that is not on an agent's IP whitelist is documented nowhere, so
 * that none is taken for it.
 */
export const failures: Readonly<Record<string, Failure>> = {
  signature_verification_failed: {
    kind: 'invalid-credentials',
    hint: 'The key does not sign for this account, or not for this call; or a proxy changes the call on its way.',
  },
  '400': {
    kind: 'permission-refused',
    hint: 'It gives this code for a key that is no agent of the account, and for other requests that it does not take.',
  },
  '401': { kind: 'invalid-credentials' },
  '402': { kind: 'invalid-credentials' },
  '403': {
    kind: 'permission-refused',
    hint: 'It gives this code without an access code, and in some countries.',
  },
  '1': { kind: 'invalid-credentials', hint: 'It knows no such account: walletAddress may be the wrong one.' },
  '31': notForThis,
  '32': notForThis,
  '34': notForThis,
  '38': notForThis,
  '40': { kind: 'permission-refused', hint: 'Only a main account may make this call.' },
  '404': {
    kind: 'unexpected-response',
    hint: "It does not know the call: the account's baseUrl may be wrong.",
  },
  '429': { kind: 'rate-limited' },
  '500': down,
  '503': down,
  '504': down,
};

/** `{success: false, error, code, error_id}`, with HTTP 200 too. `error_id` says more than `code`, where it is known. */
export function failureCode(body: unknown): string | undefined {
  const { success, error, code, error_id: id } = asObject(body) ?? {};
  const isGood = absent(code) || code === 200 || code === '200';
  const succeeded = bit(success, 'success');
  const isDenied = !absent(success) && !(succeeded.known && succeeded.value);
  const failed = isDenied || (!absent(error) && error !== '') || !isGood;
  if (!failed) return undefined;
  if (typeof id === 'string' && Object.hasOwn(failures, id)) return id;
  const text = idText(code);
  return text !== undefined && /^\d{1,6}$/.test(text) ? text : 'of unknown form';
}
