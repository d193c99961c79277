import type { Failure } from '../adapter.js';
import { asObject, idText } from '../readers.js';

const notAccepted =
  'HTX says the same for a key that does not exist, a secret that does not belong to it, an IP address that is not ' +
  "on its list, a clock that is off, and a key without the permission for the call (Read). Try from the bot's host " +
  'or through its proxy; then look the key up.';
const signature: Failure = { kind: 'invalid-credentials', hint: notAccepted };

/**
 * Error codes of the older form (`err-code`: words) and of the newer one (`code`: numbers): huobiapi/docs, v1_en,
 * "Frequently Asked Questions" and "Sub user management", error code; ccxt's class for the rest. What a message says
 * beside a code decides nothing.
 */
export const failures: Readonly<Record<string, Failure>> = {
  'api-signature-not-valid': signature,
  'api-signature-check-failed': signature,
  '1003': {
    kind: 'invalid-credentials',
    hint: 'HTX says so where the signature is wrong, or the key is no longer valid.',
  },
  'login-required': {
    kind: 'invalid-credentials',
    hint: 'HTX misses the key or the signature in the address: a proxy may strip them.',
  },

  '1002': {
    kind: 'permission-refused',
    hint: "Keys are told of to a parent user's key with Read only.",
  },
  '403': {
    kind: 'permission-refused',
    hint:
      "HTX says so to a sub-user's key, which it tells nothing of itself: ask with a key of the parent user " +
      '(--depth sub-accounts).',
  },

  '2002': { kind: 'unexpected-response', hint: 'It says that a parameter is invalid.' },
  'method-not-allowed': { kind: 'unexpected-response', hint: 'This host does not know the call.' },
  'HTTP 404': { kind: 'unexpected-response', hint: 'This host does not know the call.' },
  'HTTP 405': { kind: 'unexpected-response', hint: 'This host does not know the call.' },

  'rate-too-many-requests': { kind: 'rate-limited' },
  'base-request-exceed-frequency-limit': { kind: 'rate-limited' },

  '500': { kind: 'unreachable' },
  'gateway-internal-error': { kind: 'unreachable' },
  'system-maintenance': { kind: 'unreachable' },
  timeout: { kind: 'unreachable' },
};

/** `{"status": "error", "err-code": …}` or `{"code": …, "message": …}`, where 200 is a good answer. */
export function failureCode(answer: unknown): string | undefined {
  const body = asObject(answer);
  if (body === undefined) return undefined;
  const code = idText(body.code);
  if (code !== undefined && code !== '200') return code;
  if (body.status !== 'error') return undefined;
  return idText(body['err-code']) ?? idText(body.err_code) ?? 'error';
}
