import type { Read } from '../adapter.js';

const v5 = 'https://bybit-exchange.github.io/docs/v5';
const docs = `${v5}/user`;

/** The calls, at the host of one of Bybit's sites. */
export interface BybitReads {
  readonly apiKey: Read;
  readonly withdrawalAddresses: Read;
  readonly subAccounts: Read;
  readonly subAccountKeys: Read;
}

export function readsAt(host: string): BybitReads {
  const at = { method: 'GET', host } as const;
  return {
    apiKey: {
      ...at,
      path: '/v5/user/query-api',
      ccxt: { api: 'private', path: 'v5/user/query-api' },
      needs: 'any permission',
      tells:
        'permissions, IP list, creation time and end of the calling key, and whether a sub-account owns it',
      documentation: `${docs}/apikey-info`,
      // 10 a second, for each user.
      rate: { requests: 5, seconds: 1, per: 'key' },
    },
    withdrawalAddresses: {
      ...at,
      path: '/v5/asset/withdraw/query-address',
      ccxt: { api: 'private', path: 'v5/asset/withdraw/query-address' },
      needs: 'Withdrawal; a key without it is not asked',
      tells: 'how many withdrawal addresses are saved, and when the newest was',
      documentation: `${v5}/asset/withdraw/withdraw-address`,
      // 10 a second, for each user; ccxt holds itself to 5.
      rate: { requests: 2, seconds: 1, per: 'key' },
    },
    subAccounts: {
      ...at,
      path: '/v5/user/submembers',
      ccxt: { api: 'private', path: 'v5/user/submembers' },
      needs: 'Account Transfer, Subaccount Transfer or Withdrawal, on a master key',
      tells: 'the sub-accounts, by UID',
      documentation: `${docs}/page-subuid`,
      // 5 a second, for each user.
      rate: { requests: 2, seconds: 1, per: 'key' },
    },
    subAccountKeys: {
      ...at,
      path: '/v5/user/sub-apikeys',
      ccxt: { api: 'private', path: 'v5/user/sub-apikeys' },
      needs: 'any permission, on a master key',
      tells: "permissions, IP list, creation time and end of a sub-account's keys",
      documentation: `${docs}/list-sub-apikeys`,
      // 10 a second, for each user.
      rate: { requests: 5, seconds: 1, per: 'key' },
    },
  };
}
