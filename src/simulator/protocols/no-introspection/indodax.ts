import { createHmac } from 'node:crypto';
import { gate, inHeader } from '../no-introspection.js';

const signature = inHeader('Sign');

/** btcid/indodax-official-api-docs, Private-RestAPI.md: the body is signed. */
export const indodax = gate({
  paths: ['/tapi'],
  key: inHeader('Key'),
  signed: [signature],
  isSignedBy: (request, { secret }) =>
    signature(request) === createHmac('sha512', secret).update(request.body).digest('hex'),
  refused: {
    status: 200,
    body: {
      success: 0,
      error: 'Invalid credentials. API not found or session has expired.',
      error_code: 'invalid_credentials',
    },
  },
});
