import { createHmac } from 'node:crypto';
import { gate, inHeader } from '../no-introspection.js';

const key = inHeader('APIKey');
const signature = inHeader('Signature');
const nonce = inHeader('Nonce');
const user = inHeader('UserId');

/** apidoc.ndax.io, "Authentication": nonce, user and key are signed. */
export const ndax = gate({
  paths: ['/AP/GetUserAccounts'],
  key,
  signed: [signature, nonce, user],
  isSignedBy: (request, { secret, uid }) =>
    user(request) === uid &&
    signature(request) ===
      createHmac('sha256', secret)
        .update(`${nonce(request)}${uid}${key(request)}`)
        .digest('hex'),
  refused: {
    status: 401,
    body: { result: false, errormsg: 'Not Authorized', errorcode: 20, detail: null },
  },
});
