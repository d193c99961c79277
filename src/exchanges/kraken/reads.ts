import type { Read } from '../adapter.js';

export const apiKeyInfo: Read = {
  // It changes nothing but the key's highest nonce, as all of Kraken's private calls do.
  method: 'POST',
  host: 'api.kraken.com',
  path: '/0/private/GetApiKeyInfo',
  ccxt: { api: 'private', path: 'GetApiKeyInfo' },
  needs: 'none',
  tells: 'permissions, IP list, and the times of creation, last change and end of the calling key',
  documentation: 'https://docs.kraken.com/api-reference/account-data/get-api-key-info',
  // A counter of at most 15 (20 for higher tiers), to which each call adds 1, and which falls by one in 3 seconds.
  rate: { requests: 10, seconds: 60, per: 'key' },
};
