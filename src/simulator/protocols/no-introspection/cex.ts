import { createHmac } from 'node:crypto';
import { gate, inHeader } from '../no-introspection.js';

const signature = inHeader('X-AGGR-SIGNATURE');
const timestamp = inHeader('X-AGGR-TIMESTAMP');

/** trade.cex.io/docs, "Authentication": action, time and body. */
export const cex = gate({
  paths: ['/api/spot/rest/get_my_wallet_balance'],
  key: inHeader('X-AGGR-KEY'),
  signed: [signature, timestamp],
  isSignedBy: (request, { secret }) =>
    signature(request) ===
    createHmac('sha256', secret)
      .update(`get_my_wallet_balance${timestamp(request)}${request.body}`)
      .digest('base64'),
  refused: { status: 401, body: { error: 'Authorization error: key not passed or incorrect' } },
});
