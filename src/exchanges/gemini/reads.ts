import type { Read } from '../adapter.js';

export const roles: Read = {
  // It changes nothing but the key's highest nonce, as all of Gemini's private calls do.
  method: 'POST',
  host: 'api.gemini.com',
  path: '/v1/roles',
  ccxt: { api: 'private', path: 'v1/roles' },
  needs: 'any role',
  tells: 'the roles of the calling key',
  documentation: 'https://developer.gemini.com/rest-api/common/admin/roles-endpoint',
  // 600 a minute for private calls, and no more than 5 a second advised.
  rate: { requests: 4, seconds: 2, per: 'key' },
};
