import type { ExchangeAdapter } from '../adapter.js';
import { withoutIntrospection } from '../no-introspection.js';
import { failureCode, failures } from './failures.js';
import { isBalance } from './normalize.js';
import {
  subAccountKeyAddresses,
  subAccountKeys,
  subAccounts,
  tradeBalance,
  untrustedAddress,
} from './reads.js';
import { remedies } from './remedies.js';
import { askSubAccounts } from './sub-account-keys.js';

const itself = withoutIntrospection({
  id: 'whitebit',
  name: 'WhiteBIT',
  credentials: ['apiKey', 'secret'],
  // ccxt's word for it; without it each nonce must be higher than the last, and a bot with lower ones is locked out.
  ccxtOptions: () => ({ nonceWindow: true }),
  aliveness: tradeBalance,
  isAnswer: isBalance,
  hazards: [
    {
      name: untrustedAddress,
      what:
        'WhiteBIT switches off a key with an IP list when an address that is not on the list uses it. An audit from ' +
        "a machine that is not on it stops the owner's bot.",
      handling: 'asks',
      how: 'Nothing is asked. Accept it for a key without IP list, or where keyaudit runs on a machine on the list.',
    },
    {
      name: 'nonce',
      what: 'A nonce that is above those of a bot with the same key would have its calls refused.',
      handling: 'avoided',
      how: 'Every call has nonceWindow, with which nonces need not grow.',
    },
    {
      name: 'idle-timer',
      what: 'WhiteBIT switches off a key that was not used for 14 days; an audit is a use, and starts them again.',
      handling: 'inherent',
      how: 'Bots and funds are not touched by it, but a forgotten key lives on for as long as it is audited.',
    },
  ],
  failures,
  failureCode,
  remedies,
});

/** WhiteBIT tells a key nothing of itself; a main account's key lists its sub-accounts' keys. */
export const whitebit: ExchangeAdapter = {
  ...itself,
  reads: [...itself.reads, subAccounts, subAccountKeys, subAccountKeyAddresses],
  tells: { ...itself.tells, subAccounts: 'partly' },
  collect: async (client, depth) => {
    const collected = await itself.collect(client, depth);
    return depth === 'sub-accounts' ? { ...collected, ...(await askSubAccounts(client)) } : collected;
  },
};
