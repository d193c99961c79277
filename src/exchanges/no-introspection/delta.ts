import { generalRemedies } from '../general-remedies.js';
import { withoutIntrospection } from '../no-introspection.js';
import { asObject, idText } from '../readers.js';

const name = 'Delta Exchange';

export const delta = withoutIntrospection({
  id: 'delta',
  name,
  credentials: ['apiKey', 'secret'],
  note:
    'A key has "Read Data" and "Trading"; one that may trade must have IP addresses. Keys of Delta Exchange India and ' +
    'of the testnets are unknown here: give such an account the baseUrl https://api.india.delta.exchange, or that of ' +
    'its testnet.',
  aliveness: {
    method: 'GET',
    host: 'api.delta.exchange',
    path: '/v2/profile',
    ccxt: { api: 'private', path: 'profile' },
    needs: 'not documented',
    tells: 'that the key works: the user comes, of whom nothing is kept',
    documentation: 'https://docs.delta.exchange/#get-user',
    // 10,000 in 5 minutes and user; this call counts as one of them.
    rate: { requests: 100, seconds: 60, per: 'key' },
  },
  isAnswer: (body) => {
    const { success, result } = asObject(body) ?? {};
    const user = asObject(result);
    return success === true && idText(user?.id) !== undefined && typeof user?.margin_mode === 'string';
  },
  // Some errors are {"error": {"code": "…"}}, others {"error": "…"}.
  failureCode: (body) => {
    const error = asObject(body)?.error;
    return idText(asObject(error)?.code) ?? idText(error);
  },
  // docs.delta.exchange, "Authentication", "Common Errors", and ccxt's class.
  failures: {
    InvalidApiKey: {
      kind: 'invalid-credentials',
      hint: 'Delta says so of a key of another of its sites, too: India and the testnets have hosts of their own.',
    },
    invalid_api_key: {
      kind: 'invalid-credentials',
      hint: 'Delta says so of a key of another of its sites, too: India and the testnets have hosts of their own.',
    },
    'Signature Mismatch': { kind: 'invalid-credentials', hint: 'The secret does not belong to this key.' },
    invalid_signature: { kind: 'invalid-credentials', hint: 'The secret does not belong to this key.' },
    SignatureExpired: { kind: 'clock-skew' },
    expired_signature: { kind: 'clock-skew' },
    UnauthorizedApiAccess: { kind: 'permission-refused' },
    ip_not_whitelisted_for_api_key: { kind: 'ip-refused' },
    Forbidden: {
      kind: 'unreachable',
      hint: 'What stands before Delta blocked the request: it says nothing of the key.',
    },
    unavailable: { kind: 'unreachable' },
  },
  remedies: generalRemedies({
    name,
    url: 'https://www.delta.exchange/app/account/manageapikeys',
    open: 'Type delta.exchange into the browser yourself, sign in, and open API Management under your account.',
  }),
});
