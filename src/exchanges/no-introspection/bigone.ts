import { generalRemedies } from '../general-remedies.js';
import { withoutIntrospection } from '../no-introspection.js';
import { asObject, idText } from '../readers.js';

const name = 'BigONE';

export const bigone = withoutIntrospection({
  id: 'bigone',
  name,
  credentials: ['apiKey', 'secret'],
  note: 'A missing right shows only when it is used ("Permission denied withdrawal create", 40301).',
  aliveness: {
    method: 'GET',
    host: 'big.one',
    path: '/api/v3/viewer/accounts',
    ccxt: { api: 'private', path: 'accounts' },
    needs: 'not documented',
    tells: 'that the key works: the balances come',
    documentation: 'https://open.big.one/docs/spot_accounts.html',
    // Its limit is not known.
    rate: { requests: 1, seconds: 1, per: 'key' },
  },
  isAnswer: (body) => {
    const { code, data } = asObject(body) ?? {};
    return idText(code) === '0' && Array.isArray(data);
  },
  failureCode: (body) => {
    const code = idText(asObject(body)?.code);
    return code === '0' ? undefined : code;
  },
  // open.big.one, "Errors", as in ccxt's class.
  failures: {
    '40004': {
      kind: 'invalid-credentials',
      hint: "The token was refused: it is made of key, secret and this machine's time.",
    },
    '10403': {
      kind: 'permission-refused',
      hint: "It may be the key's rights or its IP addresses.",
    },
    '40301': { kind: 'permission-refused' },
    '10429': { kind: 'rate-limited' },
    '10005': { kind: 'unreachable' },
    '10011': { kind: 'unreachable' },
  },
  remedies: generalRemedies({
    name,
    url: 'https://big.one/',
    open: 'Type big.one into the browser yourself, sign in, and open API keys in the settings of the account.',
  }),
});
