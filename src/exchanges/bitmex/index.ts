import type { Depth } from '../../model/account.js';
import type { Collected, ExchangeAdapter, ExchangeClient } from '../adapter.js';
import { describeOthers, namelessIn } from '../key-lists.js';
import { failureCode, failures } from './failures.js';
import { describeCallingKey, describeKey, keysOf } from './normalize.js';
import { addressConfig, addresses, apiKeys, user } from './reads.js';
import { remedies } from './remedies.js';
import { askSafety } from './safety.js';
import { sign } from './sign.js';

/** BitMEX lists the account's keys, the calling one among them, with rights and address blocks. */
export const bitmex: ExchangeAdapter = {
  id: 'bitmex',
  name: 'BitMEX',
  inCcxt: false,
  sign,
  credentials: ['apiKey', 'secret'],
  reads: [apiKeys, user, addresses, addressConfig],
  hazards: [],
  tells: {
    permissions: 'yes',
    ipList: 'partly',
    created: 'yes',
    modified: 'no',
    expires: 'no',
    lastUsed: 'no',
    siblings: 'yes',
    subAccounts: 'no',
    safety: 'partly',
  },
  failureCode,
  failures,
  remedies,

  collect: async (client: ExchangeClient, depth: Depth): Promise<Collected> => {
    const list = keysOf(await client.read(apiKeys), client.isCalling);
    const calling = describeCallingKey(list);
    const missing = namelessIn(list, 'BitMEX');
    if (depth === 'key') return { calling, others: [], refused: missing };
    const others = describeOthers(client, list, describeKey);
    const { safety } = await askSafety(client);
    return { calling, others, refused: missing, safety };
  },
};
