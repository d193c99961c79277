import type { Depth } from '../../model/account.js';
import { unknown } from '../../model/fact.js';
import type { Collected, ExchangeAdapter, ExchangeClient, OtherKey } from '../adapter.js';
import { unexpected } from '../readers.js';
import { failureCode, failures } from './failures.js';
import { describeCallingKey, describeKey, keysOf } from './normalize.js';
import { addressConfig, addresses, apiKeys, user } from './reads.js';
import { remedies } from './remedies.js';
import { askSafety } from './safety.js';
import { sign } from './sign.js';

/** Were the list to show keys with asterisks in them. */
const ambiguous = unknown('unrecognized', 'more than one key in the list can be the one that asks');

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
    const { keys, incomplete } = keysOf(await client.read(apiKeys));
    const [own, ...more] = keys.filter((key) => client.isCalling(key.name));
    const calling = describeCallingKey(more.length === 0 ? own?.row : ambiguous);
    if (depth === 'key') return { calling, others: [], refused: [] };
    const others = keys
      .filter((key) => !client.isCalling(key.name))
      .map(
        (key): OtherKey => ({
          ...describeKey(key.row),
          identity: client.identify(key.name),
          relation: 'sibling',
        }),
      );
    const { safety } = await askSafety(client);
    const missing = incomplete ? [unexpected('BitMEX', 'a key in its list has no id')] : [];
    return { calling, others, refused: missing, safety };
  },
};
