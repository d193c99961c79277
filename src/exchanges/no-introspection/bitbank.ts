import { generalRemedies } from '../general-remedies.js';
import { withoutIntrospection } from '../no-introspection.js';
import { asObject, idText } from '../readers.js';

const name = 'bitbank';

export const bitbank = withoutIntrospection({
  id: 'bitbank',
  name,
  credentials: ['apiKey', 'secret'],
  note: "Requests are signed with a time and a window, so that a bot's nonces are not touched.",
  aliveness: {
    method: 'GET',
    host: 'api.bitbank.cc',
    path: '/v1/user/assets',
    ccxt: { api: 'private', path: 'user/assets' },
    needs: 'not documented',
    tells: 'that the key works: the assets come',
    documentation: 'https://github.com/bitbankinc/bitbank-api-docs/blob/master/rest-api.md#assets',
    // 10 a second and user, of calls that change nothing.
    rate: { requests: 5, seconds: 1, per: 'key' },
  },
  isAnswer: (body) => {
    const { success, data } = asObject(body) ?? {};
    return idText(success) === '1' && Array.isArray(asObject(data)?.assets);
  },
  // {"success": 0, "data": {"code": 20003}}
  failureCode: (body) => {
    const { success, data } = asObject(body) ?? {};
    return idText(success) === '0' ? (idText(asObject(data)?.code) ?? 'of unknown form') : undefined;
  },
  // github.com/bitbankinc/bitbank-api-docs, errors.md.
  failures: {
    '20001': {
      kind: 'invalid-credentials',
      hint: "It may be the key, its rights, or an IP address that is not on the key's list.",
    },
    '20002': { kind: 'invalid-credentials' },
    '20003': { kind: 'invalid-credentials' },
    '20005': { kind: 'invalid-credentials', hint: 'The secret does not belong to this key.' },
    '20034': { kind: 'clock-skew' },
    '20035': { kind: 'clock-skew' },
    '20037': { kind: 'clock-skew' },
    '50003': { kind: 'permission-refused', hint: 'bitbank says that the account is restricted.' },
    '50004': { kind: 'permission-refused', hint: 'bitbank says that the account is provisional.' },
    '50005': { kind: 'permission-refused', hint: 'bitbank says that the account is blocked.' },
    '50006': { kind: 'permission-refused', hint: 'bitbank says that the account is blocked.' },
    '50008': {
      kind: 'permission-refused',
      hint: 'bitbank says that the identity verification is not finished.',
    },
    '10009': { kind: 'rate-limited' },
    '10001': { kind: 'unreachable' },
    '10003': { kind: 'unreachable' },
    '10005': { kind: 'unreachable' },
    '10007': { kind: 'unreachable' },
    '10008': { kind: 'unreachable' },
  },
  remedies: generalRemedies({
    name,
    url: 'https://app.bitbank.cc/account/api',
    open: 'Type app.bitbank.cc into the browser yourself, sign in, and open the page of API keys in the account menu.',
  }),
});
