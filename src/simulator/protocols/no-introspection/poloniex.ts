import { createHmac } from 'node:crypto';
import { gate, inHeader } from '../no-introspection.js';

const signature = inHeader('signature');
const timestamp = inHeader('signTimestamp');

/** api-docs.poloniex.com, "Authentication". The text of the refusal is invented. */
export const poloniex = gate({
  paths: ['/accounts/balances'],
  key: inHeader('key'),
  signed: [signature, timestamp],
  isSignedBy: (request, { secret }) =>
    signature(request) ===
    createHmac('sha256', secret)
      .update(`${request.method}\n${request.path}\nsignTimestamp=${timestamp(request)}`)
      .digest('base64'),
  refused: { status: 401, body: { code: 401, message: 'invented' } },
});
