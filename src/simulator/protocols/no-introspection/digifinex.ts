import { createHmac } from 'node:crypto';
import { gate, inHeader } from '../no-introspection.js';

const signature = inHeader('ACCESS-SIGN');

/** docs.digifinex.com, "Signature": the query is signed. */
export const digifinex = gate({
  paths: ['/v3/spot/assets'],
  key: inHeader('ACCESS-KEY'),
  signed: [signature, inHeader('ACCESS-TIMESTAMP')],
  isSignedBy: (request, { secret }) =>
    signature(request) === createHmac('sha256', secret).update(request.query).digest('hex'),
  refused: { status: 200, body: { code: 10002 } },
});
