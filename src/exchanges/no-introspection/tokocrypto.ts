import { generalRemedies } from '../general-remedies.js';
import { withoutIntrospection } from '../no-introspection.js';
import { asObject, idText } from '../readers.js';

const name = 'Tokocrypto';

export const tokocrypto = withoutIntrospection({
  id: 'tokocrypto',
  name,
  credentials: ['apiKey', 'secret'],
  note: "canTrade, canWithdraw and canDeposit are the account's, not the key's.",
  aliveness: {
    method: 'GET',
    host: 'www.tokocrypto.com',
    path: '/open/v1/account/spot',
    ccxt: { api: 'private', path: 'open/v1/account/spot' },
    needs: 'reading',
    tells: 'that the key works: the balances come',
    documentation: 'https://www.tokocrypto.com/apidocs/#account-information-signed',
    // Its limit is not known; ccxt waits two seconds after each call.
    rate: { requests: 1, seconds: 4, per: 'key' },
  },
  isAnswer: (body) => {
    const { code, data } = asObject(body) ?? {};
    return idText(code) === '0' && Array.isArray(asObject(data)?.accountAssets);
  },
  failureCode: (body) => {
    const code = idText(asObject(body)?.code);
    return code === '0' ? undefined : code;
  },
  // www.tokocrypto.com/apidocs, "Error codes", as in ccxt's class.
  failures: {
    '-2015': {
      kind: 'invalid-credentials',
      hint:
        "Tokocrypto says the same for a wrong or deleted key, for an IP address that is not on the key's list, and for " +
        'a key without the right to read.',
    },
    '-2014': { kind: 'invalid-credentials', hint: 'The API key is malformed: copy it again, whole.' },
    '-2008': { kind: 'invalid-credentials' },
    '-1022': { kind: 'invalid-credentials', hint: 'The secret does not belong to this key.' },
    // "No such IP has been white listed"
    '-1005': { kind: 'ip-refused' },
    // "This IP cannot access this route.": whether for this key alone is not documented.
    '-1011': { kind: 'permission-refused', hint: 'Tokocrypto refuses this IP address for the call.' },
    '-1002': { kind: 'permission-refused' },
    '-1021': { kind: 'clock-skew' },
    '-1003': { kind: 'rate-limited' },
    '-1000': { kind: 'unreachable' },
    '-1001': { kind: 'unreachable' },
    '-1016': { kind: 'unreachable' },
  },
  remedies: generalRemedies({
    name,
    url: 'https://www.tokocrypto.com/',
    open: 'Type tokocrypto.com into the browser yourself, sign in, and open API Management under your account.',
  }),
});
