import { generalRemedies } from '../general-remedies.js';
import { withoutIntrospection } from '../no-introspection.js';
import { asObject, idText } from '../readers.js';

const name = 'Luno';

export const luno = withoutIntrospection({
  id: 'luno',
  name,
  credentials: ['apiKey', 'secret'],
  note:
    'A key has rights by name: Perm_R_… reads, Perm_W_Orders trades, Perm_W_Send and Perm_W_Withdrawals pay out. The ' +
    'call that lists rights is about users who have given theirs to this account, not about the key.',
  aliveness: {
    method: 'GET',
    host: 'api.luno.com',
    path: '/api/1/balance',
    ccxt: { api: 'private', path: 'balance' },
    needs: 'Perm_R_Balance',
    tells: 'that the key works: the balances come',
    documentation: 'https://www.luno.com/en/developers/api#tag/Accounts/operation/getBalances',
    // 300 a minute.
    rate: { requests: 100, seconds: 60, per: 'key' },
  },
  isAnswer: (body) => Array.isArray(asObject(body)?.balance),
  failureCode: (body) => {
    const { error, error_code: code } = asObject(body) ?? {};
    return idText(code) ?? (error === undefined ? undefined : 'of unknown form');
  },
  // luno/luno-go and ccxt's class.
  failures: {
    ErrUnauthorised: { kind: 'invalid-credentials' },
    ErrApiKeyRevoked: { kind: 'invalid-credentials', hint: 'The key was revoked: make a new one.' },
    ErrInsufficientPerms: {
      kind: 'permission-refused',
      hint: 'It lacks the right that the call needs (Perm_R_Balance).',
    },
    ErrTooManyRequests: { kind: 'rate-limited' },
    ErrInternal: { kind: 'unreachable' },
  },
  remedies: generalRemedies({
    name,
    url: 'https://www.luno.com/wallet/security/api_keys',
    open: 'Type luno.com into the browser yourself, sign in, and open API keys in the security settings.',
  }),
});
