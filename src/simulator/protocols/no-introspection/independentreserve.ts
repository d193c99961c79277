import { createHmac } from 'node:crypto';
import { gate, inParameter } from '../no-introspection.js';

const key = inParameter('apiKey');
const signature = inParameter('signature');
const expiry = inParameter('expiry');

/** independentreserve/dotNetApiClient: address and parameters are signed. The text of the refusal is invented. */
export const independentreserve = gate({
  paths: ['/Private/GetAccounts'],
  key,
  signed: [signature, expiry],
  isSignedBy: (request, { secret }) => {
    const address = `https://api.independentreserve.com${request.path}`;
    const message = `${address},apiKey=${key(request)},expiry=${expiry(request)}`;
    return signature(request) === createHmac('sha256', secret).update(message).digest('hex').toUpperCase();
  },
  refused: { status: 401, body: { Message: 'Invalid API key' } },
});
