import type { Read } from '../adapter.js';

export const sessionKeys: Read = {
  // All of Derive's private calls are POST; this one only reads. Its neighbours edit and register keys.
  method: 'POST',
  host: 'api.lyra.finance',
  path: '/private/session_keys',
  ccxt: { api: 'private', path: 'session_keys' },
  needs: 'read_only',
  tells: 'every session key of the wallet, with scope, IP list, label, registration time and end',
  documentation: 'https://docs.derive.xyz/reference/private-session_keys',
  // Five a second and wallet, besides what goes to the matching engine (docs.derive.xyz, "Rate Limits").
  rate: { requests: 2, seconds: 1, per: 'key' },
};
