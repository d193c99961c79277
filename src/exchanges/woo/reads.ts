import type { Read } from '../adapter.js';

export const credentials: Read = {
  method: 'GET',
  host: 'api.woox.io',
  path: '/v3/account/credentials',
  ccxt: { api: ['v3', 'private'], path: 'account/credentials' },
  needs: 'not documented',
  tells: "permissions, IP list and account of the account's keys",
  documentation: 'https://developer.woox.io/api-reference/endpoint/account/credentials',
  // 10 in 60 seconds; by what they are counted is not documented.
  rate: { requests: 5, seconds: 60, per: 'address' },
};
