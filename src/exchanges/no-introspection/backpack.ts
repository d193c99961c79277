import { generalRemedies } from '../general-remedies.js';
import { withoutIntrospection } from '../no-introspection.js';
import { asObject, idText } from '../readers.js';

const name = 'Backpack';

export const backpack = withoutIntrospection({
  id: 'backpack',
  name,
  credentials: ['apiKey', 'secret'],
  note:
    'A key belongs to one sub-account. The site can make it read-only and bind it to IP addresses; the answer is about ' +
    'the account. Withdrawal addresses are guarded by 2FA.',
  aliveness: {
    method: 'GET',
    host: 'api.backpack.exchange',
    path: '/api/v1/account',
    ccxt: { api: 'private', path: 'api/v1/account' },
    needs: 'any key',
    tells: 'that the key works: the settings of the account come',
    documentation: 'https://docs.backpack.exchange/#tag/Account/operation/get_account',
    // Its limit is not known.
    rate: { requests: 1, seconds: 1, per: 'key' },
  },
  isAnswer: (body) => {
    const account = asObject(body);
    return typeof account?.liquidating === 'boolean' && idText(account.spotMakerFee) !== undefined;
  },
  failureCode: (body) => idText(asObject(body)?.code),
  // docs.backpack.exchange, ApiErrorCode, as in ccxt's class.
  failures: {
    INVALID_SIGNATURE: { kind: 'invalid-credentials', hint: 'The secret does not belong to this key.' },
    UNAUTHORIZED: {
      kind: 'invalid-credentials',
      hint: 'Look whether the key is there, and whether it is bound to other IP addresses.',
    },
    FORBIDDEN: {
      kind: 'permission-refused',
      hint: "It may be the key's rights, its IP addresses, or a rule for this country.",
    },
    TOO_MANY_REQUESTS: { kind: 'rate-limited' },
    MAINTENANCE: { kind: 'unreachable' },
    SERVER_ERROR: { kind: 'unreachable' },
    TIMEOUT: { kind: 'unreachable' },
  },
  remedies: generalRemedies({
    name,
    url: 'https://backpack.exchange/portfolio/settings/api-keys',
    open: 'Type backpack.exchange into the browser yourself, sign in, and open Settings → API Keys.',
  }),
});
