import type { Failure } from '../adapter.js';
import { absent, asObject, idText, wholeNumber } from '../readers.js';

/**
 * XT's message codes (xt-com/xt-api, _documentation/errorCode.md and _user_center_documentation/errorCode.md). Those
 * of a header that is missing or malformed, AUTH_001 to AUTH_007, say nothing of the key.
 */
export const failures: Readonly<Record<string, Failure>> = {
  AUTH_104: { kind: 'ip-refused' },

  AUTH_101: { kind: 'invalid-credentials', hint: 'The key does not exist: it may have been deleted.' },
  AUTH_102: { kind: 'invalid-credentials', hint: 'The key is not activated.' },
  AUTH_103: {
    kind: 'invalid-credentials',
    hint: 'The signature is wrong: the secret does not belong to this key.',
  },

  AUTH_106: { kind: 'permission-refused' },
  NO_OPERATION_PERMISSION: { kind: 'permission-refused' },
  PERMISSION_LIMIT: { kind: 'permission-refused' },

  AUTH_105: { kind: 'clock-skew' },

  COMMON_002: { kind: 'unreachable' },

  ...Object.fromEntries(
    [1, 2, 3, 4, 5, 6, 7].map((number) => [`AUTH_00${number}`, { kind: 'unexpected-response' }] as const),
  ),
};

/**
 * `{rc, mc, ma, result}`, with an `rc` of 0 and an `mc` of SUCCESS where all is well. XT's other hosts answer with
 * `{returnCode, msgInfo, error, result}`.
 */
export function failureCode(answer: unknown): string | undefined {
  const body = asObject(answer);
  if (body === undefined) return undefined;
  const word = idText(body.mc);
  if (word !== undefined && word.toUpperCase() !== 'SUCCESS') return word;
  const code = idText(asObject(body.error)?.code);
  if (code !== undefined) return code;
  const failed = ['rc', 'returnCode'].find((name) => !absent(body[name]) && wholeNumber(body[name]) !== 0);
  return failed && `${failed} is not 0`;
}
