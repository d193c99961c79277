import type { Read } from '../adapter.js';

const lighter = {
  method: 'GET',
  host: 'mainnet.zklighter.elliot.ai',
  needs: 'nothing: it is public',
  // 60 requests of all kinds a minute and address for standard accounts, who are never limited by an endpoint's weight.
  rate: { requests: 15, seconds: 60, per: 'address' },
} as const;

export const apiKeys: Read = {
  ...lighter,
  path: '/api/v1/apikeys',
  ccxt: { api: 'public', path: 'apikeys' },
  // The number that stands for all slots.
  fixed: { api_key_index: '255' },
  tells: 'the public keys in the slots of an account',
  documentation: 'https://apidocs.lighter.xyz/reference/apikeys',
};

export const accountsOf: Read = {
  ...lighter,
  path: '/api/v1/accountsByL1Address',
  ccxt: { api: 'public', path: 'accountsByL1Address' },
  tells: 'the accounts of a wallet: the main one, and its sub-accounts',
  documentation: 'https://apidocs.lighter.xyz/reference/accountsbyl1address',
  rate: { requests: 10, seconds: 60, per: 'address' },
};

export const accountByIndex: Read = {
  ...lighter,
  path: '/api/v1/account',
  ccxt: { api: 'public', path: 'account' },
  fixed: { by: 'index' },
  tells: 'the wallet that owns an account',
  documentation: 'https://apidocs.lighter.xyz/reference/account',
  rate: { requests: 5, seconds: 60, per: 'address' },
};
