import type { Read } from '../adapter.js';

const call = {
  method: 'POST',
  host: 'api.crypto.com',
  // 3 in 100 ms, for each call and key.
  rate: { requests: 10, seconds: 1, per: 'key' },
} as const;
const reference = 'https://exchange-docs.crypto.com/exchange/v1/rest-ws/index.html';

export const balance: Read = {
  ...call,
  path: '/exchange/v1/private/user-balance',
  ccxt: { api: ['v1', 'private'], path: 'private/user-balance' },
  needs: 'Can Read',
  tells: 'that the key works and may read; the balances in the answer are not kept',
  documentation: `${reference}#private-user-balance`,
};

export const accounts: Read = {
  ...call,
  path: '/exchange/v1/private/get-accounts',
  ccxt: { api: ['v1', 'private'], path: 'private/get-accounts' },
  needs: 'Can Read, on a master account',
  tells:
    'whether the accounts may trade and have a second factor; e-mails, names and numbers in the answer are not kept',
  documentation: `${reference}#private-get-accounts`,
};
