import type { Protocol } from '../protocol.js';

const listOf = '/dydxprotocol/accountplus/authenticators/';

/**
 * dydxprotocol/v4-chain, the query service of accountplus: public, so that nobody signs. An account that nobody made
 * has no authenticators.
 */
export const dydx: Protocol = {
  signatures: 'none',
  owns: ({ path }) => path.startsWith(listOf),
  apiKeyOf: ({ path }) => path.slice(listOf.length),
  unknownKey: ({ path }) =>
    /^dydx1[02-9ac-hj-np-z]{38}$/.test(path.slice(listOf.length))
      ? { status: 200, body: { account_authenticators: [] } }
      : { status: 400, body: { code: 3, message: 'invalid bech32 address', details: [] } },
  refusal: () => undefined,
  notFound: { status: 501, body: { code: 12, message: 'Not Implemented', details: [] } },
};
