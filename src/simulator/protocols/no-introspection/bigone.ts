import { createHmac } from 'node:crypto';
import { gate, inHeader, inToken, within } from '../no-introspection.js';

const token = inHeader('authorization');
const signed = within(token, /^Bearer ([\w-]+\.[\w-]+)\.[\w-]+$/);
const signature = within(token, /^Bearer [\w-]+\.[\w-]+\.([\w-]+)$/);

/** open.big.one, "Authentication": a JSON Web Token for each request. */
export const bigone = gate({
  paths: ['/api/v3/viewer/accounts'],
  key: inToken('sub'),
  signed: [signature, inToken('nonce')],
  isSignedBy: (request, { secret }) =>
    signature(request) ===
    createHmac('sha256', secret)
      .update(signed(request) ?? '')
      .digest('base64url'),
  refused: { status: 401, body: { code: 40004, message: 'invalid jwt' } },
});
