import type { Failure } from '../adapter.js';
import { asObject, idText } from '../readers.js';

const notAccepted =
  'Coinbase says the same for a key that does not exist, a secret that does not belong to it, a clock that is ' +
  'off, and an IP address that is not on its allowlist. The API key is its whole name ' +
  '(organizations/…/apiKeys/…), and the secret the whole private key; Advanced Trade may refuse Ed25519 keys: ' +
  'choose ECDSA under "Advanced settings" when you make one.';
const unverified: Failure = {
  kind: 'permission-refused',
  hint: 'Coinbase wants the account verified first. Type coinbase.com yourself, sign in, and see what it asks for.',
};
const noScope: Failure = { kind: 'permission-refused', hint: 'The key lacks a permission (View).' };
const server: Failure = { kind: 'unreachable', hint: 'Coinbase says that its server failed.' };
const token: Failure = { kind: 'invalid-credentials', hint: 'Coinbase took the key for an OAuth token.' };

/**
 * The words of `error` (Advanced Trade), the numbers of `code` (google.rpc.Code, which its reference names as
 * `grpc.gateway.runtime.Error`) and those of `errors[].id` (Coinbase App, status codes and error messages).
 * Without a code, a 401 is the only answer that says anything.
 */
export const failures: Readonly<Record<string, Failure>> = {
  'HTTP 401': { kind: 'invalid-credentials', hint: notAccepted },
  UNAUTHENTICATED: { kind: 'invalid-credentials', hint: notAccepted },
  '16': { kind: 'invalid-credentials', hint: notAccepted },
  authentication_error: { kind: 'invalid-credentials', hint: notAccepted },
  unauthorized: { kind: 'invalid-credentials', hint: notAccepted },
  invalid_authentication_method: {
    kind: 'invalid-credentials',
    hint: 'Coinbase says so where the user of the key was deleted.',
  },
  invalid_token: token,
  revoked_token: token,
  expired_token: token,

  PERMISSION_DENIED: noScope,
  '7': noScope,
  'Missing required scopes': noScope,
  invalid_scope: noScope,
  two_factor_required: { kind: 'permission-refused', hint: 'Coinbase wants a second factor for it.' },
  personal_details_required: unverified,
  identity_verification_required: unverified,
  jumio_verification_required: unverified,
  jumio_face_match_verification_required: unverified,
  unverified_email: unverified,

  rate_limit_exceeded: { kind: 'rate-limited' },
  resource_exhausted: { kind: 'rate-limited' },
  RESOURCE_EXHAUSTED: { kind: 'rate-limited' },
  '8': { kind: 'rate-limited' },

  internal_server_error: server,
  INTERNAL: server,
  '13': server,
  UNAVAILABLE: server,
  '14': server,
};

/**
 * `{"error": …}`, `{"errors": [{"id": …}]}` or `{"code": …, "message": …}`. Where `error` is "unknown", which
 * says nothing, `error_details` may hold the one documented text that is as good as a code.
 */
export function failureCode(answer: unknown): string | undefined {
  const body = asObject(answer);
  if (body === undefined) return undefined;
  const word = idText(body.error);
  if (word === 'unknown' && isMissingScope(body.error_details)) return 'Missing required scopes';
  if (word !== undefined) return word;
  if (Array.isArray(body.errors) && body.errors.length > 0) {
    return idText(asObject(body.errors[0])?.id) ?? 'of unknown form';
  }
  return idText(body.code);
}

function isMissingScope(details: unknown): boolean {
  return typeof details === 'string' && details.toLowerCase() === 'missing required scopes';
}
