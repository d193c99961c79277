import type { Collected, ExchangeAdapter, ExchangeClient } from '../adapter.js';
import { failureCode, failures } from './failures.js';
import { describeKey } from './normalize.js';
import { check } from './reads.js';
import { remedies } from './remedies.js';
import { sign } from './sign.js';

/** Kraken Futures tells of the calling key alone. Its keys are not those of the spot exchange. */
export const krakenfutures: ExchangeAdapter = {
  id: 'krakenfutures',
  name: 'Kraken Futures',
  credentials: ['apiKey', 'secret'],
  reads: [check],
  hazards: [
    {
      name: 'nonce',
      what: 'A nonce that is far above those of a bot with the same key could have its calls refused.',
      handling: 'avoided',
      how: 'Nonces are optional, and keyaudit sends none.',
    },
  ],
  tells: {
    permissions: 'yes',
    ipList: 'yes',
    created: 'yes',
    modified: 'no',
    expires: 'no',
    lastUsed: 'no',
    siblings: 'no',
    subAccounts: 'no',
    safety: 'no',
  },
  sign,
  failureCode,
  testHosts: ['demo-futures.kraken.com'],
  failures,
  remedies,

  collect: async (client: ExchangeClient): Promise<Collected> => {
    return { calling: describeKey(await client.read(check)), others: [], refused: [] };
  },
};
