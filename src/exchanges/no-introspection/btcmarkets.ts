import { generalRemedies } from '../general-remedies.js';
import { withoutIntrospection } from '../no-introspection.js';
import { asObject, idText } from '../readers.js';

const name = 'BTC Markets';

export const btcmarkets = withoutIntrospection({
  id: 'btcmarkets',
  name,
  credentials: ['apiKey', 'secret'],
  note: 'The fees are asked for and not the balances, which are an empty list where the account is empty.',
  aliveness: {
    method: 'GET',
    host: 'api.btcmarkets.net',
    path: '/v3/accounts/me/trading-fees',
    ccxt: { api: 'private', path: 'accounts/me/trading-fees' },
    needs: 'to read',
    tells: "that the key works: the account's fees come",
    documentation:
      'https://docs.btcmarkets.net/v3/#tag/Account-APIs/paths/~1v3~1accounts~1me~1trading-fees/get',
    // 50 in ten seconds and key.
    rate: { requests: 25, seconds: 10, per: 'key' },
  },
  isAnswer: (body) => {
    const fees = asObject(body);
    return idText(fees?.volume30Day) !== undefined && Array.isArray(fees?.feeByMarkets);
  },
  failureCode: (body) => idText(asObject(body)?.code),
  failures: {
    // ccxt's class: {"code": "UnAuthorized", "message": "invalid access token"}.
    UnAuthorized: {
      kind: 'invalid-credentials',
      hint: "It may be the key, the secret, the key's rights, or its IP addresses.",
    },
  },
  remedies: generalRemedies({
    name,
    url: 'https://app.btcmarkets.net/account/apikey',
    open: 'Type app.btcmarkets.net into the browser yourself, sign in, and open API Keys in the account menu.',
  }),
});
