import type { Failure } from '../adapter.js';
import { asObject, idText } from '../readers.js';

/** Upbit's error names: docs.upbit.com/kr/reference/rest-api-guide, and the examples of its pages. */
export const failures: Readonly<Record<string, Failure>> = {
  no_authorization_ip: { kind: 'ip-refused' },
  // As older pages spell it.
  no_authorization_i_p: { kind: 'ip-refused' },

  invalid_access_key: {
    kind: 'invalid-credentials',
    hint: 'It does not exist at upbit.com: it was deleted, or copied wrongly, or is of another country of Upbit.',
  },
  expired_access_key: {
    kind: 'invalid-credentials',
    hint: 'It has expired: a key of Upbit ends after a year, and cannot be extended.',
  },
  jwt_verification: {
    kind: 'invalid-credentials',
    hint: 'The signature is wrong: the secret key does not belong to this access key.',
  },
  no_authorization_token: {
    kind: 'invalid-credentials',
    hint: 'Upbit says so where the header Authorization is missing: a proxy may strip it.',
  },

  out_of_scope: {
    kind: 'permission-refused',
    hint:
      'Upbit tells what a key may do, and from where, only to a key of the main pocket that has 포켓관리 (pocket ' +
      'management). That right also moves funds: do not give it to a key for the sake of an audit, but look ' +
      'the key up at upbit.com.',
  },
  thirdparty_agreement_required: {
    kind: 'permission-refused',
    hint: 'Upbit asks for an agreement that the account has not given.',
  },

  too_many_requests: { kind: 'rate-limited' },

  nonce_used: {
    kind: 'unexpected-response',
    hint: 'The same request came twice: something on the way, as a proxy, repeats requests.',
  },
  invalid_query_payload: {
    kind: 'unexpected-response',
    hint: 'The request is not the one that was signed: something on the way, as a proxy, changes requests.',
  },
};

/** `{"error": {"name": "out_of_scope", "message": "…"}}`; the message is never shown. */
export function failureCode(body: unknown): string | undefined {
  const error = asObject(body)?.error;
  if (error === undefined || error === null) return undefined;
  const name = idText(asObject(error)?.name) ?? '';
  return /^\w{1,60}$/.test(name) ? name : 'of unknown form';
}
