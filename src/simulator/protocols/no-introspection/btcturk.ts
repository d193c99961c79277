import { createHmac } from 'node:crypto';
import { gate, inHeader } from '../no-introspection.js';

const key = inHeader('X-PCK');
const stamp = inHeader('X-Stamp');
const signature = inHeader('X-Signature');

/** github.com/BTCTrader/broker-api-docs, README-pro.md, "Authentication". */
export const btcturk = gate({
  paths: ['/api/v1/users/balances'],
  key,
  signed: [signature, stamp],
  isSignedBy: (request, { secret }) =>
    signature(request) ===
    createHmac('sha256', Buffer.from(secret, 'base64'))
      .update(`${key(request)}${stamp(request)}`)
      .digest('base64'),
  refused: {
    status: 401,
    body: { success: false, message: 'Unauthorized - Invalid Signature', code: 401, data: null },
  },
});
