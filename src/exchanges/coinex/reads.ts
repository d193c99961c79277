import type { Read } from '../adapter.js';

const call = {
  method: 'GET',
  host: 'api.coinex.com',
  // The slowest group of these calls allows ten a second (ccxt's costs, after the documentation's "Rate Limit").
  rate: { requests: 5, seconds: 1, per: 'key' },
} as const;

export const accountInfo: Read = {
  ...call,
  path: '/v2/account/info',
  ccxt: { api: ['v2', 'private'], path: 'account/info' },
  needs: 'none',
  tells: 'that the key works: of the account nothing is kept',
  documentation: 'https://docs.coinex.com/api/v2/account/get-account-info',
};

export const subAccounts: Read = {
  ...call,
  path: '/v2/account/subs',
  ccxt: { api: ['v2', 'private'], path: 'account/subs' },
  needs: "a key of the main account's",
  tells: 'the sub-accounts, by name',
  documentation: 'https://docs.coinex.com/api/v2/account/subs/http/list-sub',
};

/** The neighbour `api-detail` would give each key's secret, and is never asked. */
export const subAccountKeys: Read = {
  ...call,
  path: '/v2/account/subs/api',
  ccxt: { api: ['v2', 'private'], path: 'account/subs/api' },
  needs: "a key of the main account's",
  tells: "permissions, IP list, remark, creation time and end of a sub-account's keys",
  documentation: 'https://docs.coinex.com/api/v2/account/subs/http/list-sub-api',
};
