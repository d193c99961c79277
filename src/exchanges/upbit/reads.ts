import type { Read } from '../adapter.js';

const host = 'api.upbit.com';
const docs = 'https://docs.upbit.com/kr/reference';
// 30 a second, for each pocket.
const rate = { requests: 5, seconds: 1, per: 'key' } as const;

export const keyList: Read = {
  method: 'GET',
  host,
  path: '/v1/api_keys',
  ccxt: { api: 'private', path: 'api_keys' },
  needs: 'none',
  tells: "the account's keys, and when each of them ends",
  documentation: `${docs}/list-api-keys`,
  rate,
};

export const pocketKeys: Read = {
  method: 'GET',
  host,
  path: '/v1/pockets/api_keys',
  ccxt: { api: 'private', path: 'pockets/api_keys' },
  needs: "manage_pockets (포켓관리), on the main pocket's key",
  tells: "permissions, IP list, creation and expiry time of the calling key and of all pockets' other keys",
  documentation: `${docs}/list-pocket-api-keys`,
  rate,
};

export const pockets: Read = {
  method: 'GET',
  host,
  path: '/v1/pockets',
  ccxt: { api: 'private', path: 'pockets' },
  needs: "manage_pockets (포켓관리), on the main pocket's key",
  tells: "the pockets' names",
  documentation: `${docs}/list-pockets`,
  rate,
};
