import { generalRemedies } from '../general-remedies.js';
import { withoutIntrospection } from '../no-introspection.js';
import { asObject, idText } from '../readers.js';

const name = 'Blockchain.com';

export const blockchaincom = withoutIntrospection({
  id: 'blockchaincom',
  name,
  credentials: ['secret'],
  namedBy: 'secret',
  note:
    'A key is one text, which ccxt calls the secret; reports show nothing of it. A withdrawal by API names a saved ' +
    'beneficiary; GET whitelist lists those, and tells nothing of a key.',
  aliveness: {
    method: 'GET',
    host: 'api.blockchain.com',
    path: '/v3/exchange/accounts',
    ccxt: { api: 'private', path: 'accounts' },
    needs: 'any key',
    tells: 'that the key works: the balances come',
    documentation: 'https://api.blockchain.com/v3/#getaccounts',
    // Its limit is not known.
    rate: { requests: 1, seconds: 1, per: 'key' },
  },
  isAnswer: (body) => {
    const accounts = Object.values(asObject(body) ?? {});
    return accounts.length > 0 && accounts.every((rows) => Array.isArray(rows));
  },
  // {"timestamp": …, "status": 401, "error": "Unauthorized", …}
  failureCode: (body) => {
    const answer = asObject(body);
    return typeof answer?.error === 'string' ? idText(answer.status) : undefined;
  },
  failures: {
    '401': { kind: 'invalid-credentials' },
    '403': {
      kind: 'permission-refused',
      hint: "It may be the key's rights or its IP addresses.",
    },
    '429': { kind: 'rate-limited' },
    'HTTP 401': { kind: 'invalid-credentials' },
  },
  remedies: generalRemedies({
    name,
    url: 'https://exchange.blockchain.com/settings/api',
    open: 'Type exchange.blockchain.com into the browser yourself, sign in, and open Settings → API.',
  }),
});
