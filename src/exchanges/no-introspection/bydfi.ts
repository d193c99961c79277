import { generalRemedies } from '../general-remedies.js';
import { withoutIntrospection } from '../no-introspection.js';
import { asObject, idText } from '../readers.js';

const name = 'BYDFi';

export const bydfi = withoutIntrospection({
  id: 'bydfi',
  name,
  credentials: ['apiKey', 'secret'],
  note: 'A missing right shows only when it is used ("Requires transaction permissions", 101107).',
  aliveness: {
    method: 'GET',
    host: 'api.bydfi.com',
    path: '/api/v1/account/assets',
    ccxt: { api: 'private', path: 'v1/account/assets' },
    fixed: { walletType: 'SPOT' },
    needs: 'to read',
    tells: 'that the key works: the assets of the spot wallet come',
    documentation: 'https://developers.bydfi.com/en/account#asset-inquiry',
    // Its limit is not known.
    rate: { requests: 1, seconds: 1, per: 'key' },
  },
  isAnswer: (body) => {
    const { code, data } = asObject(body) ?? {};
    return idText(code) === '200' && Array.isArray(data);
  },
  // Errors come with HTTP 200 as well.
  failureCode: (body) => {
    const code = idText(asObject(body)?.code);
    return code === '200' ? undefined : code;
  },
  // developers.bydfi.com, error codes, as in ccxt's class.
  failures: {
    '101001': { kind: 'invalid-credentials' },
    '101103': {
      kind: 'invalid-credentials',
      hint:
        "BYDFi says the same for a wrong key, for an IP address that is not on the key's list, and for a missing right. " +
        "Try from the bot's host or through its proxy; then look the key up.",
    },
    '101107': { kind: 'permission-refused' },
    '401': { kind: 'invalid-credentials' },
    '511': {
      kind: 'permission-refused',
      hint: "It may be the key's rights, its IP addresses, or a rule for this country.",
    },
    '510': { kind: 'rate-limited' },
    '500': { kind: 'unreachable' },
    '501': { kind: 'unreachable' },
  },
  remedies: generalRemedies({
    name,
    url: 'https://www.bydfi.com/',
    open: 'Type bydfi.com into the browser yourself, sign in, and open API management in the account menu.',
  }),
});
