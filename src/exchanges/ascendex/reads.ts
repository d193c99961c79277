import type { Read } from '../adapter.js';

export const info: Read = {
  method: 'GET',
  host: 'ascendex.com',
  path: '/api/pro/v1/info',
  ccxt: { api: 'private', path: 'info' },
  needs: 'not documented',
  tells: 'permissions, IP list and end of the calling key',
  documentation: 'https://ascendex.github.io/ascendex-pro-api/#account-info',
  // No limit of this call is documented; the strictest one of any other is 8 a minute.
  rate: { requests: 4, seconds: 60, per: 'key' },
};
