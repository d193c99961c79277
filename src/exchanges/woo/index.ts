import type { Depth } from '../../model/account.js';
import type { Collected, ExchangeAdapter, ExchangeClient, OtherKey } from '../adapter.js';
import { describeOthers, describeOwn, type KeyList, namedBy, namelessIn, readKeyList } from '../key-lists.js';
import { type Body, idText } from '../readers.js';
import { failureCode, failures } from './failures.js';
import { describeKey } from './normalize.js';
import { allRows } from './pages.js';
import { credentials } from './reads.js';
import { remedies } from './remedies.js';

/** WOO X lists the account's keys page by page, the calling one among them, with permissions and addresses. */
export const woo: ExchangeAdapter = {
  id: 'woo',
  name: 'WOO X',
  credentials: ['apiKey', 'secret'],
  reads: [credentials],
  hazards: [],
  tells: {
    permissions: 'partly',
    ipList: 'yes',
    created: 'no',
    modified: 'no',
    expires: 'no',
    lastUsed: 'no',
    siblings: 'yes',
    subAccounts: 'partly',
    safety: 'no',
  },
  failures,
  remedies,
  failureCode,

  collect: async (client: ExchangeClient, depth: Depth): Promise<Collected> => {
    const sorted = (rows: readonly unknown[]) => readKeyList(rows, namedBy('apiKey'), client.isCalling);
    const isEnough = (rows: readonly unknown[]) => depth === 'key' && sorted(rows).own.length > 0;
    const { rows, refused } = await allRows(client, isEnough);
    const list = sorted(rows);
    const calling = describeOwn(list, describeKey);
    const others = depth === 'key' ? [] : describeOthers(client, list, describeKey, relationTo(list));
    return { calling, others, refused: [...refused, ...namelessIn(list, 'WOO X')] };
  },
};

/** A row of another user than the one whose key asks is a sub-account's. */
function relationTo({ own }: KeyList) {
  const userOf = (row: Body | undefined) => idText(row?.userId);
  const mine = userOf(own[0]);
  return (row: Body): OtherKey['relation'] => {
    const user = userOf(row);
    const isOthers = mine !== undefined && user !== undefined && user !== mine;
    return isOthers ? 'sub-account' : 'sibling';
  };
}
