import { generalRemedies } from '../general-remedies.js';
import { withoutIntrospection } from '../no-introspection.js';
import { asObject, idText } from '../readers.js';

const name = 'One Trading';

export const onetrading = withoutIntrospection({
  id: 'onetrading',
  name,
  credentials: ['apiKey'],
  note:
    'A key is one token, which goes out with every call. It has the scopes Read, Trade and Withdraw, and up to five IP ' +
    'addresses. What the token says of itself is documented nowhere, and is not read.',
  aliveness: {
    method: 'GET',
    host: 'api.onetrading.com',
    path: '/fast/v1/account/balances',
    ccxt: { api: 'private', path: 'account/balances' },
    needs: 'Read',
    tells: 'that the key works: the balances come',
    documentation: 'https://docs.onetrading.com/rest/trading/balances',
    // Its limit is not known.
    rate: { requests: 1, seconds: 1, per: 'key' },
  },
  isAnswer: (body) => {
    const { account_id: id, balances } = asObject(body) ?? {};
    return typeof id === 'string' && Array.isArray(balances);
  },
  failureCode: (body) => idText(asObject(body)?.error),
  // docs.onetrading.com, "Errors", as in ccxt's class.
  failures: {
    INVALID_CREDENTIALS: { kind: 'invalid-credentials' },
    MISSING_CREDENTIALS: { kind: 'invalid-credentials' },
    INVALID_APIKEY: { kind: 'invalid-credentials' },
    APIKEY_REVOKED: { kind: 'invalid-credentials', hint: 'The key was revoked: make a new one.' },
    APIKEY_EXPIRED: { kind: 'invalid-credentials', hint: 'The key has expired: make a new one.' },
    INVALID_SCOPES: { kind: 'permission-refused' },
    MISSING_PERMISSION: { kind: 'permission-refused' },
    // Whether the key's own list is meant, or a rule for this address whatever the key, is not documented.
    INVALID_IP_RESTRICTION: {
      kind: 'permission-refused',
      hint: "It may be the key's IP addresses: look at them.",
    },
    CLIENT_IP_BLOCKED: { kind: 'unreachable', hint: 'One Trading blocks the IP address of this machine.' },
    SERVICE_UNAVAILABLE: { kind: 'unreachable' },
    GATEWAY_TIMEOUT: { kind: 'unreachable' },
  },
  remedies: generalRemedies({
    name,
    url: 'https://onetrading.com/',
    open: 'Type onetrading.com into the browser yourself, sign in, and open API keys in the settings of your account.',
  }),
});
