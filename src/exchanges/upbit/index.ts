import type { Depth } from '../../model/account.js';
import { AccountError } from '../../model/account-error.js';
import { type Fact, known, type Unknown, unknown } from '../../model/fact.js';
import type { KeyDescription } from '../../model/key-facts.js';
import type { Collected, ExchangeAdapter, ExchangeClient, OtherKey } from '../adapter.js';
import { agreed } from '../key-lists.js';
import { unexpected } from '../readers.js';
import { collectAccount } from './account.js';
import { failureCode, failures } from './failures.js';
import {
  describeListedKey,
  describePocketKey,
  enabledNotTold,
  type KeyRows,
  type ListedKey,
  listedKeysOf,
  type PocketKey,
  pocketKeysOf,
  pocketNamesOf,
} from './normalize.js';
import { allowedAddresses, keyList, pocketKeys, pockets, withdrawalChance } from './reads.js';
import { remedies } from './remedies.js';

/**
 * Upbit (Korea) tells any key when the account's keys end, and a key of the main pocket that may manage pockets what
 * all keys may do, itself included. Its other countries tell nothing of keys.
 */
export const upbit: ExchangeAdapter = {
  id: 'upbit',
  name: 'Upbit',
  credentials: ['apiKey', 'secret'],
  reads: [keyList, pocketKeys, pockets, allowedAddresses, withdrawalChance],
  hazards: [],
  tells: {
    permissions: 'partly',
    ipList: 'partly',
    created: 'partly',
    modified: 'no',
    expires: 'yes',
    lastUsed: 'no',
    siblings: 'yes',
    subAccounts: 'partly',
    safety: 'partly',
  },
  failureCode,
  failures,
  remedies,

  collect: async (client: ExchangeClient, depth: Depth): Promise<Collected> => {
    const listed = await rowsFrom(async () => listedKeysOf(await client.read(keyList)));
    if (listed.failure !== null && !mayOthersAnswer(listed.failure)) throw listed.failure;
    const inPockets = await rowsFrom(async () => pocketKeysOf(await client.read(pocketKeys)));
    if (listed.failure !== null && inPockets.failure !== null) throw listed.failure;

    const answers: Answers = { listed, inPockets, isCalling: ({ accessKey }) => client.isCalling(accessKey) };
    const failed = [listed.failure, inPockets.failure].filter((failure) => failure !== null);
    const calling = describeCalling(answers);
    if (depth === 'key') return { calling, others: [], refused: failed };
    const others = [...siblings(client, answers), ...(await subAccounts(client, answers, depth))];
    const { safety } = await collectAccount(client, calling);
    return { calling, others, safety, refused: [...failed, ...unreadRows(answers)] };
  },
};

/** The rows of one call; none where it failed. */
interface Rows<Row extends ListedKey> extends KeyRows<Row> {
  readonly failure: AccountError | null;
}

interface Answers {
  readonly listed: Rows<ListedKey>;
  readonly inPockets: Rows<PocketKey>;
  readonly isCalling: (row: ListedKey) => boolean;
}

async function rowsFrom<Row extends ListedKey>(ask: () => Promise<KeyRows<Row>>): Promise<Rows<Row>> {
  try {
    return { ...(await ask()), failure: null };
  } catch (failure) {
    if (!(failure instanceof AccountError)) throw failure;
    return { rows: [], complete: true, failure };
  }
}

/** Whether the failure is of that one call: all others would meet the same bad key, address or limit. */
function mayOthersAnswer({ kind }: AccountError): boolean {
  return kind === 'permission-refused' || kind === 'unexpected-response';
}

function describeCalling({ listed, inPockets, isCalling }: Answers): KeyDescription {
  // It has just answered.
  const enabled = known(true);
  const rows = listed.rows.filter(isCalling);
  const own = inPockets.rows.filter(isCalling);
  const reason = why(inPockets.failure, notNamed);
  const byList =
    rows.length === 0
      ? describeListedKey(undefined, reason, enabled)
      : agreed(rows.map((row) => describeListedKey(row, reason, enabled)));
  if (own.length === 0) return byList;
  // The pockets' keys are shown to the main pocket's alone.
  const description = agreed(own.map((row) => describePocketKey(row, known(null), enabled)));
  return rows.length === 0
    ? description
    : { ...description, expiresAt: endOf(description.expiresAt, byList.expiresAt) };
}

/** When a key ends, by the two lists that tell. */
function endOf(inPockets: Fact<Date | null>, listed: Fact<Date | null>): Fact<Date | null> {
  if (!inPockets.known) return listed;
  return listed.known && listed.value?.getTime() !== inPockets.value?.getTime()
    ? unknown('unrecognized', 'expire_at and expired_at of the two lists of keys contradict each other')
    : inPockets;
}

const notNamed = unknown('malformed', "the list of the pockets' keys does not name the calling key");
/** Keys that have ended are not in it. */
const notAmongLive = unknown('not-exposed', "the list of the pockets' keys does not name this key");

function why(failure: AccountError | null, otherwise: Unknown): Unknown {
  return failure === null ? otherwise : unknown('refused', failure.message);
}

/** The keys of the calling key's pocket, and those that no pocket's list names. */
function siblings(client: ExchangeClient, answers: Answers): readonly OtherKey[] {
  const { listed, inPockets, isCalling } = answers;
  const own = inPockets.rows.find(isCalling);
  const owner: Fact<string | null> = own === undefined ? notNamed : known(null);
  const described = inPockets.rows
    .filter((row) => !isCalling(row) && (own === undefined || row.place === own.place))
    .map((row) => ({ row, description: describePocketKey(row, owner, enabledNotTold) }));
  const named = new Set(inPockets.rows.map(({ accessKey }) => accessKey));
  const reason = why(inPockets.failure, notAmongLive);
  const others = listed.rows
    .filter((row) => !isCalling(row) && !named.has(row.accessKey))
    .map((row) => ({ row, description: describeListedKey(row, reason, enabledNotTold) }));
  return [...described, ...others].map(({ row, description }) => ({
    ...description,
    identity: client.identify(row.accessKey),
    relation: 'sibling',
  }));
}

/** The other pockets' keys: a pocket is to the account what elsewhere is a sub-account. */
async function subAccounts(
  client: ExchangeClient,
  { inPockets, isCalling }: Answers,
  depth: Depth,
): Promise<readonly OtherKey[]> {
  const own = inPockets.rows.find(isCalling);
  const rows = inPockets.rows.filter(({ place }) => own !== undefined && place !== own.place);
  if (depth !== 'sub-accounts' || rows.length === 0) return [];
  const names = await pocketNames(client);
  return rows.map((row) => {
    const owner = row.pocket.known ? known(names.get(row.pocket.value) ?? row.pocket.value) : row.pocket;
    return {
      ...describePocketKey(row, owner, enabledNotTold),
      identity: client.identify(row.accessKey),
      relation: 'sub-account',
    };
  });
}

/** A pocket whose name cannot be had goes by its uuid: no key and no right is missing for it. */
async function pocketNames(client: ExchangeClient): Promise<ReadonlyMap<string, string>> {
  try {
    return pocketNamesOf(await client.read(pockets));
  } catch (error) {
    if (!(error instanceof AccountError)) throw error;
    return new Map();
  }
}

function unreadRows({ listed, inPockets }: Answers): readonly AccountError[] {
  return listed.complete && inPockets.complete
    ? []
    : [unexpected('Upbit', 'a key in its list has no access_key')];
}
