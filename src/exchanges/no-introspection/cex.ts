import type { Failure } from '../adapter.js';
import { generalRemedies } from '../general-remedies.js';
import { knownWording, withoutIntrospection } from '../no-introspection.js';
import { asObject } from '../readers.js';

const name = 'CEX.IO';

/** CEX.IO's errors are texts, {"error": "…"}; these are the ones that ccxt's class has seen. */
const failures: Readonly<Record<string, Failure>> = {
  'key not passed or incorrect': {
    kind: 'invalid-credentials',
    hint: "Look whether the key is there, is active, and is one of CEX.IO's Spot Trading.",
  },
  'API rate limit reached': { kind: 'rate-limited' },
  'HTTP 401': { kind: 'invalid-credentials' },
};

export const cex = withoutIntrospection({
  id: 'cex',
  name,
  credentials: ['apiKey', 'secret'],
  note: 'The account status is about the account and its sub-accounts, not about the key.',
  aliveness: {
    method: 'POST',
    host: 'trade.cex.io',
    path: '/api/spot/rest/get_my_wallet_balance',
    ccxt: { api: 'private', path: 'get_my_wallet_balance' },
    needs: 'to read',
    tells: 'that the key works: the balances of the wallet come',
    documentation: 'https://trade.cex.io/docs/#rest-private-api-calls-wallet-balance',
    // A weight of 5, of 300 a minute and key.
    rate: { requests: 30, seconds: 60, per: 'key' },
  },
  isAnswer: (body) => {
    const { ok, data } = asObject(body) ?? {};
    return ok === 'ok' && asObject(data) !== undefined;
  },
  failureCode: (body) => knownWording(asObject(body)?.error, failures),
  failures,
  remedies: generalRemedies({
    name,
    url: 'https://trade.cex.io/',
    open: 'Type trade.cex.io into the browser yourself, sign in, and open API keys in the settings of the account.',
  }),
});
