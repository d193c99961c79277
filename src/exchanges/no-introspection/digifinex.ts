import { generalRemedies } from '../general-remedies.js';
import { withoutIntrospection } from '../no-introspection.js';
import { asObject, idText } from '../readers.js';

const name = 'DigiFinex';

export const digifinex = withoutIntrospection({
  id: 'digifinex',
  name,
  credentials: ['apiKey', 'secret'],
  note: 'A missing right (10006) and an address that is not on the list (10007) show only when they are met.',
  aliveness: {
    method: 'GET',
    host: 'openapi.digifinex.com',
    path: '/v3/spot/assets',
    ccxt: { api: ['private', 'spot'], path: 'spot/assets' },
    needs: 'not documented',
    tells: 'that the key works: the balances come',
    documentation: 'https://docs.digifinex.com/en-ww/spot/v3/rest.html#spot-account-assets',
    // Its limit is not known.
    rate: { requests: 1, seconds: 1, per: 'key' },
  },
  isAnswer: (body) => {
    const { code, list } = asObject(body) ?? {};
    return idText(code) === '0' && Array.isArray(list);
  },
  failureCode: (body) => {
    const code = idText(asObject(body)?.code);
    return code === '0' ? undefined : code;
  },
  // docs.digifinex.com, "Error codes", as in ccxt's class.
  failures: {
    '10002': { kind: 'invalid-credentials' },
    '10003': { kind: 'invalid-credentials', hint: 'The secret does not belong to this key.' },
    '10011': { kind: 'invalid-credentials', hint: 'The key has expired: make a new one.' },
    '10006': { kind: 'permission-refused' },
    '10007': { kind: 'ip-refused' },
    '10008': { kind: 'clock-skew' },
    '10005': { kind: 'rate-limited' },
  },
  remedies: generalRemedies({
    name,
    url: 'https://www.digifinex.com/',
    open: 'Type digifinex.com into the browser yourself, sign in, and open the API page of your account.',
  }),
});
