import type { Read } from '../adapter.js';

/** Orderly's API is one for all its brands. The neighbours of this call set and lift IP restrictions. */
export const keyInfo: Read = {
  method: 'GET',
  host: 'api-evm.orderly.org',
  path: '/v1/client/key_info',
  ccxt: { api: ['v1', 'private'], path: 'client/key_info' },
  needs: 'read',
  tells: "scopes, IP restriction, label and end of each of the account's keys",
  documentation:
    'https://orderly.network/docs/build-on-omnichain/restful-api/private/get-current-orderly-key-info',
  // 10 in 60 seconds.
  rate: { requests: 5, seconds: 60, per: 'key' },
};
