import type { Failure } from '../adapter.js';
import { absent, asObject, idText } from '../readers.js';

export const secondFactor =
  'The account asks for a second factor (a security key or authenticator) before it lists its keys, which ' +
  'keyaudit cannot give.';

/**
 * Deribit's error codes: docs.deribit.com, error codes, also as ccxt and github.com/joaquinbejar/deribit-base have
 * them. What it says to an address that is not on a key's whitelist is not documented, so none of these is taken
 * for it.
 */
export const failures: Readonly<Record<string, Failure>> = {
  '13004': {
    kind: 'invalid-credentials',
    hint:
      'Client ID and secret do not belong together, or the key was disabled, reset or removed. Keys of ' +
      'test.deribit.com work there only.',
  },
  '13009': {
    kind: 'invalid-credentials',
    hint:
      'The secret does not belong to this key. Keys with a public key of your own (asymmetric ones) cannot be ' +
      'audited. If both are right, check the IP whitelist of the key.',
  },
  '10000': {
    kind: 'invalid-credentials',
    hint: 'Deribit saw no valid signature: a proxy may strip the Authorization header.',
  },
  '13007': { kind: 'invalid-credentials' },

  '13021': { kind: 'permission-refused', hint: 'The key lacks the scope account:read.' },
  '11042': { kind: 'permission-refused', hint: 'The key lacks the scope account:read.' },
  '13403': { kind: 'permission-refused' },
  '13003': { kind: 'permission-refused', hint: secondFactor },
  '13668': { kind: 'permission-refused', hint: secondFactor },
  '13012': { kind: 'permission-refused', hint: 'Deribit does not let a sub-account make it.' },
  '9999': { kind: 'permission-refused', hint: 'The API is not enabled for this account.' },
  '11098': { kind: 'permission-refused', hint: 'Deribit says that the account is locked.' },
  '13001': { kind: 'permission-refused', hint: 'Deribit says that the account is not activated.' },
  '13002': { kind: 'permission-refused', hint: 'Deribit says that the account is blocked.' },
  '13031': { kind: 'permission-refused', hint: 'Deribit wants the account verified first.' },

  '10028': { kind: 'rate-limited' },
  '10047': { kind: 'rate-limited' },
  '10066': { kind: 'rate-limited' },
  '12998': { kind: 'rate-limited', hint: 'There were too many failed attempts with a second factor.' },

  '10040': { kind: 'unreachable' },
  '10041': { kind: 'unreachable', hint: 'Deribit is settling, which takes some seconds.' },
  '11051': { kind: 'unreachable', hint: 'Deribit is under maintenance.' },
  '11094': { kind: 'unreachable' },
  '13025': { kind: 'unreachable', hint: 'Deribit has switched this call off for the time being.' },
  '13028': { kind: 'unreachable' },
  '13503': { kind: 'unreachable' },
  '13888': { kind: 'unreachable' },
  // By the address, whatever the key: it says nothing of the key's own list.
  '12005': { kind: 'unreachable', hint: 'Deribit does not serve the country of this machine.' },

  '13008': { kind: 'unexpected-response' },
  '-32601': { kind: 'unexpected-response' },
};

/** An error is `{"jsonrpc": "2.0", "error": {"code": 13004, "message": …}}`, with HTTP 400 or 200. */
export function failureCode(body: unknown): string | undefined {
  const error = asObject(body)?.error;
  if (absent(error)) return undefined;
  const code = idText(asObject(error)?.code);
  return code !== undefined && /^-?\d{1,6}$/.test(code) ? code : 'of unknown form';
}
