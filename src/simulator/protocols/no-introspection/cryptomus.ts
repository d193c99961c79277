import { createHash } from 'node:crypto';
import { gate, inHeader } from '../no-introspection.js';

const signature = inHeader('sign');

/** doc.cryptomus.com/personal: the MD5 of the body in base64 (here none) and the key. */
export const cryptomus = gate({
  paths: ['/v2/user-api/exchange/account/balance'],
  key: inHeader('userId'),
  signed: [signature],
  isSignedBy: (request, { secret }) => signature(request) === createHash('md5').update(secret).digest('hex'),
  refused: { status: 401, body: { message: 'Unauthorized' } },
});
