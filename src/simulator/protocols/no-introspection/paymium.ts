import { createHmac } from 'node:crypto';
import { gate, inHeader } from '../no-introspection.js';

const signature = inHeader('Api-Signature');
const nonce = inHeader('Api-Nonce');

const error = (text: string) => ({ status: 401, body: { errors: [text] } });

/** Paymium/api-documentation, "Making requests". The texts of the refusals are invented. */
export const paymium = gate({
  paths: ['/api/v1/user'],
  key: inHeader('Api-Key'),
  signed: [signature, nonce],
  isSignedBy: (request, { secret }) =>
    signature(request) ===
    createHmac('sha256', secret)
      .update(`${nonce(request)}https://paymium.com${request.path}`)
      .digest('hex'),
  refused: error('invented: unauthorized'),
  nonce: { part: nonce, refused: error('invented: nonce') },
});
