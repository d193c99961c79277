import type { Depth } from '../../model/account.js';
import type { Collected, ExchangeAdapter, ExchangeClient } from '../adapter.js';
import { describeOthers, describeOwn, namedBy, namelessIn, readKeyList } from '../key-lists.js';
import { asObject, idText, unexpected } from '../readers.js';
import { collectSafety } from '../safety.js';
import { addressFacts, hasText, savedAddresses } from '../saved-addresses.js';
import { failures } from './failures.js';
import { describeKey } from './normalize.js';
import { allowedAddresses, apiKeys } from './reads.js';
import { remedies } from './remedies.js';

/** Bithumb lists the account's keys, the calling one among them, and tells of each when it ends. */
export const bithumb: ExchangeAdapter = {
  id: 'bithumb',
  name: 'Bithumb',
  credentials: ['apiKey', 'secret'],
  reads: [apiKeys, allowedAddresses],
  hazards: [],
  tells: {
    permissions: 'no',
    ipList: 'no',
    created: 'no',
    modified: 'no',
    expires: 'yes',
    lastUsed: 'no',
    siblings: 'yes',
    subAccounts: 'no',
    safety: 'partly',
  },
  failures,
  remedies,

  /** API 2.0 has `{error: {name, message}}`, where the name can be a number; API 1.0 `{status, message}`. */
  failureCode: (body) => {
    const code = idText(asObject(asObject(body)?.error)?.name) ?? idText(asObject(body)?.status);
    return code === '0000' ? undefined : code;
  },

  collect: async (client: ExchangeClient, depth: Depth): Promise<Collected> => {
    const rows = await client.read(apiKeys);
    if (!Array.isArray(rows)) throw unexpected('Bithumb', 'its answer is not a list of keys');
    if (rows.length === 0) throw unexpected('Bithumb', 'its list has no key, not even the one that asked');
    const list = readKeyList(rows, namedBy('access_key'), client.isCalling);
    // The list is of all keys of the account: one without the key that asks tells nothing of it.
    const calling = describeOwn(list, describeKey);
    const refused = namelessIn(list, 'Bithumb');
    if (depth === 'key') return { calling, others: [], refused };
    const others = describeOthers(client, list, describeKey);
    const { safety } = await collectSafety([{ facts: addressFacts, ask: () => addresses(client) }]);
    return { calling, others, refused, safety };
  },
};

/** Smaller sums may go elsewhere, so that the list does not show that withdrawals are bound to it. */
async function addresses(client: ExchangeClient) {
  return savedAddresses(await client.read(allowedAddresses), {
    name: 'the list of allowed addresses',
    isAddress: hasText('withdraw_address'),
  });
}
