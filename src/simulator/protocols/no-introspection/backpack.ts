import { gate, inHeader } from '../no-introspection.js';

/** docs.backpack.exchange, "Authentication". The signature is Ed25519's; that it is there is all that is looked at. */
export const backpack = gate({
  paths: ['/api/v1/account'],
  key: inHeader('X-API-Key'),
  signed: [inHeader('X-Signature'), inHeader('X-Timestamp'), inHeader('X-Window')],
  refused: { status: 401, body: { code: 'INVALID_SIGNATURE', message: 'Invalid signature' } },
});
