import type { ExchangeAdapter } from '../adapter.js';
import { withoutIntrospection } from '../no-introspection.js';
import { failureCode, failures } from './failures.js';
import { isAccount } from './normalize.js';
import { accountInfo, subAccountKeys, subAccounts } from './reads.js';
import { remedies } from './remedies.js';
import { askSubAccounts } from './sub-account-keys.js';

const itself = withoutIntrospection({
  id: 'coinex',
  name: 'CoinEx',
  credentials: ['apiKey', 'secret'],
  aliveness: accountInfo,
  isAnswer: isAccount,
  failures,
  failureCode,
  remedies,
});

/** CoinEx tells a key nothing of itself; a main account's key lists its sub-accounts' keys. */
export const coinex: ExchangeAdapter = {
  ...itself,
  reads: [...itself.reads, subAccounts, subAccountKeys],
  tells: { ...itself.tells, subAccounts: 'partly' },
  collect: async (client, depth) => {
    const collected = await itself.collect(client, depth);
    return depth === 'sub-accounts' ? { ...collected, ...(await askSubAccounts(client)) } : collected;
  },
};
