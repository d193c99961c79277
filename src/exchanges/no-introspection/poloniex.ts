import { generalRemedies } from '../general-remedies.js';
import { withoutIntrospection } from '../no-introspection.js';
import { asObject, idText } from '../readers.js';

const name = 'Poloniex';

export const poloniex = withoutIntrospection({
  id: 'poloniex',
  name,
  credentials: ['apiKey', 'secret'],
  note: 'A missing right shows only when it is used (403, ACCESS_DENY), and looks like any other refusal.',
  aliveness: {
    method: 'GET',
    host: 'api.poloniex.com',
    path: '/accounts/balances',
    ccxt: { api: 'private', path: 'accounts/balances' },
    needs: 'reading',
    tells: 'that the key works: the balances come',
    documentation: 'https://api-docs.poloniex.com/spot/api/private/account',
    // 10 a second.
    rate: { requests: 2, seconds: 1, per: 'key' },
  },
  isAnswer: (body) => Array.isArray(body) && body.every((row) => Array.isArray(asObject(row)?.balances)),
  failureCode: (body) => {
    const code = idText(asObject(body)?.code);
    return code === '200' ? undefined : code;
  },
  // api-docs.poloniex.com, "Error codes", as in ccxt's class.
  failures: {
    '401': { kind: 'invalid-credentials' },
    '21600': { kind: 'invalid-credentials', hint: 'Poloniex says that it does not find the account.' },
    '403': { kind: 'permission-refused' },
    '21601': { kind: 'permission-refused', hint: 'Poloniex says that the account is locked.' },
    '429': { kind: 'rate-limited' },
    '500': { kind: 'unreachable' },
    '503': { kind: 'unreachable' },
    '24201': { kind: 'unreachable' },
  },
  remedies: generalRemedies({
    name,
    url: 'https://poloniex.com/apiKeys',
    open: 'Type poloniex.com into the browser yourself, sign in, and open API Keys under your profile.',
  }),
});
