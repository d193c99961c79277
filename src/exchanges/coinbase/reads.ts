import type { Read } from '../adapter.js';

export const keyPermissions: Read = {
  method: 'GET',
  host: 'api.coinbase.com',
  path: '/api/v3/brokerage/key_permissions',
  ccxt: { api: ['v3', 'private'], path: 'brokerage/key_permissions' },
  needs: 'View (the documentation names none)',
  tells: 'permissions of the calling key',
  documentation:
    'https://docs.cdp.coinbase.com/api-reference/advanced-trade-api/rest-api/data-api/get-api-key-permissions',
  // 30 requests per second and user.
  rate: { requests: 5, seconds: 1, per: 'key' },
};
