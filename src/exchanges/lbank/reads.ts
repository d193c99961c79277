import type { Read } from '../adapter.js';

export const apiRestrictions: Read = {
  method: 'POST',
  host: 'api.lbank.info',
  path: '/v2/supplement/api_Restrictions.do',
  ccxt: { api: ['spot', 'private'], path: 'supplement/api_Restrictions' },
  needs: 'not documented',
  tells: 'permissions, whether IPs are restricted, and the creation time of the calling key',
  documentation: 'https://www.lbank.com/en-US/docs/index.html#query-user-api-key-permissions',
  // 200 in 10 seconds, for all calls that are not orders.
  rate: { requests: 50, seconds: 10, per: 'address' },
};
