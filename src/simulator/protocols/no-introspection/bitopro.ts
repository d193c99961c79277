import { createHmac } from 'node:crypto';
import { gate, inHeader, inPayload } from '../no-introspection.js';

const payload = inHeader('X-BITOPRO-PAYLOAD');
const signature = inHeader('X-BITOPRO-SIGNATURE');

/** github.com/bitoex/bitopro-offical-api-docs, "API Security Protocol". */
export const bitopro = gate({
  paths: ['/v3/accounts/balance'],
  key: inHeader('X-BITOPRO-APIKEY'),
  signed: [signature, inPayload(payload, 'nonce')],
  isSignedBy: (request, { secret }) =>
    signature(request) ===
    createHmac('sha384', secret)
      .update(payload(request) ?? '')
      .digest('hex'),
  refused: { status: 401, body: { error: 'Invalid Signature' } },
});
