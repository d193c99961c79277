import { generalRemedies } from '../general-remedies.js';
import { knownWording, withoutIntrospection } from '../no-introspection.js';
import { asObject } from '../readers.js';

const name = 'Revolut X';

const failures = {
  // An error is {"message": "…"}; this is the one text that ccxt's class knows of the clock.
  'timestamp is in the future': { kind: 'clock-skew' },
  'HTTP 401': { kind: 'invalid-credentials' },
  'HTTP 403': {
    kind: 'permission-refused',
    hint: "It may be the key's rights, its IP addresses, or a rule for this country.",
  },
} as const;

export const revolutx = withoutIntrospection({
  id: 'revolutx',
  name,
  credentials: ['apiKey', 'privateKey'],
  note: 'The owner makes an Ed25519 key pair; its public half is registered on the site, and the private half signs.',
  aliveness: {
    method: 'GET',
    host: 'revx.revolut.com',
    path: '/api/1.0/balances',
    ccxt: { api: 'private', path: '1.0/balances' },
    needs: 'not documented',
    tells: 'that the key works: the balances come',
    documentation: 'https://developer.revolut.com/docs/api/revolut-x-crypto-exchange#tag-account-data',
    // Its limit is not known; ccxt asks once a second.
    rate: { requests: 1, seconds: 2, per: 'key' },
  },
  isAnswer: (body) => Array.isArray(body) && body.every((row) => typeof asObject(row)?.currency === 'string'),
  failureCode: (body) => knownWording(asObject(body)?.message, failures),
  failures,
  remedies: generalRemedies({
    name,
    url: 'https://exchange.revolut.com/',
    open: 'Type exchange.revolut.com into the browser yourself, sign in, and open Profile → API Keys.',
  }),
});
