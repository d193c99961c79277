import { createHmac } from 'node:crypto';
import { gate, inHeader } from '../no-introspection.js';

const signature = inHeader('api-signature');
const expires = inHeader('api-expires');

/** apidocs.hollaex.com, "Authentication"; bitholla/hollaex-kit, server/messages.js. */
export const hollaex = gate({
  paths: ['/v2/user/balance'],
  key: inHeader('api-key'),
  signed: [signature, expires],
  isSignedBy: (request, { secret }) =>
    signature(request) ===
    createHmac('sha256', secret)
      .update(`${request.method}${request.path}${expires(request)}`)
      .digest('hex'),
  refused: { status: 401, body: { message: 'Access Denied: Invalid API Key' } },
});
