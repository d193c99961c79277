import { createHmac } from 'node:crypto';
import { gate, inHeader } from '../no-introspection.js';

const signature = inHeader('BM-AUTH-SIGNATURE');
const timestamp = inHeader('BM-AUTH-TIMESTAMP');

/** docs.btcmarkets.net/v3, "Authentication". */
export const btcmarkets = gate({
  paths: ['/v3/accounts/me/trading-fees'],
  key: inHeader('BM-AUTH-APIKEY'),
  signed: [signature, timestamp],
  isSignedBy: (request, { secret }) =>
    signature(request) ===
    createHmac('sha512', Buffer.from(secret, 'base64'))
      .update(`${request.method}${request.path}${timestamp(request)}`)
      .digest('base64'),
  refused: { status: 401, body: { code: 'UnAuthorized', message: 'invalid access token' } },
});
