import { generalRemedies } from '../general-remedies.js';
import { withoutIntrospection } from '../no-introspection.js';
import { asObject, idText } from '../readers.js';

const name = 'BtcBox';

export const btcbox = withoutIntrospection({
  id: 'btcbox',
  name,
  credentials: ['apiKey', 'secret'],
  note: 'A missing right shows only when it is used (error 105).',
  aliveness: {
    method: 'POST',
    host: 'www.btcbox.co.jp',
    path: '/api/v1/balance',
    ccxt: { api: 'private', path: 'balance' },
    needs: 'not documented',
    tells: 'that the key works: the balance comes',
    documentation: 'https://blog.btcbox.jp/en/archives/8762#toc13',
    // 5 a second.
    rate: { requests: 2, seconds: 1, per: 'key' },
  },
  nonces: { refusedCode: '106' },
  isAnswer: (body) => {
    const balance = asObject(body);
    return idText(balance?.btc_balance) !== undefined && idText(balance?.jpy_balance) !== undefined;
  },
  // Errors come with HTTP 200: {"result": false, "code": "104"}.
  failureCode: (body) => {
    const { result, code } = asObject(body) ?? {};
    return result === false || result === 'false' ? (idText(code) ?? 'of unknown form') : undefined;
  },
  // The codes of ccxt's class.
  failures: {
    '104': {
      kind: 'invalid-credentials',
      hint: 'BtcBox does not accept the signature: the secret does not belong to this key, or the key is gone.',
    },
    '105': {
      kind: 'permission-refused',
      hint: "It may be the key's rights or its IP addresses.",
    },
    '106': { kind: 'clock-skew' },
    '402': { kind: 'rate-limited' },
  },
  remedies: generalRemedies({
    name,
    url: 'https://www.btcbox.co.jp/',
    open: 'Type btcbox.co.jp into the browser yourself, sign in, and look for API keys in the settings of the account.',
  }),
});
