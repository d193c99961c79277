import { createHmac } from 'node:crypto';
import type { Protocol } from '../../protocol.js';
import { gate, inHeader, inToken } from '../no-introspection.js';

const signature = inHeader('BX-SIGNATURE');
const timestamp = inHeader('BX-TIMESTAMP');
const nonce = inHeader('BX-NONCE');

const refused = { status: 401, body: { message: 'Not Authenticated' } };

/** github.com/bullish-exchange/api-docs, "Generate a JWT Token", "HMAC API Key". */
const login = gate({
  paths: ['/trading-api/v1/users/hmac/login'],
  key: inHeader('BX-PUBLIC-KEY'),
  signed: [signature, timestamp, nonce],
  isSignedBy: (request, { secret }) =>
    signature(request) ===
    createHmac('sha256', secret)
      .update(`${timestamp(request)}${nonce(request)}${request.method}${request.path}`)
      .digest('hex'),
  refused,
});

/** The token that a case gives names its key as the issuer's subject; whose it is, is all that is looked at. */
const trading = gate({
  paths: ['/trading-api/v1/accounts/trading-accounts'],
  key: inToken('sub'),
  signed: [],
  refused,
});

export const bullish: Protocol = {
  ...login,
  owns: (request) => login.owns(request) || trading.owns(request),
  apiKeyOf: (request) => login.apiKeyOf(request) ?? trading.apiKeyOf(request),
  refusal: (request, ...rest) => (login.owns(request) ? login : trading).refusal(request, ...rest),
};
