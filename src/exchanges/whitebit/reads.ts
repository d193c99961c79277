import type { Read } from '../adapter.js';

/** What asks before every call: an address that is not on the key's list can stop the owner's bot. */
export const untrustedAddress = 'untrusted-address';

const call = {
  // All of WhiteBIT's private calls are POST; these only read.
  method: 'POST',
  host: 'whitebit.com',
  hazard: untrustedAddress,
} as const;
const mainKey = "not documented, on a main account's key";

export const tradeBalance: Read = {
  ...call,
  path: '/api/v4/trade-account/balance',
  ccxt: { api: ['v4', 'private'], path: 'trade-account/balance' },
  // Of one currency, so that no more is told than is needed.
  fixed: { ticker: 'BTC' },
  needs: 'Trade balance and order history',
  tells: 'that the key works and may read: of the balance nothing is kept',
  documentation: 'https://docs.whitebit.com/private/http-trade-v4/#trading-balance',
  // 12,000 in 10 seconds, by ccxt's source.
  rate: { requests: 5, seconds: 1, per: 'key' },
};

/** 1,000 in 10 seconds. */
const rate = { requests: 50, seconds: 1, per: 'key' } as const;

export const subAccounts: Read = {
  ...call,
  path: '/api/v4/sub-account/list',
  ccxt: { api: ['v4', 'private'], path: 'sub-account/list' },
  needs: mainKey,
  tells: 'the sub-accounts, by id',
  documentation: 'https://docs.whitebit.com/api-reference/sub-accounts/list-of-sub-accounts',
  rate,
};

export const subAccountKeys: Read = {
  ...call,
  path: '/api/v4/sub-account/api-key/list',
  ccxt: { api: ['v4', 'private'], path: 'sub-account/api-key/list' },
  needs: mainKey,
  tells: "type, endpoints, title, last use and state of a sub-account's keys",
  documentation: 'https://docs.whitebit.com/api-reference/sub-accounts/list-sub-account-api-keys',
  rate,
};

export const subAccountKeyAddresses: Read = {
  ...call,
  path: '/api/v4/sub-account/api-key/ip-address/list',
  ccxt: { api: ['v4', 'private'], path: 'sub-account/api-key/ip-address/list' },
  needs: mainKey,
  tells: "the IP addresses of a sub-account's key",
  documentation: 'https://docs.whitebit.com/api-reference/sub-accounts/list-sub-account-api-key-ip-addresses',
  rate,
};
