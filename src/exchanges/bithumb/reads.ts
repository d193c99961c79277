import type { Read } from '../adapter.js';

export const apiKeys: Read = {
  method: 'GET',
  host: 'api.bithumb.com',
  path: '/v1/api_keys',
  ccxt: { api: 'private', path: 'v1/api_keys' },
  needs: 'not documented',
  tells: "the account's keys, and when each ends",
  documentation:
    'https://apidocs.bithumb.com/reference/api-%ED%82%A4-%EB%A6%AC%EC%8A%A4%ED%8A%B8-%EC%A1%B0%ED%9A%8C',
  // 140 a second and address, for this and the other calls that are not orders.
  rate: { requests: 10, seconds: 1, per: 'address' },
};

export const allowedAddresses: Read = {
  method: 'GET',
  host: 'api.bithumb.com',
  path: '/v1/withdraws/coin_addresses',
  ccxt: { api: 'private', path: 'v1/withdraws/coin_addresses' },
  needs: 'not documented',
  tells: 'how many addresses may be sent a million won or more; the names of their owners are not kept',
  documentation:
    'https://apidocs.bithumb.com/reference/%EC%B6%9C%EA%B8%88-%ED%97%88%EC%9A%A9-%EC%A3%BC%EC%86%8C-' +
    '%EB%A6%AC%EC%8A%A4%ED%8A%B8-%EC%A1%B0%ED%9A%8C',
  rate: { requests: 10, seconds: 1, per: 'address' },
};
