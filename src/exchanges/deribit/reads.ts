import type { Read } from '../adapter.js';

export const apiKeys: Read = {
  method: 'GET',
  host: 'www.deribit.com',
  path: '/api/v2/private/list_api_keys',
  ccxt: { api: 'private', path: 'list_api_keys' },
  needs: 'account:read',
  tells: 'scopes, IP whitelist, name, last change and whether it is enabled, of each key of the account',
  documentation: 'https://docs.deribit.com/api-reference/account-management/private-list_api_keys',
  // A call costs 500 credits at most, of which 10,000 come back every second: 20 calls. Whether this one costs more is not told.
  rate: { requests: 5, seconds: 1, per: 'key' },
};
