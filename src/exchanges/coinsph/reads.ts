import type { Read } from '../adapter.js';

const host = 'api.pro.coins.ph';
const docs = 'https://docs.coins.ph/rest-api/';

/*
 * Everything under /openapi/ shares 120 units a minute and address, of which keyaudit takes 60: ten times this call
 * and the list of addresses, at one unit each, and four times the account, at ten.
 */
export const apiKeys: Read = {
  method: 'GET',
  host,
  path: '/openapi/v1/api-keys',
  ccxt: { api: 'private', path: 'openapi/v1/api-keys' },
  needs: 'any right',
  tells: "labels, addresses, creation time, name and status of the account's keys",
  documentation: `${docs}#api-key-information-user_data`,
  rate: { requests: 10, seconds: 60, per: 'address' },
};

export const account: Read = {
  method: 'GET',
  host,
  path: '/openapi/v1/account',
  ccxt: { api: 'private', path: 'openapi/v1/account' },
  needs: 'any right',
  tells: 'whether withdrawals go to saved addresses only, and whether the account may trade',
  documentation: `${docs}#account-information-user_data`,
  rate: { requests: 4, seconds: 60, per: 'address' },
};

export const addressWhitelist: Read = {
  method: 'GET',
  host,
  path: '/openapi/wallet/v1/withdraw/address-whitelist',
  ccxt: { api: 'private', path: 'openapi/wallet/v1/withdraw/address-whitelist' },
  needs: 'any right',
  tells: 'how many withdrawal addresses are saved',
  documentation: `${docs}#withdraw-address-whitelist-user_data`,
  rate: { requests: 10, seconds: 60, per: 'address' },
};
