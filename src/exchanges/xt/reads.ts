import type { Read } from '../adapter.js';

const host = 'api.xt.com';
const api = ['private', 'user'];
const docs = 'https://github.com/xt-com/xt-api/blob/main';
/** No limit is documented for these calls; others have ten requests a second. */
const rate: Read['rate'] = { requests: 2, seconds: 1, per: 'key' };

/** The same path with other methods makes, changes and deletes keys: only this method is declared. */
export const apiKeys: Read = {
  method: 'GET',
  host,
  path: '/v4/user/account/api-key',
  ccxt: { api, path: 'user/account/api-key' },
  needs: 'not documented',
  tells: "rights, IP list, name, state and times of an account's keys; the answer holds their secrets",
  documentation: `${docs}/_user_center_apikey/queryUserApiKey.md`,
  rate,
};

export const accounts: Read = {
  method: 'GET',
  host,
  path: '/v4/user/account',
  ccxt: { api, path: 'user/account' },
  needs: 'not documented',
  tells: 'the master account and its sub-accounts, by id',
  documentation: `${docs}/_user_center_account/queryAccountList.md`,
  rate,
};
