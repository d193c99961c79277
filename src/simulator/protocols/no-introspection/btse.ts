import { createHmac } from 'node:crypto';
import { gate, inHeader } from '../no-introspection.js';

const nonce = inHeader('request-nonce');
const signature = inHeader('request-sign');

/** docs.btse.com, "Authentication": HMAC-SHA384 of path, nonce and body. */
export const btse = gate({
  paths: ['/public-api/wallet/v1/user/assets'],
  key: inHeader('request-api'),
  signed: [signature, nonce],
  isSignedBy: (request, { secret }) =>
    signature(request) ===
    createHmac('sha384', secret)
      .update(`${request.path}${nonce(request)}`)
      .digest('hex'),
  refused: {
    status: 401,
    body: {
      code: 10002,
      msg: 'UNAUTHORIZED: Authentication Failed',
      time: 1770477230034,
      data: null,
      success: false,
    },
  },
});
