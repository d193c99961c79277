import { generalRemedies } from '../general-remedies.js';
import { withoutIntrospection } from '../no-introspection.js';
import { asObject, idText } from '../readers.js';

const name = 'Cryptomus';

export const cryptomus = withoutIntrospection({
  id: 'cryptomus',
  name,
  credentials: ['secret', 'uid'],
  namedBy: 'uid',
  note: 'ccxt calls the user id uid, and the API key secret. Reports name the key by the user id.',
  aliveness: {
    method: 'GET',
    host: 'api.cryptomus.com',
    path: '/v2/user-api/exchange/account/balance',
    ccxt: { api: 'private', path: 'v2/user-api/exchange/account/balance' },
    needs: 'not documented',
    tells: 'that the key works: the balances come',
    documentation: 'https://doc.cryptomus.com/personal/converts/balance',
    // Its limit is not known.
    rate: { requests: 1, seconds: 1, per: 'key' },
  },
  isAnswer: (body) => {
    const answer = asObject(body);
    const rows = answer?.result;
    return (
      Array.isArray(rows) &&
      answer?.message === undefined &&
      rows.every((row) => typeof asObject(row)?.ticker === 'string')
    );
  },
  // {"code": 500, "message": "Server error."} or {"message": "…", "state": 1}
  failureCode: (body) => idText(asObject(body)?.code),
  failures: {
    '500': { kind: 'unreachable' },
    'HTTP 401': {
      kind: 'invalid-credentials',
      hint: 'It may be the user id, the key, or its IP addresses.',
    },
  },
  remedies: generalRemedies({
    name,
    url: 'https://app.cryptomus.com/settings/api',
    open: 'Type app.cryptomus.com into the browser yourself, sign in, and open API in the settings.',
  }),
});
