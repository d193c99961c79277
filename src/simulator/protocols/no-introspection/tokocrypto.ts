import { createHmac } from 'node:crypto';
import { gate, inHeader, inParameter } from '../no-introspection.js';

const signature = inParameter('signature');

/** www.tokocrypto.com/apidocs, "SIGNED Endpoint security". */
export const tokocrypto = gate({
  paths: ['/open/v1/account/spot'],
  key: inHeader('X-MBX-APIKEY'),
  signed: [signature, inParameter('timestamp')],
  isSignedBy: (request, { secret }) =>
    signature(request) ===
    createHmac('sha256', secret)
      .update(request.query.replace(/&signature=[^&]*$/, ''))
      .digest('hex'),
  refused: {
    status: 401,
    body: { code: -2015, msg: 'Invalid API-key, IP, or permissions for action.' },
  },
});
