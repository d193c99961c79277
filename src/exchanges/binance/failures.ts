import type { Failure } from '../adapter.js';
import { asObject, idText } from '../readers.js';

/** Binance's error codes: binance/binance-spot-api-docs, errors.md. */
export const failures: Readonly<Record<string, Failure>> = {
  '-2015': {
    kind: 'invalid-credentials',
    hint:
      "Binance says the same for a wrong or deleted key, for an IP address that is not on the key's list, and for " +
      'a key without "Enable Reading". Try from the bot\'s host or through its proxy; then look the key up.',
  },
  '-2014': { kind: 'invalid-credentials', hint: 'The API key is malformed: copy it again, whole.' },
  '-2008': { kind: 'invalid-credentials' },
  '-1022': {
    kind: 'invalid-credentials',
    hint: 'The signature is wrong: the secret does not belong to this key.',
  },
  '-1021': { kind: 'clock-skew' },
  '-1002': { kind: 'permission-refused' },
  '-1003': { kind: 'rate-limited' },
  '-1000': { kind: 'unreachable' },
  '-1001': { kind: 'unreachable' },
  '-1006': { kind: 'unreachable' },
  '-1007': { kind: 'unreachable' },
  '-1008': { kind: 'unreachable' },
  '-1016': { kind: 'unreachable' },
};

/** An error is `{code, msg}`; good answers of these endpoints have no code of their own. */
export function codeOf(body: unknown): string | undefined {
  const code = idText(asObject(body)?.code);
  return code === undefined || code === '0' || code === '200' ? undefined : code;
}
