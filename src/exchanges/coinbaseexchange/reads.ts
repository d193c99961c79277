import type { Read } from '../adapter.js';

const call = {
  method: 'GET',
  host: 'api.exchange.coinbase.com',
  // 15 a second and profile (docs.cdp.coinbase.com, Exchange, rate limits).
  rate: { requests: 5, seconds: 1, per: 'key' },
} as const;
const reference = 'https://docs.cdp.coinbase.com/api-reference/exchange-api/rest-api';

export const accounts: Read = {
  ...call,
  path: '/accounts',
  ccxt: { api: 'private', path: 'accounts' },
  needs: 'View or Trade',
  tells: 'that the key works and may read; the balances in the answer are not kept',
  documentation: `${reference}/accounts/get-all-account-profile`,
};

export const addressBook: Read = {
  ...call,
  path: '/address-book',
  ccxt: { api: 'private', path: 'address-book' },
  needs: 'not documented',
  tells: 'how many withdrawal addresses are saved, and when the newest was',
  documentation: `${reference}/address-book/get-address-book`,
};
