import type { Read } from '../adapter.js';

export const authenticators: Read = {
  method: 'GET',
  host: 'dydx-rest.publicnode.com',
  path: '/dydxprotocol/accountplus/authenticators/{address}',
  // ccxt does not know this endpoint: the adapter makes the call.
  ccxt: { api: 'nodeRest', path: 'dydxprotocol/accountplus/authenticators' },
  needs: 'none: what is on the chain is public',
  tells: "the account's authenticators: which keys may sign for it, and for which messages",
  documentation: 'https://docs.dydx.xyz/interaction/permissioned-keys',
  // The node's operator documents no limit; an audit asks once for an account.
  rate: { requests: 1, seconds: 1, per: 'address' },
};
