import type { Failure } from '../adapter.js';
import { generalRemedies } from '../general-remedies.js';
import { knownWording, withoutIntrospection } from '../no-introspection.js';
import { asObject, idText } from '../readers.js';

const name = 'BitoPro';

/** github.com/bitoex/bitopro-offical-api-docs, "HTTP Status Code & Error Response"; the text is ccxt's. */
const failures: Readonly<Record<string, Failure>> = {
  'Invalid Signature': { kind: 'invalid-credentials', hint: 'The secret does not belong to this key.' },
  'HTTP 401': { kind: 'invalid-credentials', hint: 'BitoPro says so of a key that was deleted.' },
  'HTTP 403': { kind: 'unreachable', hint: 'BitoPro answers so to a key without the right to read as well.' },
  'HTTP 409': { kind: 'clock-skew' },
};

export const bitopro = withoutIntrospection({
  id: 'bitopro',
  name,
  credentials: ['apiKey', 'secret'],
  note: 'Rights (to read, to trade and others) are set when a key is made.',
  aliveness: {
    method: 'GET',
    host: 'api.bitopro.com',
    path: '/v3/accounts/balance',
    ccxt: { api: 'private', path: 'accounts/balance' },
    needs: 'to read',
    tells: 'that the key works: the balances come',
    documentation:
      'https://github.com/bitoex/bitopro-offical-api-docs/blob/master/api/v3/private/get_account_balance.md',
    // 600 a minute, by address and by account.
    rate: { requests: 300, seconds: 60, per: 'address' },
  },
  isAnswer: (body) => {
    const data = asObject(body)?.data;
    return Array.isArray(data) && data.every((row) => idText(asObject(row)?.currency) !== undefined);
  },
  failureCode: (body) => knownWording(asObject(body)?.error, failures),
  failures,
  remedies: generalRemedies({
    name,
    url: 'https://www.bitopro.com/api_list',
    open: 'Type bitopro.com into the browser yourself, sign in, and choose API under your name: "API Management".',
  }),
});
