import { createHmac } from 'node:crypto';
import { gate, inHeader } from '../no-introspection.js';

const signature = inHeader('ACCESS-SIGNATURE');
const time = inHeader('ACCESS-REQUEST-TIME');
const timeWindow = inHeader('ACCESS-TIME-WINDOW');

/** github.com/bitbankinc/bitbank-api-docs, rest-api.md, "ACCESS-TIME-WINDOW method". */
export const bitbank = gate({
  paths: ['/v1/user/assets'],
  key: inHeader('ACCESS-KEY'),
  signed: [signature, time, timeWindow],
  isSignedBy: (request, { secret }) =>
    signature(request) ===
    createHmac('sha256', secret)
      .update(`${time(request)}${timeWindow(request)}${request.path}`)
      .digest('hex'),
  refused: { status: 401, body: { success: 0, data: { code: 20005 } } },
});
