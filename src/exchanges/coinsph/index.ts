import type { Depth } from '../../model/account.js';
import type { Collected, ExchangeAdapter, ExchangeClient } from '../adapter.js';
import { describeOthers, describeOwn, namedBy, namelessIn, readKeyList } from '../key-lists.js';
import { asObject, idText, unexpected } from '../readers.js';
import { failures } from './failures.js';
import { describeKey } from './normalize.js';
import { account, addressWhitelist, apiKeys } from './reads.js';
import { remedies } from './remedies.js';
import { askForSafety } from './safety.js';

/** Coins.ph lists the account's keys, the calling one among them, and tells of the account's withdrawal addresses. */
export const coinsph: ExchangeAdapter = {
  id: 'coinsph',
  name: 'Coins.ph',
  credentials: ['apiKey', 'secret'],
  reads: [apiKeys, account, addressWhitelist],
  hazards: [],
  tells: {
    permissions: 'partly',
    ipList: 'yes',
    created: 'yes',
    modified: 'no',
    expires: 'no',
    lastUsed: 'no',
    siblings: 'yes',
    subAccounts: 'no',
    safety: 'yes',
  },
  failures,
  remedies,

  /** Good answers have no code; 0 and 200 are those of other endpoints' good ones. */
  failureCode: (body) => {
    const code = idText(asObject(body)?.code);
    return code === undefined || code === '0' || code === '200' ? undefined : code;
  },

  collect: async (client: ExchangeClient, depth: Depth): Promise<Collected> => {
    const rows = await client.read(apiKeys);
    if (!Array.isArray(rows)) throw unexpected('Coins.ph', 'its answer is not a list of keys');
    const list = readKeyList(rows, namedBy('apiKey'), client.isCalling);
    const calling = describeOwn(list, describeKey);
    const refused = namelessIn(list, 'Coins.ph');
    if (depth === 'key') return { calling, others: [], refused };
    const others = describeOthers(client, list, describeKey);
    return { calling, others, refused, ...(await askForSafety(client)) };
  },
};
