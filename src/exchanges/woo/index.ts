import type { Depth } from '../../model/account.js';
import type { Collected, ExchangeAdapter, ExchangeClient, OtherKey } from '../adapter.js';
import { describeOthers, describeOwn, type KeyList, sortKeys } from '../key-lists.js';
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
    const sorted = (rows: readonly unknown[]) => sortKeys(client, rows, 'apiKey');
    const isEnough = (rows: readonly unknown[]) => depth === 'key' && sorted(rows).own.length > 0;
    const { rows, refused } = await allRows(client, isEnough);
    const list = sorted(rows);
    const calling = describeOwn(list, describeKey);
    if (depth === 'key') return { calling, others: [], refused };
    const found = describeOthers(client, 'WOO X', list, describeOther(list));
    return { calling, others: found.others, refused: [...refused, ...found.refused] };
  },
};

/** A row of another user than the one whose key asks is a sub-account's. */
function describeOther({ own }: KeyList) {
  const userOf = (row: Body | undefined) => idText(row?.userId);
  const mine = userOf(own[0]);
  return (row: Body): Omit<OtherKey, 'identity'> => {
    const user = userOf(row);
    const isOthers = mine !== undefined && user !== undefined && user !== mine;
    return { ...describeKey(row), relation: isOthers ? 'sub-account' : 'sibling' };
  };
}
