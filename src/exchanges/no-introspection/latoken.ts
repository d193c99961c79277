import type { Failure } from '../adapter.js';
import { wordOf } from '../failures.js';
import { generalRemedies } from '../general-remedies.js';
import { knownWording, withoutIntrospection } from '../no-introspection.js';
import { asObject, idText } from '../readers.js';

const name = 'LATOKEN';

/** {"message": "…", "error": "BAD_REQUEST"}: what the text says is more than the code, where it is known (ccxt). */
const failures: Readonly<Record<string, Failure>> = {
  'invalid API key, signature or digest': { kind: 'invalid-credentials' },
  'The API key was revoked': { kind: 'invalid-credentials', hint: 'The key was revoked: make a new one.' },
  NOT_AUTHORIZED: { kind: 'invalid-credentials' },
  'request expired or bad': { kind: 'clock-skew' },
  'API keys are not available for': {
    kind: 'permission-refused',
    hint: 'LATOKEN says that the account is frozen.',
  },
  FORBIDDEN: { kind: 'permission-refused' },
  ACCESS_DENIED: { kind: 'permission-refused' },
  SERVICE_UNAVAILABLE: { kind: 'unreachable' },
  INTERNAL_ERROR: { kind: 'unreachable' },
};

export const latoken = withoutIntrospection({
  id: 'latoken',
  name,
  credentials: ['apiKey', 'secret'],
  note: 'The site has four sets of rights: read only, trade, transfer and withdraw.',
  aliveness: {
    method: 'GET',
    host: 'api.latoken.com',
    path: '/v2/auth/account',
    ccxt: { api: 'private', path: 'auth/account' },
    needs: 'Read only',
    tells: 'that the key works: the balances come',
    documentation: 'https://api.latoken.com/doc/v2/#operation/getBalancesByUser',
    // Its limit is not known; ccxt asks once a second.
    rate: { requests: 1, seconds: 2, per: 'key' },
  },
  isAnswer: (body) =>
    Array.isArray(body) && body.every((row) => wordOf(asObject(row)?.type).startsWith('account_type_')),
  failureCode: (body) => {
    const { message, error } = asObject(body) ?? {};
    return knownWording(message, failures) ?? idText(error);
  },
  failures,
  remedies: generalRemedies({
    name,
    url: 'https://latoken.com/account/apikeys',
    open: 'Type latoken.com into the browser yourself, sign in, and open API keys in your profile.',
  }),
});
