import type { Failure } from '../adapter.js';

/**
 * Bithumb's error names (apidocs.bithumb.com, "API 주요 에러 코드"). Those marked are not on that page: programs
 * in use know the first, ccxt the last, and Upbit, whose API Bithumb's follows, the others.
 */
export const failures: Readonly<Record<string, Failure>> = {
  NotAllowIP: { kind: 'ip-refused' },

  jwt_verification: {
    kind: 'invalid-credentials',
    hint: 'The signature is wrong: the secret does not belong to this key, or the key was deleted.',
  },
  // Not on the page.
  invalid_access_key: {
    kind: 'invalid-credentials',
    hint: 'The key does not exist: it may have been deleted.',
  },
  // Not on the page.
  expired_access_key: {
    kind: 'invalid-credentials',
    hint: 'The key has ended: each does a year after it was issued, and cannot be extended.',
  },
  // API 1.0: "Invalid Apikey".
  '5300': { kind: 'invalid-credentials' },

  out_of_scope: { kind: 'permission-refused' },
  blocked_member_id: {
    kind: 'permission-refused',
    hint:
      'Bithumb says that its operational policy restricts the account. Type its address yourself, sign in, and ' +
      'ask its customer service why.',
  },

  expired_jwt: { kind: 'clock-skew' },

  // Not on the page.
  too_many_requests: { kind: 'rate-limited' },

  invalid_query_payload: {
    kind: 'unexpected-response',
    hint: 'Bithumb says so of a request whose parameters are not those that were signed: a proxy may add some.',
  },
};
