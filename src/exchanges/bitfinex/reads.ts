import type { Read } from '../adapter.js';

export const keyPermissions: Read = {
  // All of Bitfinex' private calls are POST; the "r" marks those that read. It changes the key's highest nonce alone.
  method: 'POST',
  host: 'api.bitfinex.com',
  path: '/v2/auth/r/permissions',
  ccxt: { api: 'private', path: 'auth/r/permissions' },
  needs: 'none',
  tells: 'permissions of the calling key',
  documentation: 'https://docs.bitfinex.com/reference/key-permissions',
  // 90 requests a minute; an address that makes more is blocked for up to a minute, a bot's calls with it.
  rate: { requests: 45, seconds: 60, per: 'address' },
};
