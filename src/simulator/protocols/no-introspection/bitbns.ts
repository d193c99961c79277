import { createHmac } from 'node:crypto';
import { gate, inHeader, inPayload } from '../no-introspection.js';

const payload = inHeader('X-BITBNS-PAYLOAD');
const signature = inHeader('X-BITBNS-SIGNATURE');

/** As Bitbns's own Python library signs. */
export const bitbns = gate({
  paths: ['/api/trade/v1/currentCoinBalance/EVERYTHING'],
  key: inHeader('X-BITBNS-APIKEY'),
  signed: [signature, inPayload(payload, 'timeStamp_nonce')],
  isSignedBy: (request, { secret }) =>
    signature(request) ===
    createHmac('sha512', secret)
      .update(payload(request) ?? '')
      .digest('hex'),
  refused: { status: 200, body: { msg: 'Invalid Request', status: -1, code: 400 } },
});
