import type { Failure } from '../adapter.js';
import { generalRemedies } from '../general-remedies.js';
import { knownWording, withoutIntrospection } from '../no-introspection.js';
import { asObject } from '../readers.js';

const name = 'Coinmate';

/** Coinmate's errors are texts, {"error": true, "errorMessage": "…"}; these are the ones of ccxt's class. */
const failures: Readonly<Record<string, Failure>> = {
  'Access denied.': { kind: 'unexpected-response' },
  'HTTP 401': {
    kind: 'unexpected-response',
    hint: 'It may be the nonce, the key, its rights, or its IP addresses.',
  },
  'TOO MANY REQUESTS': { kind: 'rate-limited' },
  'Api internal error': { kind: 'unreachable' },
};

export const coinmate = withoutIntrospection({
  id: 'coinmate',
  name,
  credentials: ['apiKey', 'secret', 'uid'],
  note:
    'ccxt calls the client id uid. Every nonce must be higher than the one before, and "Access denied." is said of nonce, key and ' +
    'right alike: keyaudit asks with seconds, the smallest that bots use, and with nothing larger, and says nothing against the key.',
  aliveness: {
    method: 'POST',
    host: 'coinmate.io',
    path: '/api/balances',
    ccxt: { api: 'private', path: 'balances' },
    needs: 'to read the account',
    tells: 'that the key works: the balances come',
    documentation: 'https://coinmate.docs.apiary.io/#reference/balance/get-balances/post',
    // 100 a minute.
    rate: { requests: 50, seconds: 60, per: 'key' },
  },
  // A call that was refused for a right may have taken the nonce: a larger one would lock a bot out for nothing.
  nonces: {
    refusedCode: 'Access denied.',
    alsoFor: 'a wrong key, a missing right, and an IP address',
    units: [{ unit: 'seconds', perSecond: 1 }],
  },
  isAnswer: (body) => {
    const { error, data } = asObject(body) ?? {};
    return error === false && asObject(data) !== undefined;
  },
  failureCode: (body) => {
    const { error, errorMessage } = asObject(body) ?? {};
    return error === false ? undefined : knownWording(errorMessage, failures);
  },
  failures,
  remedies: generalRemedies({
    name,
    url: 'https://coinmate.io/',
    open: 'Type coinmate.io into the browser yourself, sign in, and open API in the settings of the account.',
  }),
});
