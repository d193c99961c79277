import { createHmac } from 'node:crypto';
import { gate, inHeader, inParameter } from '../no-introspection.js';

const signature = inParameter('signature');

/** github.com/Bitrue-exchange/bitrue-official-api-docs, "SIGNED endpoint security". */
export const bitrue = gate({
  paths: ['/api/v1/account'],
  key: inHeader('X-MBX-APIKEY'),
  signed: [signature, inParameter('timestamp')],
  isSignedBy: (request, { secret }) =>
    signature(request) ===
    createHmac('sha256', secret)
      .update(request.query.replace(/&signature=.*$/, ''))
      .digest('hex'),
  refused: { status: 400, body: { code: -1022, msg: 'Signature for this request is not valid.' } },
});
