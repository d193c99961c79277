import { createHmac } from 'node:crypto';
import { gate, inParameter } from '../no-introspection.js';

const key = inParameter('publicKey');
const client = inParameter('clientId');
const nonce = inParameter('nonce');
const signature = inParameter('signature');

const refused = { status: 200, body: { error: true, errorMessage: 'Access denied.', data: null } };

/** coinmate.docs.apiary.io, "Authentication": nonce, client id and key are signed. */
export const coinmate = gate({
  paths: ['/api/balances'],
  key,
  signed: [signature, nonce, client],
  isSignedBy: (request, { secret, uid }) =>
    client(request) === uid &&
    signature(request) ===
      createHmac('sha256', secret)
        .update(`${nonce(request)}${client(request)}${key(request)}`)
        .digest('hex')
        .toUpperCase(),
  refused,
  nonce: { part: nonce, refused },
});
