import { createHmac } from 'node:crypto';
import { gate, inHeader } from '../no-introspection.js';

const signature = inHeader('signature');
const timestamp = inHeader('timestamp');

/** docs.delta.exchange, "Signing a Message" and "Common Errors". */
export const delta = gate({
  paths: ['/v2/profile'],
  key: inHeader('api-key'),
  signed: [signature, timestamp],
  isSignedBy: (request, { secret }) =>
    signature(request) ===
    createHmac('sha256', secret)
      .update(`${request.method}${timestamp(request)}${request.path}`)
      .digest('hex'),
  refused: { status: 401, body: { success: false, error: { code: 'invalid_api_key' } } },
});
