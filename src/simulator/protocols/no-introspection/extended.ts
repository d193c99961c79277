import { gate, inHeader } from '../no-introspection.js';

/** api.docs.extended.exchange, "Authentication": the key alone opens what only reads. */
export const extended = gate({
  paths: ['/api/v1/user/account/info'],
  key: inHeader('X-Api-Key'),
  signed: [],
  refused: { status: 401, body: {} },
});
