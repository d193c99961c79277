import type { Failure } from '../adapter.js';
import { asObject, idText } from '../readers.js';

const account: Failure = {
  kind: 'permission-refused',
  hint: 'It is about the account, not the key: Crypto.com says that it is not active.',
};

/**
 * exchange-docs.crypto.com, response and reason codes; those of five digits that begin with 1 are an older
 * generation's, which ccxt knows.
 */
export const failures: Readonly<Record<string, Failure>> = {
  '40101': {
    kind: 'invalid-credentials',
    hint:
      'Crypto.com says so of a wrong key and of a wrong signature. Keys of the Crypto.com app are none of the ' +
      "Exchange's.",
  },
  '40103': { kind: 'ip-refused' },
  '40104': {
    kind: 'permission-refused',
    hint: "It is about the account's tier, not the key.",
  },
  '40102': { kind: 'clock-skew' },
  '42901': { kind: 'rate-limited' },
  '202': account,
  '406': account,
  '409': account,
  '410': account,

  '10002': { kind: 'invalid-credentials' },
  '10003': { kind: 'ip-refused' },
  '10005': { kind: 'permission-refused', hint: "It is about the account's tier, not the key." },
  '10006': { kind: 'rate-limited' },
  '10007': { kind: 'clock-skew' },

  '40801': { kind: 'unreachable' },
  '9010001': { kind: 'unreachable', hint: 'Crypto.com Exchange is under maintenance.' },
};

/** `{"code": 40101, "message": "UNAUTHORIZED"}`; 0 is success. */
export function failureCode(body: unknown): string | undefined {
  const code = idText(asObject(body)?.code);
  return code === '0' ? undefined : code;
}
