import { createHmac } from 'node:crypto';
import { gate, inHeader, inParameter } from '../no-introspection.js';

const signature = inHeader('sign');
const nonce = inParameter('nonce');

/** bit2c.co.il/home/api: what follows the question mark is signed. */
export const bit2c = gate({
  paths: ['/Account/Balance/v2'],
  key: inHeader('key'),
  signed: [signature, nonce],
  isSignedBy: (request, { secret }) =>
    signature(request) === createHmac('sha512', secret).update(request.query).digest('base64'),
  refused: { status: 200, body: { error: 'Please provide valid APIkey' } },
  nonce: {
    part: nonce,
    refused: {
      status: 200,
      body: {
        error:
          'Please provide valid nonce in Request Nonce (1598218490) is not bigger than last nonce (1598218490).',
      },
    },
  },
});
