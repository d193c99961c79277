import type { Failure } from '../adapter.js';
import { generalRemedies } from '../general-remedies.js';
import { knownWording, withoutIntrospection } from '../no-introspection.js';
import { asObject, idText } from '../readers.js';

const name = 'Bit2C';

/** Bit2C's errors are texts, {"error": "…"} or {"Error": "…"}; these are the ones that ccxt's class has seen. */
const failures: Readonly<Record<string, Failure>> = {
  'Please provide valid APIkey': { kind: 'invalid-credentials' },
  // "Request Nonce (1598218490) is not bigger than last nonce (1598218490)."
  'Please provide valid nonce': { kind: 'clock-skew' },
  'please approve new terms of use on site': {
    kind: 'permission-refused',
    hint: 'Bit2C wants its new terms of use to be approved on its site first.',
  },
};

export const bit2c = withoutIntrospection({
  id: 'bit2c',
  name,
  credentials: ['apiKey', 'secret'],
  note: 'Every nonce of a key must be higher than the one before.',
  aliveness: {
    method: 'GET',
    host: 'bit2c.co.il',
    path: '/Account/Balance/v2',
    ccxt: { api: 'private', path: 'Account/Balance/v2' },
    needs: 'not documented',
    tells: 'that the key works: the balances come',
    documentation: 'https://bit2c.co.il/home/api#balance',
    // Its limit is not known; ccxt waits three seconds after each call.
    rate: { requests: 1, seconds: 3, per: 'key' },
  },
  nonces: { refusedCode: 'Please provide valid nonce' },
  isAnswer: (body) => {
    const balance = asObject(body);
    return idText(balance?.AVAILABLE_NIS) !== undefined && idText(balance?.NIS) !== undefined;
  },
  failureCode: (body) => {
    const { error, Error: other } = asObject(body) ?? {};
    return knownWording(error ?? other, failures);
  },
  failures,
  remedies: generalRemedies({
    name,
    url: 'https://bit2c.co.il/',
    open: 'Type bit2c.co.il into the browser yourself, sign in, and open the API tab of the account.',
  }),
});
