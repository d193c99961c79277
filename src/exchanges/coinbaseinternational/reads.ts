import type { Read } from '../adapter.js';

const call = {
  method: 'GET',
  host: 'api.international.coinbase.com',
  // 10 a second (ccxt's limit for this exchange).
  rate: { requests: 5, seconds: 1, per: 'key' },
} as const;
const reference = 'https://docs.cdp.coinbase.com/api-reference/international-exchange-api/rest-api';

export const portfolios: Read = {
  ...call,
  path: '/api/v1/portfolios',
  ccxt: { api: ['v1', 'private'], path: 'portfolios' },
  needs: 'View',
  tells: 'that the key works and may read',
  documentation: `${reference}/portfolios/list-all-user-portfolios`,
};

export const addressBook: Read = {
  ...call,
  path: '/api/v1/address-book',
  ccxt: { api: ['v1', 'private'], path: 'address-book' },
  needs: 'not documented',
  tells: 'how many recipients of withdrawals are saved, and when the newest was',
  documentation: `${reference}/address-book/get-address-book`,
};
