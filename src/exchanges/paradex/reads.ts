import type { Read } from '../adapter.js';

const host = 'api.prod.paradex.trade';
/** 600 requests a minute for one address: docs.paradex.trade, "Rate Limits", "POST /auth". */
const signingIn = { requests: 5, seconds: 1, per: 'address' } as const;

/** Gives a token that lives five minutes. Signing in changes nothing, and ends no other token. */
export const auth: Read = {
  method: 'POST',
  host,
  path: '/v1/auth',
  ccxt: { api: 'private', path: 'auth' },
  needs: 'none',
  tells: 'whether the key signs for the account; the token for the next call',
  documentation: 'https://docs.paradex.trade/api/prod/auth/get-jwt',
  rate: signingIn,
};

/** The same for a subkey, asked where the other does not take the signature. */
export const authOfSubkey: Read = {
  method: 'POST',
  host,
  path: '/v1/auth/{public_key}',
  // ccxt does not know this endpoint: the adapter signs.
  ccxt: { api: 'private', path: 'auth' },
  needs: 'none',
  tells: 'the same, for a subkey',
  documentation: 'https://docs.paradex.trade/api/general-information/api-authentication',
  rate: signingIn,
};

export const subkeys: Read = {
  method: 'GET',
  host,
  path: '/v1/account/keys/subkeys',
  ccxt: { api: 'private', path: 'account/keys/subkeys' },
  needs: 'the main key; whether a subkey is told is not documented',
  tells: 'name, state, IP list and times of all subkeys of the account',
  documentation: 'https://docs.paradex.trade/api/prod/subkey/list-subkeys',
  // 600 requests a minute for an account.
  rate: { requests: 5, seconds: 1, per: 'key' },
};
