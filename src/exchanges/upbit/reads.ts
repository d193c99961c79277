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

export const allowedAddresses: Read = {
  method: 'GET',
  host,
  path: '/v1/withdraws/coin_addresses',
  ccxt: { api: 'private', path: 'withdraws/coin_addresses' },
  needs: 'view_withdrawals (출금조회)',
  tells: 'how many withdrawal addresses are registered; the names of their owners are not kept',
  documentation: `${docs}/%EC%B6%9C%EA%B8%88-%ED%97%88%EC%9A%A9-%EC%A3%BC%EC%86%8C-%EB%A6%AC%EC%8A%A4%ED%8A%B8-%EC%A1%B0%ED%9A%8C`,
  rate,
};

export const withdrawalChance: Read = {
  method: 'GET',
  host,
  path: '/v1/withdraws/chance',
  ccxt: { api: 'private', path: 'withdraws/chance' },
  // Of the currency nothing is read; won are the one that needs no network.
  fixed: { currency: 'KRW' },
  needs: 'view_withdrawals (출금조회)',
  tells: 'whether a second factor is set up',
  documentation: `${docs}/available-withdrawal-information`,
  rate,
};
