import { gate, inHeader } from '../no-introspection.js';

/** docs.trade.mudrex.com, "Authentication": the secret is the header. */
export const mudrex = gate({
  paths: ['/fapi/v1/wallet/funds'],
  key: inHeader('X-Authentication'),
  signed: [],
  refused: { status: 401, body: { success: false, errors: [{ code: 401, text: 'unauthorized' }] } },
});
