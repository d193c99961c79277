import type { Read } from '../adapter.js';

const docs = 'https://www.gate.com/docs/developers/apiv4/en/';

/** The calls, at one of Gate's hosts. */
export interface GateReads {
  readonly mainKeys: Read;
  readonly accountDetail: Read;
  readonly subAccounts: Read;
  readonly subAccountKeys: Read;
}

export function readsAt(host: string): GateReads {
  const at = { method: 'GET', host } as const;
  return {
    mainKeys: {
      ...at,
      path: '/api/v4/account/main_keys',
      ccxt: { api: ['private', 'account'], path: 'main_keys' },
      needs: "account (read only), on a main account's key",
      tells:
        'permissions, IP list, label and times of every key of the main account, the calling one among them',
      documentation: `${docs}#query-all-main-account-key-information`,
      // 150 requests per 10 seconds and user.
      rate: { requests: 75, seconds: 10, per: 'key' },
    },
    accountDetail: {
      ...at,
      path: '/api/v4/account/detail',
      ccxt: { api: ['private', 'account'], path: 'detail' },
      needs: 'account (read only)',
      tells: 'the IP list of the calling key, where the list of keys does not have it',
      documentation: `${docs}#retrieve-user-account-information`,
      // 150 requests per 10 seconds and user.
      rate: { requests: 75, seconds: 10, per: 'key' },
    },
    subAccounts: {
      ...at,
      path: '/api/v4/sub_accounts',
      ccxt: { api: ['private', 'subAccounts'], path: 'sub_accounts' },
      needs: "a main account's key (with which permission is not documented)",
      tells: 'the sub-accounts, by user ID',
      documentation: `${docs}#list-sub-accounts`,
      // 80 requests per 10 seconds and user.
      rate: { requests: 40, seconds: 10, per: 'key' },
    },
    subAccountKeys: {
      ...at,
      path: '/api/v4/sub_accounts/{user_id}/keys',
      ccxt: { api: ['private', 'subAccounts'], path: 'sub_accounts/{user_id}/keys' },
      needs: "a main account's key (with which permission is not documented)",
      tells: "permissions, IP list, label and times of a sub-account's keys",
      documentation: `${docs}#list-all-api-key-pairs-of-the-sub-account`,
      // 80 requests per 10 seconds and user.
      rate: { requests: 40, seconds: 10, per: 'key' },
    },
  };
}
