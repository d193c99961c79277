import type { Collected, ExchangeAdapter, ExchangeClient } from '../adapter.js';
import { failureCode, failures } from './failures.js';
import { describeKey } from './normalize.js';
import { keyPermissions } from './reads.js';
import { remedies } from './remedies.js';

/** bitFlyer tells which calls the calling key may make, and nothing else. One host serves Japan, the US and Europe. */
export const bitflyer: ExchangeAdapter = {
  id: 'bitflyer',
  name: 'bitFlyer',
  credentials: ['apiKey', 'secret'],
  reads: [keyPermissions],
  hazards: [
    {
      name: 'shared-limit',
      what:
        'bitFlyer counts the calls of a key and of an address together, 500 each in five minutes; beyond that it ' +
        'blocks for a while, a bot included, and then allows less.',
      handling: 'avoided',
      how: 'There is one call for a key in an audit, and never more than 150 from an address in five minutes.',
    },
  ],
  tells: {
    permissions: 'yes',
    ipList: 'no',
    created: 'no',
    modified: 'no',
    expires: 'no',
    lastUsed: 'no',
    siblings: 'no',
    subAccounts: 'no',
    safety: 'no',
  },
  failureCode,
  failures,
  remedies,

  collect: async (client: ExchangeClient): Promise<Collected> => ({
    calling: describeKey(await client.read(keyPermissions)),
    others: [],
    refused: [],
  }),
};
