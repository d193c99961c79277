import type { Failure } from '../adapter.js';
import { absent, asObject, idText } from '../readers.js';

const otherKey: Failure = {
  kind: 'invalid-credentials',
  hint:
    'It was deleted or not copied whole, the secret does not belong to it, or it is a key of the spot exchange: those ' +
    "of Kraken Futures are others. What an address hears that is not on a key's list is not documented: look at its " +
    'list as well.',
};

/**
 * Kraken Futures' error codes: krakenfx/kraken-cli, its catalogue of errors, and ccxt. Which code comes with HTTP 401
 * is not documented; what that status means is: "API key is not found or request signature is invalid"
 * (docs.kraken.com, "Check v3 API key"). None is known that an address alone would get.
 */
export const failures: Readonly<Record<string, Failure>> = {
  authenticationError: otherKey,
  'HTTP 401': otherKey,

  insufficientPrivileges: {
    kind: 'permission-refused',
    hint: 'This call needs no particular right: a key with "No Access" everywhere may not even make it.',
  },
  accountInactive: {
    kind: 'permission-refused',
    hint: 'Kraken Futures says that the account is not active.',
  },

  nonceBelowThreshold: { kind: 'clock-skew' },
  nonceDuplicate: { kind: 'clock-skew' },

  apiLimitExceeded: { kind: 'rate-limited' },

  unavailable: { kind: 'unreachable' },
  Unavailable: { kind: 'unreachable' },
  'Server Error': { kind: 'unreachable' },

  notFound: {
    kind: 'unexpected-response',
    hint: "It does not know the call: the account's baseUrl may be wrong.",
  },
};

/**
 * `{result: "error", error: …}`, or a list of numbered errors. The key check's own `{error, message, suberror}` is told
 * by its status where the code is none of these, since its codes are not documented.
 */
export function failureCode(body: unknown): string | undefined {
  const answer = asObject(body) ?? {};
  const { error, errors, result } = answer;
  if (typeof error === 'string' && Object.hasOwn(failures, error)) return error;
  if ('suberror' in answer) return undefined;
  if (!absent(error)) return wellFormed(error);
  if (Array.isArray(errors) && errors.length > 0) return wellFormed(idText(asObject(errors[0])?.code));
  return result === 'error' ? wellFormed(undefined) : undefined;
}

/** What goes into messages: a short word or two in which no key, signature or address can be. */
function wellFormed(code: unknown): string {
  const isCode = typeof code === 'string' && /^([A-Za-z_]{1,32}( [A-Za-z]{1,16})?|\d{1,6})$/.test(code);
  return isCode ? code : 'of unknown form';
}
