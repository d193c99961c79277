import type { Read } from '../adapter.js';

export const account: Read = {
  method: 'GET',
  host: 'api.bitvavo.com',
  path: '/v2/account',
  ccxt: { api: 'private', path: 'account' },
  needs: 'View access',
  tells: 'that the key has this right; what else it tells is about the account, not the key',
  // The page of the newer GET /v2/account/fees, which needs the same right; this call has none any more.
  documentation: 'https://docs.bitvavo.com/docs/rest-api/get-account-fees/',
  // 1000 weight points a minute; this call is one.
  rate: { requests: 60, seconds: 60, per: 'key' },
};
