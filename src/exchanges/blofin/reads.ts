import type { Read } from '../adapter.js';

export const keyInfo: Read = {
  method: 'GET',
  host: 'openapi.blofin.com',
  path: '/api/v1/user/query-apikey',
  ccxt: { api: 'private', path: 'user/query-apikey' },
  needs: 'any permission',
  tells:
    'whether the calling key only reads, its IP list, creation and expiry time and name, and whether a sub-account owns it',
  documentation: 'https://docs.blofin.com/index.html#get-api-key-info',
  // 500 requests a minute and 1500 in five minutes, for each address.
  rate: { requests: 30, seconds: 60, per: 'address' },
};
