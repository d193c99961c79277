import type { Read } from '../adapter.js';

const host = 'api.bybit.com';
const docs = 'https://bybit-exchange.github.io/docs/v5/user';

export const apiKey: Read = {
  method: 'GET',
  host,
  path: '/v5/user/query-api',
  ccxt: { api: 'private', path: 'v5/user/query-api' },
  needs: 'any permission',
  tells: 'permissions, IP list, creation time and end of the calling key, and whether a sub-account owns it',
  documentation: `${docs}/apikey-info`,
  // 10 a second, for each user.
  rate: { requests: 5, seconds: 1, per: 'key' },
};

export const subAccounts: Read = {
  method: 'GET',
  host,
  path: '/v5/user/submembers',
  ccxt: { api: 'private', path: 'v5/user/submembers' },
  needs: 'Account Transfer, Subaccount Transfer or Withdrawal, on a master key',
  tells: 'the sub-accounts, by UID',
  documentation: `${docs}/page-subuid`,
  // 5 a second, for each user.
  rate: { requests: 2, seconds: 1, per: 'key' },
};

export const subAccountKeys: Read = {
  method: 'GET',
  host,
  path: '/v5/user/sub-apikeys',
  ccxt: { api: 'private', path: 'v5/user/sub-apikeys' },
  needs: 'any permission, on a master key',
  tells: "permissions, IP list, creation time and end of a sub-account's keys",
  documentation: `${docs}/list-sub-apikeys`,
  // 10 a second, for each user.
  rate: { requests: 5, seconds: 1, per: 'key' },
};
