import { gate, inHeader } from '../no-introspection.js';

/** developer.revolut.com, Revolut X. The signature is Ed25519's; that it is there is all that is looked at. */
export const revolutx = gate({
  paths: ['/api/1.0/balances'],
  key: inHeader('X-Revx-API-Key'),
  signed: [inHeader('X-Revx-Signature'), inHeader('X-Revx-Timestamp')],
  refused: { status: 401, body: { message: 'invented' } },
});
