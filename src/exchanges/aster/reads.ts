import type { Read } from '../adapter.js';

/** The same path with DELETE takes an agent back: only this method is declared, and nothing else leaves. */
export const agents: Read = {
  method: 'GET',
  host: 'fapi.asterdex.com',
  path: '/fapi/v3/agent',
  ccxt: { api: 'fapiPrivate', path: 'v3/agent' },
  needs: "the signature of the wallet's own key or of any of its agents",
  tells: "rights, IP list, name and end of all of the wallet's agents",
  documentation: 'https://asterdex.github.io/aster-api-website/asterCode/endpoints/#get-agents-user_data',
  // Its weight is not documented. Requests are counted by the address that asks.
  rate: { requests: 10, seconds: 60, per: 'address' },
};
