import { generalRemedies } from '../general-remedies.js';
import { withoutIntrospection } from '../no-introspection.js';
import { asObject, idText } from '../readers.js';

const name = 'Coinone';

export const coinone = withoutIntrospection({
  id: 'coinone',
  name,
  credentials: ['apiKey', 'secret'],
  note:
    'ccxt calls the access token apiKey. Nonces of API 2.1 are UUIDs, so that a bot is not touched. account/user_info is about ' +
    'the user, and personal: it is not asked.',
  aliveness: {
    method: 'POST',
    host: 'api.coinone.co.kr',
    path: '/v2.1/account/balance/all',
    ccxt: { api: 'v2_1Private', path: 'account/balance/all' },
    needs: 'to read the balance',
    tells: 'that the key works: the balances come',
    documentation: 'https://docs.coinone.co.kr/v1.0/reference/v21',
    // Its limit is not known.
    rate: { requests: 1, seconds: 1, per: 'key' },
  },
  isAnswer: (body) => {
    const { result, error_code: code, balances } = asObject(body) ?? {};
    return result === 'success' && idText(code) === '0' && Array.isArray(balances);
  },
  // Errors come with HTTP 200: {"result": "error", "error_code": "12", "error_msg": "…"}.
  failureCode: (body) => {
    const code = idText(asObject(body)?.error_code);
    return code === '0' ? undefined : code;
  },
  // docs.coinone.co.kr, error codes.
  failures: {
    '11': { kind: 'invalid-credentials' },
    '12': { kind: 'invalid-credentials' },
    '40': { kind: 'permission-refused', hint: "It may be the key's rights or its IP addresses." },
    '50': { kind: 'invalid-credentials' },
    '123': { kind: 'invalid-credentials', hint: 'The secret does not belong to this key.' },
    '4': { kind: 'permission-refused', hint: 'Coinone says that the user is blocked.' },
    '405': { kind: 'unreachable' },
  },
  remedies: generalRemedies({
    name,
    url: 'https://coinone.co.kr/',
    open: 'Type coinone.co.kr into the browser yourself, sign in, and open the page of API keys in the account menu.',
  }),
});
