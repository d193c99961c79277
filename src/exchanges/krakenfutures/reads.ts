import type { Read } from '../adapter.js';

export const check: Read = {
  method: 'GET',
  host: 'futures.kraken.com',
  path: '/api/auth/v1/api-keys/v3/check',
  // ccxt does not know this endpoint: the adapter signs.
  ccxt: { api: 'private', path: 'api-keys/v3/check' },
  needs: 'any permission',
  tells: 'permissions, IP list and creation time of the calling key',
  documentation: 'https://docs.kraken.com/api-reference/api-keys/check-v3-api-key',
  // No limit of this endpoint is documented; those of the trading endpoints allow dozens of calls in 10 seconds.
  rate: { requests: 10, seconds: 60, per: 'key' },
};
