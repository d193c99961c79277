import type { Failure } from '../adapter.js';
import { generalRemedies } from '../general-remedies.js';
import { knownWording, withoutIntrospection } from '../no-introspection.js';
import { asObject, idText } from '../readers.js';

const name = 'BtcTurk';

const mixed =
  "BtcTurk says the same for a wrong or deleted key, for an IP address that is not on the key's list, and for a missing " +
  "right. Try from the bot's host or through its proxy; then look the key up.";

/** github.com/BTCTrader/broker-api-docs, FAQ.md: HTTP 401 with a text. */
const failures: Readonly<Record<string, Failure>> = {
  'Invalid Nonce': { kind: 'clock-skew' },
  'Invalid Signature': { kind: 'invalid-credentials', hint: 'The secret does not belong to this key.' },
  'Invalid Public/Private key': { kind: 'invalid-credentials' },
  Unauthorized: { kind: 'invalid-credentials', hint: mixed },
  'HTTP 401': { kind: 'invalid-credentials', hint: mixed },
};

export const btcturk = withoutIntrospection({
  id: 'btcturk',
  name,
  credentials: ['apiKey', 'secret'],
  note: 'More than 50 refused requests in a row block the address that they come from.',
  aliveness: {
    method: 'GET',
    host: 'api.btcturk.com',
    path: '/api/v1/users/balances',
    ccxt: { api: 'private', path: 'users/balances' },
    needs: 'not documented',
    tells: 'that the key works: the balances come',
    documentation: 'https://docs.btcturk.com/private-endpoints/account-balance',
    // 1 in a tenth of a second.
    rate: { requests: 1, seconds: 1, per: 'address' },
  },
  isAnswer: (body) => {
    const { success, data } = asObject(body) ?? {};
    return success !== false && Array.isArray(data) && data.every((row) => isBalance(row));
  },
  failureCode: (body) => {
    const { success, message } = asObject(body) ?? {};
    return success === true ? undefined : knownWording(message, failures);
  },
  failures,
  remedies: generalRemedies({
    name,
    url: 'https://pro.btcturk.com/',
    open: 'Type pro.btcturk.com into the browser yourself, sign in, and open API access in the account menu.',
  }),
});

function isBalance(row: unknown): boolean {
  const { asset, balance } = asObject(row) ?? {};
  return typeof asset === 'string' && idText(balance) !== undefined;
}
