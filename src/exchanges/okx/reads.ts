import type { Read } from '../adapter.js';

/** The calls, at the host of one of OKX's sites. */
export interface OkxReads {
  readonly configuration: Read;
  readonly subAccounts: Read;
  readonly subAccountKeys: Read;
}

/** @param website where the documentation is, too */
export function readsAt(host: string, website: string): OkxReads {
  const at = { method: 'GET', host } as const;
  const docs = `https://${website}/docs-v5/en/`;
  return {
    configuration: {
      ...at,
      path: '/api/v5/account/config',
      ccxt: { api: 'private', path: 'account/config' },
      needs: 'Read',
      tells: "permissions, IP list and label of the calling key, and whether it is a sub-account's",
      documentation: `${docs}#trading-account-rest-api-get-account-configuration`,
      // 5 requests per 2 seconds and user.
      rate: { requests: 5, seconds: 4, per: 'key' },
    },

    subAccounts: {
      ...at,
      path: '/api/v5/users/subaccount/list',
      ccxt: { api: 'private', path: 'users/subaccount/list' },
      needs: "Read, on a main account's key",
      tells: 'the sub-accounts, by name',
      documentation: `${docs}#sub-account-rest-api-get-sub-account-list`,
      // 2 requests per 2 seconds and user.
      rate: { requests: 1, seconds: 2, per: 'key' },
    },

    subAccountKeys: {
      ...at,
      path: '/api/v5/users/subaccount/apikey',
      ccxt: { api: 'private', path: 'users/subaccount/apikey' },
      needs: "Read, on a main account's key",
      tells: "permissions, IP list, label and creation time of a sub-account's keys",
      documentation: `${docs}#sub-account-rest-api-query-the-api-key-of-a-sub-account`,
      // 20 requests per 2 seconds and user.
      rate: { requests: 10, seconds: 2, per: 'key' },
    },
  };
}
