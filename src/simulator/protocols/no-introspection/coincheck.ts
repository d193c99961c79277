import { createHmac } from 'node:crypto';
import { gate, inHeader } from '../no-introspection.js';

const signature = inHeader('ACCESS-SIGNATURE');
const nonce = inHeader('ACCESS-NONCE');

const error = (text: string) => ({ status: 401, body: { success: false, error: text } });

/** coincheck.com/documents/exchange/api, "Authentication": nonce and address are signed. */
export const coincheck = gate({
  paths: ['/api/accounts/balance'],
  key: inHeader('ACCESS-KEY'),
  signed: [signature, nonce],
  isSignedBy: (request, { secret }) =>
    signature(request) ===
    createHmac('sha256', secret)
      .update(`${nonce(request)}https://coincheck.com${request.path}`)
      .digest('hex'),
  refused: error('invalid authentication'),
  nonce: { part: nonce, refused: error('Nonce must be incremented') },
});
