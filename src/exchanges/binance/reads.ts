import type { Read } from '../adapter.js';

const host = 'api.binance.com';
const docs = 'https://developers.binance.com/docs';

export const apiRestrictions: Read = {
  method: 'GET',
  host,
  path: '/sapi/v1/account/apiRestrictions',
  ccxt: { api: 'sapi', path: 'account/apiRestrictions' },
  needs: 'Reading',
  tells: 'permissions, whether IPs are restricted, and the creation time of the calling key',
  documentation: `${docs}/wallet/account/api-key-permission`,
  // IP weight 1 of 12,000 a minute.
  rate: { requests: 6000, seconds: 60, per: 'address' },
};

export const subAccounts: Read = {
  method: 'GET',
  host,
  path: '/sapi/v1/sub-account/list',
  ccxt: { api: 'sapi', path: 'sub-account/list' },
  needs: 'Reading, on a master key',
  tells: 'the sub-accounts, by email',
  documentation: `${docs}/sub_account/account-management/Query-Sub-account-List`,
  rate: { requests: 6000, seconds: 60, per: 'address' },
};

export const subAccountKeys: Read = {
  method: 'GET',
  host,
  path: '/sapi/v1/sub-account/subAccountApi',
  ccxt: { api: 'sapi', path: 'sub-account/subAccountApi' },
  needs: 'Reading, on a master key',
  tells: "a sub-account's keys and what they may trade and transfer",
  documentation: `${docs}/sub_account/api-management`,
  // UID weight 3,000 of 180,000 a minute.
  rate: { requests: 30, seconds: 60, per: 'key' },
};

export const subAccountKeyIps: Read = {
  method: 'GET',
  host,
  path: '/sapi/v1/sub-account/subAccountApi/ipRestriction',
  ccxt: { api: 'sapi', path: 'sub-account/subAccountApi/ipRestriction' },
  needs: 'Reading, on a master key',
  tells: "the IP list of a sub-account's key",
  documentation: `${docs}/sub_account/api-management/Get-IP-Restriction-for-a-Sub-account-API-Key`,
  // UID weight 3,000 of 180,000 a minute.
  rate: { requests: 30, seconds: 60, per: 'key' },
};

export const withdrawalAddresses: Read = {
  method: 'GET',
  host,
  path: '/sapi/v1/capital/withdraw/address/list',
  ccxt: { api: 'sapi', path: 'capital/withdraw/address/list' },
  needs: 'Reading',
  tells: 'how many withdrawal addresses are saved',
  documentation: `${docs}/wallet/capital/fetch-withdraw-address`,
  // IP weight 10 of 12,000 a minute.
  rate: { requests: 600, seconds: 60, per: 'address' },
};

export const apiTradingStatus: Read = {
  method: 'GET',
  host,
  path: '/sapi/v1/account/apiTradingStatus',
  ccxt: { api: 'sapi', path: 'account/apiTradingStatus' },
  needs: 'Reading',
  tells: 'whether Binance has locked trading through the API',
  documentation: `${docs}/wallet/account/account-api-trading-status`,
  // IP weight 1 of 12,000 a minute.
  rate: { requests: 3000, seconds: 60, per: 'address' },
};
