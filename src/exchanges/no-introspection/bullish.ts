import { createHmac } from 'node:crypto';
import { known } from '../../model/fact.js';
import type { Read, Signed, Unsigned } from '../adapter.js';
import { generalRemedies } from '../general-remedies.js';
import { withoutIntrospection } from '../no-introspection.js';
import { asObject, idText } from '../readers.js';

const name = 'Bullish';
const documentation = 'https://api.exchange.bullish.com/docs/api/rest/trading-api/v2/';

const login: Read = {
  method: 'GET',
  host: 'api.exchange.bullish.com',
  path: '/trading-api/v1/users/hmac/login',
  ccxt: { api: 'private', path: 'v1/users/hmac/login' },
  needs: 'any key',
  tells: 'that the key works: it gives a token for 24 hours',
  documentation: `${documentation}#get-/v1/users/hmac/login`,
  // 50 a second.
  rate: { requests: 25, seconds: 1, per: 'address' },
};

export const bullish = withoutIntrospection({
  id: 'bullish',
  name,
  credentials: ['apiKey', 'secret'],
  note:
    'HMAC keys are "only for trading": their tokens open trading endpoints, not custody, so that they cannot withdraw. ' +
    "ECDSA keys, which can, are not HMAC's and are refused.",
  signIn: {
    read: login,
    tokenOf: (body) => {
      const token = asObject(body)?.token;
      return typeof token === 'string' && /^[\w-]+\.[\w-]+\.[\w-]+$/.test(token) ? token : undefined;
    },
  },
  aliveness: {
    method: 'GET',
    host: 'api.exchange.bullish.com',
    path: '/trading-api/v1/accounts/trading-accounts',
    ccxt: { api: 'private', path: 'v1/accounts/trading-accounts' },
    needs: 'any key',
    tells: 'that the key may read: the trading accounts that it reaches',
    documentation: `${documentation}#get-/v1/accounts/trading-accounts`,
    // 50 a second.
    rate: { requests: 25, seconds: 1, per: 'address' },
  },
  hazards: [
    {
      name: 'session',
      what:
        'Signing in begins a session of 24 hours that is bound to the address it came from. A user may have 500 at a time, ' +
        'and none can sign in above that.',
      handling: 'inherent',
      how:
        "Sessions of a bot go on beside it. The token is forgotten at the end, and keyaudit's session ends by itself: an " +
        'audit once a day takes one of the 500.',
    },
    {
      name: 'nonce',
      what: 'Nonces of orders must grow, in microseconds of the day; a larger one could shut a bot out.',
      handling: 'avoided',
      how: "The nonce of the sign-in is the time in seconds, as in Bullish's own example: below every nonce of an order.",
    },
  ],
  sign: (request) => (request.read === login ? signedLogin(request) : withToken(request)),
  isAnswer: (body) =>
    Array.isArray(body) && body.every((row) => idText(asObject(row)?.tradingAccountId) !== undefined),
  failureCode: (body) => {
    const code = idText(asObject(body)?.errorCode);
    return code === '0' || code === '1001' ? undefined : code;
  },
  failures: {
    'HTTP 401': {
      kind: 'invalid-credentials',
      hint: "It may be the key, the secret, or an IP address that is not on the key's list. Only HMAC keys can be audited.",
    },
    'HTTP 403': {
      kind: 'unreachable',
      hint: "It may be the key's IP addresses as well, or a rule for this country.",
    },
    '8327': { kind: 'invalid-credentials' },
    '6105': { kind: 'permission-refused' },
    '96000': { kind: 'rate-limited' },
    '96001': { kind: 'rate-limited' },
  },
  // "HMAC API Keys can only be used for Trading on Bullish; the JWT … is only valid for trading endpoints"
  // (github.com/bullish-exchange/api-docs, "HMAC API Key Notes"). Withdrawals are custody's.
  byDesign: { permissions: { withdraw: known(false) } },
  remedies: generalRemedies({
    name,
    url: 'https://exchange.bullish.com/',
    open: 'Type exchange.bullish.com into the browser yourself, sign in, click your initials, then Settings → API Keys.',
  }),
});

function signedLogin({ read, apiKey, secret, nowMs }: Unsigned): Signed {
  const timestamp = String(nowMs);
  const nonce = String(Math.floor(nowMs / 1000));
  const signature = createHmac('sha256', secret)
    .update(timestamp + nonce + read.method + read.path)
    .digest('hex');
  return {
    headers: {
      'BX-PUBLIC-KEY': apiKey,
      'BX-NONCE': nonce,
      'BX-SIGNATURE': signature,
      'BX-TIMESTAMP': timestamp,
    },
  };
}

function withToken({ token = '' }: Unsigned): Signed {
  return { headers: { Authorization: `Bearer ${token}` } };
}
