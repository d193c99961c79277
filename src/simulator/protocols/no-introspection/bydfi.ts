import { createHmac } from 'node:crypto';
import { gate, inHeader } from '../no-introspection.js';

const key = inHeader('X-API-KEY');
const timestamp = inHeader('X-API-TIMESTAMP');
const signature = inHeader('X-API-SIGNATURE');

/** developers.bydfi.com, "Signature": key, time and query. */
export const bydfi = gate({
  paths: ['/api/v1/account/assets'],
  key,
  signed: [signature, timestamp],
  isSignedBy: (request, { secret }) =>
    signature(request) ===
    createHmac('sha256', secret)
      .update(`${key(request)}${timestamp(request)}${request.query}`)
      .digest('hex'),
  refused: { status: 200, body: { code: 101001, message: "Apikey doesn't exist!" } },
});
