import { createHmac } from 'node:crypto';
import { gate, inHeader, inPayload } from '../no-introspection.js';

const payload = inHeader('X-COINONE-PAYLOAD');
const signature = inHeader('X-COINONE-SIGNATURE');

/** docs.coinone.co.kr, "Private API": HMAC-SHA512 with the secret in capitals. */
export const coinone = gate({
  paths: ['/v2.1/account/balance/all'],
  key: inPayload(payload, 'access_token'),
  signed: [signature, inPayload(payload, 'nonce')],
  isSignedBy: (request, { secret }) =>
    signature(request) ===
    createHmac('sha512', secret.toUpperCase())
      .update(payload(request) ?? '')
      .digest('hex'),
  refused: { status: 200, body: { result: 'error', error_code: '12', error_msg: 'Invalid access token' } },
});
