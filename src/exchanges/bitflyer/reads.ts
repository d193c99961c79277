import type { Read } from '../adapter.js';

export const keyPermissions: Read = {
  method: 'GET',
  host: 'api.bitflyer.com',
  path: '/v1/me/getpermissions',
  ccxt: { api: 'private', path: 'getpermissions' },
  needs: '/v1/me/getpermissions',
  tells: 'the private calls that the calling key may make',
  documentation: 'https://lightning.bitflyer.com/docs?lang=en#get-api-key-permissions',
  // 500 private calls in five minutes for a key, and 500 calls of any kind for an address.
  rate: { requests: 30, seconds: 60, per: 'address' },
};
