import type { Failure } from '../adapter.js';
import { generalRemedies } from '../general-remedies.js';
import { knownWording, withoutIntrospection } from '../no-introspection.js';
import { asObject } from '../readers.js';

const name = 'HollaEx';

/** Errors are texts, {"message": "…"}: bitholla/hollaex-kit, server/messages.js, and ccxt's class. */
const failures: Readonly<Record<string, Failure>> = {
  'Invalid API Key': { kind: 'invalid-credentials' },
  'Invalid API Signature': { kind: 'invalid-credentials', hint: 'The secret does not belong to this key.' },
  'Invalid token': { kind: 'invalid-credentials' },
  'API Key is expired': { kind: 'invalid-credentials', hint: 'The key has expired: make a new one.' },
  'API Key is frozen': { kind: 'invalid-credentials', hint: 'The key has been switched off.' },
  'API request is expired': { kind: 'clock-skew' },
  'You are not allowed to access this service with this key': { kind: 'permission-refused' },
};

export const hollaex = withoutIntrospection({
  id: 'hollaex',
  name,
  credentials: ['apiKey', 'secret'],
  note:
    'A list of keys with their rights exists, but only for who is signed in on the site. Exchanges that are built with ' +
    'the kit have hosts of their own: give such an account its baseUrl.',
  aliveness: {
    method: 'GET',
    host: 'api.hollaex.com',
    path: '/v2/user/balance',
    ccxt: { api: 'private', path: 'user/balance' },
    needs: 'reading',
    tells: 'that the key works: the balances come',
    documentation: 'https://apidocs.hollaex.com/#get-balance',
    // Its limit is not known.
    rate: { requests: 1, seconds: 1, per: 'key' },
  },
  // Else ccxt signs for as long as a call may take.
  ccxtOptions: () => ({ 'api-expires': 60 }),
  isAnswer: (body) => Object.keys(asObject(body) ?? {}).some((field) => /^[a-z0-9]+_available$/.test(field)),
  failureCode: (body) => knownWording(asObject(body)?.message, failures),
  failures,
  remedies: generalRemedies({
    name,
    url: 'https://pro.hollaex.com/security',
    open: 'Type pro.hollaex.com into the browser yourself, sign in, and open Security → API Keys.',
  }),
});
