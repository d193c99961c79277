import { createHmac } from 'node:crypto';
import { gate, inHeader } from '../no-introspection.js';

const signature = inHeader('APEX-SIGNATURE');
const timestamp = inHeader('APEX-TIMESTAMP');
const passphrase = inHeader('APEX-PASSPHRASE');

/** api-docs.omni.apex.exchange, "Authentication"; the secret is taken in base64, as the official SDK does. */
export const apex = gate({
  paths: ['/api/v3/account-balance'],
  key: inHeader('APEX-API-KEY'),
  signed: [signature, timestamp, passphrase],
  isSignedBy: (request, { secret, password }) =>
    passphrase(request) === password &&
    signature(request) ===
      createHmac('sha256', Buffer.from(secret).toString('base64'))
        .update(`${timestamp(request)}${request.method}${request.path}`)
        .digest('base64'),
  refused: { status: 200, body: { code: 20006, msg: 'apikey sign error' } },
});
