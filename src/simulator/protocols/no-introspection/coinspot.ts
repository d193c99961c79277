import { createHmac } from 'node:crypto';
import { gate, inHeader, inParameter } from '../no-introspection.js';

const signature = inHeader('sign');
const nonce = inParameter('nonce');

const error = (message: string) => ({ status: 400, body: { status: 'error', message } });

/** coinspot.com.au/v2/api, "Security": the body is signed. The text of a refused nonce is that of filliphy/coinspot-node-red, the other invented. */
export const coinspot = gate({
  paths: ['/api/v2/ro/status'],
  key: inHeader('key'),
  signed: [signature, nonce],
  isSignedBy: (request, { secret }) =>
    signature(request) === createHmac('sha512', secret).update(request.body).digest('hex'),
  refused: error('Invalid key'),
  nonce: { part: nonce, refused: error('invalid/missing nonce') },
});
