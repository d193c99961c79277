import type { Read } from '../adapter.js';

const docs = 'https://hyperliquid.gitbook.io/hyperliquid-docs/for-developers/api';

/**
 * One address answers every question, of anybody about anybody. What may be asked is the `type`.
 * The limit is a weight of 1,200 a minute and address: userRole weighs 60, the others 20 each. All of these together
 * stay within half of it.
 */
const info = {
  method: 'POST',
  host: 'api.hyperliquid.xyz',
  path: '/info',
  ccxt: { api: 'public', path: 'info' },
  needs: 'nothing: it is public',
} as const;
const rate = { requests: 3, seconds: 60, per: 'address' } as const;

export const userRole: Read = {
  ...info,
  fixed: { type: 'userRole' },
  tells:
    'whether an address is an account of its own, an agent (and whose), a sub-account (and whose) or a vault',
  documentation: `${docs}/info-endpoint#query-a-users-role`,
  rate: { ...rate, requests: 6 },
};

export const extraAgents: Read = {
  ...info,
  fixed: { type: 'extraAgents' },
  tells: "the account's named agents, and when each ends",
  documentation: 'https://github.com/hyperliquid-dex/hyperliquid-python-sdk/blob/master/hyperliquid/info.py',
  rate,
};

export const webData2: Read = {
  ...info,
  fixed: { type: 'webData2' },
  tells: "the account's agent without a name, and when it ends",
  documentation: 'https://github.com/nktkas/hyperliquid/blob/main/src/api/info/_methods/webData2.ts',
  rate,
};

export const multiSignature: Read = {
  ...info,
  fixed: { type: 'userToMultiSigSigners' },
  tells: 'whether the account needs more than one signature',
  documentation: 'https://github.com/hyperliquid-dex/hyperliquid-python-sdk/blob/master/hyperliquid/info.py',
  rate,
};

export const subAccounts: Read = {
  ...info,
  fixed: { type: 'subAccounts' },
  tells: "the account's sub-accounts",
  documentation: `${docs}/info-endpoint#retrieve-a-users-subaccounts`,
  rate,
};
