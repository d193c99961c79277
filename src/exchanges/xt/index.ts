import type { Depth } from '../../model/account.js';
import type { Collected, ExchangeAdapter, ExchangeClient, OtherKey, Params } from '../adapter.js';
import {
  describeOthers,
  describeOwn,
  type KeyList,
  listAt,
  namedBy,
  namelessIn,
  readKeyList,
} from '../key-lists.js';
import { asObject, type Body, unexpected, wholeNumber } from '../readers.js';
import { collectSubAccounts } from '../sub-accounts.js';
import { failureCode, failures } from './failures.js';
import { accountId, describeKey, ownerOf } from './normalize.js';
import { accounts, apiKeys } from './reads.js';
import { remedies } from './remedies.js';
import { withoutSecrets } from './secrets.js';

/** XT lists an account's keys, with the secret of each, and the calling one among them. */
export const xt: ExchangeAdapter = {
  id: 'xt',
  name: 'XT.com',
  credentials: ['apiKey', 'secret'],
  reads: [apiKeys, accounts],
  hazards: [
    {
      name: 'secrets-in-answer',
      what: 'The list of keys holds the secret of each key, by the documented example.',
      handling: 'avoided',
      how: 'keyaudit drops every field that is called after a secret before it looks at the list: none is kept or printed.',
    },
  ],
  tells: {
    permissions: 'partly',
    ipList: 'yes',
    created: 'yes',
    modified: 'yes',
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
    const list = await keysOf(client);
    const calling = describeOwn(list, describeKey);
    const refused = namelessIn(list, 'XT.com');
    if (depth === 'key') return { calling, others: [], refused };
    const others = describeOthers(client, list, describeKey, relationTo(list));
    if (depth === 'account') return { calling, others, refused };
    const further = await collectSubAccounts(subAccounts(client), (id) => keysOfSubAccount(client, id, list));
    return {
      calling,
      others: [...others, ...further.others],
      refused: [...refused, ...further.refused],
    };
  },
};

/** Nothing but a list without secrets comes out of here. */
async function keysOf(client: ExchangeClient, params: Params = {}): Promise<KeyList> {
  const list = listAt(withoutSecrets(await client.read(apiKeys, params)), 'result');
  if (list === undefined) throw unexpected('XT.com', 'result is not a list of keys');
  return readKeyList(list, namedBy('accessKey'), client.isCalling);
}

/** A sub-account's key, unless the key that asks is one of the same sub-account. */
function relationTo({ own }: KeyList) {
  return (row: Body): OtherKey['relation'] => {
    const owner = ownerOf(row);
    const isSubAccounts = owner.known && owner.value !== null;
    const isOwn = own.some((mine) => accountId(mine.userAccountId) === accountId(row.userAccountId));
    return isSubAccounts && !isOwn ? 'sub-account' : 'sibling';
  };
}

/** The ids of all accounts but the master account. */
async function* subAccounts(client: ExchangeClient): AsyncGenerator<string> {
  const list = listAt(withoutSecrets(await client.read(accounts)), 'result');
  if (list === undefined) throw unexpected('XT.com', 'result is not a list of accounts');
  const ids = list.rows
    .map(asObject)
    .map((row) => (wholeNumber(row?.level) === 1 ? null : accountId(row?.id)));
  for (const id of ids) if (typeof id === 'string') yield id;
  if (ids.includes(undefined)) throw unexpected('XT.com', 'an account in its list has no id');
  if (list.doubt !== undefined) throw unexpected('XT.com', list.doubt.detail);
}

/** The keys of one sub-account that the first list lacks. */
async function* keysOfSubAccount(
  client: ExchangeClient,
  id: string,
  first: KeyList,
): AsyncGenerator<OtherKey> {
  const list = await keysOf(client, { userAccountId: id });
  const seen = new Set(first.others.map(({ name }) => name));
  const fresh = { ...list, others: list.others.filter(({ name }) => !seen.has(name)) };
  const relation = relationTo(first);
  yield* describeOthers(client, fresh, describeKey, (row) =>
    // A row that does not say whose it is, is of the account that was asked for.
    ownerOf(row).known ? relation(row) : 'sub-account',
  );
  for (const error of namelessIn(list, 'XT.com')) throw error;
}
