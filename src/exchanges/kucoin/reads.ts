import type { Read } from '../adapter.js';

const host = 'api.kucoin.com';
const docs = 'https://www.kucoin.com/docs-new';

// All three weigh 20 in the Management pool, which at the lowest level holds 2,000 per 30 seconds and user.
// Together they take half of it.

export const keyInfo: Read = {
  method: 'GET',
  host,
  path: '/api/v1/user/api-key',
  ccxt: { api: 'private', path: 'user/api-key' },
  needs: 'General',
  tells: 'permissions, IP list, creation and expiry time and label of the calling key, and its sub-account',
  documentation: `${docs}/api-3470130`,
  rate: { requests: 10, seconds: 30, per: 'key' },
};

export const subAccounts: Read = {
  method: 'GET',
  host,
  path: '/api/v2/sub/user',
  ccxt: { api: 'private', path: 'sub/user' },
  needs: "General, on a master account's key",
  tells: 'the sub-accounts, by name',
  documentation: `${docs}/api-3470131`,
  rate: { requests: 10, seconds: 30, per: 'key' },
};

export const subAccountKeys: Read = {
  method: 'GET',
  host,
  path: '/api/v1/sub/api-key',
  ccxt: { api: 'private', path: 'sub/api-key' },
  needs: "General, on a master account's key",
  tells: "permissions, IP list, creation time and label of a sub-account's keys",
  documentation: `${docs}/api-3470136`,
  rate: { requests: 30, seconds: 30, per: 'key' },
};
