import { createHmac } from 'node:crypto';
import { gate, inHeader } from '../no-introspection.js';

const signature = inHeader('X-FB-ACCESS-SIGNATURE');
const timestamp = inHeader('X-FB-ACCESS-TIMESTAMP');

/** docs.foxbit.com.br, "Authentication" and "API Codes". */
export const foxbit = gate({
  paths: ['/rest/v3/accounts'],
  key: inHeader('X-FB-ACCESS-KEY'),
  signed: [signature, timestamp],
  isSignedBy: (request, { secret }) =>
    signature(request) ===
    createHmac('sha256', secret)
      .update(`${timestamp(request)}${request.method}${request.path}`)
      .digest('hex'),
  refused: { status: 401, body: { error: { code: 2003, message: 'Invalid access key.', details: [] } } },
});
