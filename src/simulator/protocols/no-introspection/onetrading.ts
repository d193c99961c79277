import { gate, inHeader, within } from '../no-introspection.js';

/** docs.onetrading.com, "Authentication": the token is the key. */
export const onetrading = gate({
  paths: ['/fast/v1/account/balances'],
  key: within(inHeader('authorization'), /^Bearer (\S+)$/),
  signed: [],
  refused: { status: 401, body: { error: 'INVALID_APIKEY' } },
});
