import type { Read } from '../adapter.js';

const host = 'api.bitget.com';
const docs = 'https://www.bitget.com/api-doc/';

export const unifiedInfo: Read = {
  method: 'GET',
  host,
  path: '/api/v3/account/info',
  ccxt: { api: ['private', 'uta'], path: 'v3/account/info' },
  needs: 'none',
  tells: 'permissions and IP list of the calling key of a unified account, and whose it is',
  documentation: `${docs}uta/account/Get-Account-Info`,
  // 5 requests per second and UID.
  rate: { requests: 5, seconds: 2, per: 'key' },
};

export const classicInfo: Read = {
  method: 'GET',
  host,
  path: '/api/v2/spot/account/info',
  ccxt: { api: ['private', 'spot'], path: 'v2/spot/account/info' },
  needs: 'Spot read, by some versions of its page',
  tells: 'permissions and IP list of the calling key of a classic account, and whose it is',
  documentation: `${docs}spot/account/Get-Account-Info`,
  // 1 request per second and UID.
  rate: { requests: 1, seconds: 2, per: 'key' },
};

export const unifiedSubAccounts: Read = {
  method: 'GET',
  host,
  path: '/api/v3/user/sub-list',
  ccxt: { api: ['private', 'uta'], path: 'v3/user/sub-list' },
  needs: "UTA management (read), on a main account's key",
  tells: 'the sub-accounts of a unified account',
  documentation: `${docs}uta/account/sub-account/SubAccount-Get`,
  // 10 requests per second and UID.
  rate: { requests: 5, seconds: 1, per: 'key' },
};

export const unifiedSubAccountKeys: Read = {
  method: 'GET',
  host,
  path: '/api/v3/user/sub-api-list',
  ccxt: { api: ['private', 'uta'], path: 'v3/user/sub-api-list' },
  needs: "UTA management (read), on a main account's key",
  tells: "permissions, addresses and note of a sub-account's keys",
  documentation: `${docs}uta/account/sub-account/SubAccount-API-Get`,
  // 10 requests per second and UID.
  rate: { requests: 5, seconds: 1, per: 'key' },
};

export const classicSubAccounts: Read = {
  method: 'GET',
  host,
  path: '/api/v2/user/virtual-subaccount-list',
  ccxt: { api: ['private', 'user'], path: 'v2/user/virtual-subaccount-list' },
  needs: "Sub-account read, on a main account's key",
  tells: 'the sub-accounts of a classic account',
  documentation: `${docs}common/vsubaccount/Get-Virtual-Subaccount-List`,
  // 1 request per second and UID.
  rate: { requests: 1, seconds: 2, per: 'key' },
};

export const classicSubAccountKeys: Read = {
  method: 'GET',
  host,
  path: '/api/v2/user/virtual-subaccount-apikey-list',
  ccxt: { api: ['private', 'user'], path: 'v2/user/virtual-subaccount-apikey-list' },
  needs: "Sub-account read, on a main account's key that is bound to IP addresses",
  tells: "permissions, IP list and note of a classic sub-account's keys",
  documentation: `${docs}common/vsubaccount/Get-Virtual-Subaccount-ApiKey-List`,
  // 5 requests per second and UID.
  rate: { requests: 5, seconds: 2, per: 'key' },
};

export const unifiedAddresses: Read = {
  method: 'GET',
  host,
  path: '/api/v3/account/withdraw-address',
  ccxt: { api: ['private', 'uta'], path: 'v3/account/withdraw-address' },
  needs: 'UTA management (read)',
  tells: 'how many withdrawal addresses a unified account has saved, and when the newest was',
  documentation: `${docs}uta/account/Get-Withdraw-Address`,
  // 1 request per second and UID.
  rate: { requests: 1, seconds: 2, per: 'key' },
};
