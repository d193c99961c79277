import { createHmac } from 'node:crypto';
import { gate, inHeader } from '../no-introspection.js';

const signature = inHeader('X-LA-SIGNATURE');

/** api.latoken.com, "Authorization"; the refusal as in ccxt's class. */
export const latoken = gate({
  paths: ['/v2/auth/account'],
  key: inHeader('X-LA-APIKEY'),
  signed: [signature, inHeader('X-LA-DIGEST')],
  isSignedBy: (request, { secret }) =>
    signature(request) ===
    createHmac('sha512', secret).update(`${request.method}${request.path}${request.query}`).digest('hex'),
  refused: {
    status: 400,
    body: {
      result: false,
      message: 'invalid API key, signature or digest',
      error: 'BAD_REQUEST',
      status: 'FAILURE',
    },
  },
});
