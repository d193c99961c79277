import { gate, inHeader } from '../no-introspection.js';

/** hibachi-xyz/hibachi_sdk: the key is the header. */
export const hibachi = gate({
  paths: ['/trade/account/info'],
  key: inHeader('authorization'),
  signed: [],
  refused: { status: 401, body: {} },
});
