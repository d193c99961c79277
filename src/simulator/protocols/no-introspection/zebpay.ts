import { createHmac } from 'node:crypto';
import { gate, inHeader, inParameter } from '../no-introspection.js';

const signature = inHeader('X-AUTH-SIGNATURE');

/** zebpay/zebpay-api-references, spot, authentication.md and error-handling.md: the query is signed. */
export const zebpay = gate({
  paths: ['/api/v2/account/balance'],
  key: inHeader('X-AUTH-APIKEY'),
  signed: [signature, inParameter('timestamp')],
  isSignedBy: (request, { secret }) =>
    signature(request) === createHmac('sha256', secret).update(request.query).digest('hex'),
  refused: { status: 401, body: { code: 2001, message: 'Invalid API key' } },
});
