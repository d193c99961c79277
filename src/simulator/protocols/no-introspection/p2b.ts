import { createHmac } from 'node:crypto';
import { gate, inHeader, inPayload } from '../no-introspection.js';

const payload = inHeader('X-TXC-PAYLOAD');
const signature = inHeader('X-TXC-SIGNATURE');

/** P2B-team/p2b-api-docs, api-doc.md and errors.md. */
export const p2b = gate({
  paths: ['/api/v2/account/balances'],
  key: inHeader('X-TXC-APIKEY'),
  signed: [signature, inPayload(payload, 'nonce'), inPayload(payload, 'request')],
  isSignedBy: (request, { secret }) =>
    payload(request) === Buffer.from(request.body).toString('base64') &&
    signature(request) ===
      createHmac('sha512', secret)
        .update(payload(request) ?? '')
        .digest('hex'),
  refused: {
    status: 401,
    body: { success: false, errorCode: 1010, message: 'This action is unauthorized.', result: [] },
  },
});
