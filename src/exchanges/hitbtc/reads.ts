import type { Read } from '../adapter.js';

/** The calls that a brand of HitBTC is asked. */
export interface Reads {
  readonly apiKeys: Read;
  readonly spotBalance: Read;
  readonly walletBalance: Read;
}

/** @param host the brand's: its documentation is the page at the root */
export function readsAt(host: string): Reads {
  const call = {
    method: 'GET',
    host,
    // 20 a second and user; 10 for the wallet (ccxt's costs, after the documentation's "Rate limiting").
    rate: { requests: 5, seconds: 1, per: 'key' },
  } as const;
  return {
    apiKeys: {
      ...call,
      path: '/api/3/user/api-keys',
      ccxt: { api: 'private', path: 'user/api-keys' },
      needs: 'not documented',
      tells: 'that the key is accepted: its answer is documented nowhere, and nothing is read from it',
      documentation: `https://${host}/`,
    },
    spotBalance: {
      ...call,
      path: '/api/3/spot/balance',
      ccxt: { api: 'private', path: 'spot/balance' },
      needs: 'Order book, History, Trading balance',
      tells: 'that the key has this right',
      documentation: `https://${host}/#get-spot-trading-balance`,
    },
    walletBalance: {
      ...call,
      path: '/api/3/wallet/balance',
      ccxt: { api: 'private', path: 'wallet/balance' },
      needs: 'Payment information',
      tells: 'that the key has this right; asked only where the balance of the spot account was refused',
      documentation: `https://${host}/#wallet-balance`,
    },
  };
}
