import type { Read } from '../adapter.js';

const host = 'api.mexc.com';
const docs = 'https://www.mexc.com/api-docs/spot-v3';
const api = ['spot', 'private'];

/** The same path with POST changes the key's IP list: only this method is declared, and nothing else leaves. */
export const apiKeyInfo: Read = {
  method: 'GET',
  host,
  path: '/api/v3/apiKeyInfo',
  ccxt: { api, path: 'apiKeyInfo' },
  keyParameter: 'accessKey',
  needs: 'not documented',
  tells: 'permissions, IP list, label and creation time of the calling key, and whether it ends',
  documentation: `${docs}/spot-account-trade/query-api-key-info`,
  // Each endpoint has 300 to 500 units in 10 seconds; what this one costs is not documented.
  rate: { requests: 10, seconds: 10, per: 'address' },
};

export const subAccounts: Read = {
  method: 'GET',
  host,
  path: '/api/v3/sub-account/list',
  ccxt: { api, path: 'sub-account/list' },
  needs: "SPOT_ACCOUNT_READ, on a master account's key",
  tells: 'the sub-accounts, by name',
  documentation: `${docs}/subaccount-endpoints#query-sub-account-list-for-master-account`,
  // One unit of 300 to 500 in 10 seconds.
  rate: { requests: 100, seconds: 10, per: 'address' },
};

export const subAccountKeys: Read = {
  method: 'GET',
  host,
  path: '/api/v3/sub-account/apiKey',
  ccxt: { api, path: 'sub-account/apiKey' },
  needs: "SPOT_ACCOUNT_READ, on a master account's key",
  tells: "permissions, IP list, label and creation time of a sub-account's keys",
  documentation: `${docs}/subaccount-endpoints#query-the-apikey-of-a-sub-account-for-master-account`,
  // One unit of 300 to 500 in 10 seconds.
  rate: { requests: 100, seconds: 10, per: 'address' },
};

export const withdrawalAddresses: Read = {
  method: 'GET',
  host,
  path: '/api/v3/capital/withdraw/address',
  ccxt: { api, path: 'capital/withdraw/address' },
  needs: 'SPOT_WITHDRAW_READ',
  tells: 'how many withdrawal addresses are saved',
  documentation: `${docs}/wallet-endpoints#withdraw-address-supporting-network`,
  // Ten units of 300 to 500 in 10 seconds.
  rate: { requests: 10, seconds: 10, per: 'address' },
};
