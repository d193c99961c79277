import { generalRemedies } from '../general-remedies.js';
import { withoutIntrospection } from '../no-introspection.js';
import { asObject, idText } from '../readers.js';

const name = 'WEEX';

export const weex = withoutIntrospection({
  id: 'weex',
  name,
  credentials: ['apiKey', 'secret', 'password'],
  note: "canTrade, canWithdraw and permissions are the account's, not the key's. A key can have up to ten IP addresses.",
  aliveness: {
    method: 'GET',
    host: 'api-spot.weex.com',
    path: '/api/v3/account',
    ccxt: { api: 'private', path: 'api/v3/account' },
    needs: 'reading',
    tells: 'that the key works: the balances come',
    documentation: 'https://www.weex.com/api-doc/spot/AccountAPI/GetAccountBalance',
    // Its limit is not known.
    rate: { requests: 1, seconds: 1, per: 'key' },
  },
  isAnswer: (body) => {
    const { accountType, balances } = asObject(body) ?? {};
    return typeof accountType === 'string' && Array.isArray(balances);
  },
  failureCode: (body) => idText(asObject(body)?.code),
  // www.weex.com/api-doc, "Error codes", as in ccxt's class.
  failures: {
    '-1040': { kind: 'invalid-credentials' },
    '-1041': { kind: 'invalid-credentials' },
    '-1044': { kind: 'invalid-credentials' },
    '-1047': { kind: 'invalid-credentials', hint: 'The secret may not belong to this key.' },
    '-1049': {
      kind: 'invalid-credentials',
      hint: 'WEEX says the same for a wrong key and a wrong passphrase.',
    },
    '-1042': { kind: 'clock-skew' },
    '-1043': { kind: 'clock-skew' },
    '-1056': { kind: 'ip-refused' },
    '-1050': { kind: 'permission-refused', hint: 'WEEX says that the status of the user is abnormal.' },
    '-1051': { kind: 'permission-refused' },
    '-1052': { kind: 'permission-refused' },
    '-1053': { kind: 'permission-refused' },
    '-1055': {
      kind: 'permission-refused',
      hint: 'WEEX wants a phone or an authenticator to be bound first.',
    },
    '-1057': { kind: 'permission-refused', hint: 'WEEX says that the account is locked.' },
  },
  remedies: generalRemedies({
    name,
    url: 'https://www.weex.com/account/newapi',
    open: 'Type weex.com into the browser yourself, sign in, and open API Management under your account.',
  }),
});
