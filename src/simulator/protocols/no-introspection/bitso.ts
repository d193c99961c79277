import { createHmac } from 'node:crypto';
import { gate, inHeader, within } from '../no-introspection.js';

const authorization = inHeader('authorization');
const nonce = within(authorization, /^Bitso [^:]+:(\d+):/);
const signature = within(authorization, /^Bitso [^:]+:\d+:([0-9a-f]{64})$/);

const error = (code: string, message: string) => ({
  status: 401,
  body: { success: false, error: { code, message } },
});

/** docs.bitso.com, "Create Signed Requests" and "02: Authentication Errors". */
export const bitso = gate({
  paths: ['/api/v3/balance'],
  key: within(authorization, /^Bitso ([^:]+):/),
  signed: [signature, nonce],
  isSignedBy: (request, { secret }) =>
    createHmac('sha256', secret)
      .update(`${nonce(request)}${request.method}${request.path}`)
      .digest('hex') === signature(request),
  refused: error('0201', 'Check your credentials'),
  nonce: { part: nonce, refused: error('0207', 'Invalid nonce value') },
});
