import type { Read } from '../adapter.js';

/** One address answers every query; the `type` says which one. */
export const linkedSigner: Read = {
  method: 'GET',
  host: 'gateway.prod.nado.xyz',
  path: '/v1/query',
  ccxt: { api: ['gateway', 'public'], path: 'query' },
  fixed: { type: 'linked_signer' },
  needs: 'nothing: it is public',
  tells: 'the address that may sign for a sub-account beside the wallet',
  documentation: 'https://docs.nado.xyz/developer-resources/api/gateway/queries/linked-signer',
  // 480 a minute and address, or 8 a second.
  rate: { requests: 60, seconds: 60, per: 'address' },
};
