import { createHmac } from 'node:crypto';
import { gate, inHeader } from '../no-introspection.js';

const signature = inHeader('ACCESS-SIGN');
const timestamp = inHeader('ACCESS-TIMESTAMP');
const passphrase = inHeader('ACCESS-PASSPHRASE');

/** www.weex.com/api-doc, "Signature" and "Error codes". */
export const weex = gate({
  paths: ['/api/v3/account'],
  key: inHeader('ACCESS-KEY'),
  signed: [signature, timestamp, passphrase],
  isSignedBy: (request, { secret, password }) =>
    passphrase(request) === password &&
    signature(request) ===
      createHmac('sha256', secret)
        .update(`${timestamp(request)}${request.method}${request.path}`)
        .digest('base64'),
  refused: { status: 401, body: { code: -1049, msg: 'API key or passphrase incorrect.' } },
});
