import { AccountError } from '../../model/account-error.js';
import type { KeyDescription, KeyIdentity } from '../../model/key-facts.js';
import type { Collected, ExchangeClient, OtherKey, Params, Read } from '../adapter.js';
import { identifyShown } from '../identity.js';
import { asObject, type Body, flag, idText, unexpected } from '../readers.js';
import { collectSubAccounts } from '../sub-accounts.js';
import { dataOf, describeClassicSubAccountKey, describeUnifiedSubAccountKey } from './normalize.js';
import {
  classicSubAccountKeys,
  classicSubAccounts,
  unifiedSubAccountKeys,
  unifiedSubAccounts,
} from './reads.js';

type Others = Pick<Collected, 'others' | 'refused'>;

/** Of a list that is longer, nobody knows the end: ten thousand sub-accounts of a unified account, or fifty of a classic one. */
const mostPages = 100;
const endless = () =>
  unexpected('Bitget', 'a list of sub-accounts or their keys cannot be followed to its end');

/** The keys of a classic main account's sub-accounts. */
export async function classicSubAccountsKeys(client: ExchangeClient): Promise<Others> {
  return await collectSubAccounts(classicUids(client), (uid) => classicKeysOf(client, uid));
}

/** The keys of a unified main account's sub-accounts, of which some may be classic still. */
export async function unifiedSubAccountsKeys(client: ExchangeClient): Promise<Others> {
  const classic = new Set<string>();
  async function* uids() {
    for await (const row of unifiedPages(client, unifiedSubAccounts, {})) {
      const body = asObject(row);
      const uid = uidOf(body?.subUid);
      if (body?.accountMode === 'CLASSIC') classic.add(uid);
      yield uid;
    }
  }
  return await collectSubAccounts(uids(), (uid) =>
    classic.has(uid) ? hiddenKeysOf(client, uid) : unifiedKeysOf(client, uid),
  );
}

const pageSize = 500;

/** Each page has those before the last one's `endId`. */
async function* classicUids(client: ExchangeClient): AsyncGenerator<string> {
  const seen = new Set<string>();
  let params: Params = { limit: pageSize };
  for (let page = 1; page <= mostPages; page += 1) {
    const data = asObject(dataOf(await client.read(classicSubAccounts, params)));
    const rows = data?.subAccountList;
    if (!Array.isArray(rows)) throw unexpected('Bitget', 'its list of sub-accounts is not a list');
    const uids = rows.map((row) => uidOf(asObject(row)?.subAccountUid));
    const news = uids.filter((uid) => !seen.has(uid));
    for (const [at, uid] of uids.entries()) {
      if (seen.has(uid)) continue;
      seen.add(uid);
      if (asObject(rows[at])?.status !== 'del') yield uid;
    }
    // A short page may have had rows taken out: only one without anything new is sure to be the last.
    const isShort = rows.length < pageSize;
    if (news.length === 0 && isShort) return;
    const idLessThan = idText(data?.endId);
    if (idLessThan === undefined && isShort) return;
    if (news.length === 0 || idLessThan === undefined) break;
    params = { limit: pageSize, idLessThan };
  }
  throw endless();
}

async function* classicKeysOf(client: ExchangeClient, subAccountUid: string): AsyncGenerator<OtherKey> {
  const rows = dataOf(await client.read(classicSubAccountKeys, { subAccountUid }));
  if (!Array.isArray(rows)) throw unexpected('Bitget', 'its list of sub-account keys is not a list');
  for (const row of rows) {
    yield describeRow(client, subAccountUid, row, 'subAccountApiKey', describeClassicSubAccountKey);
  }
}

/** A unified account's key may be refused the classic call, which is one sub-account's trouble, not that of all. */
async function* hiddenKeysOf(client: ExchangeClient, uid: string): AsyncGenerator<OtherKey> {
  try {
    yield* classicKeysOf(client, uid);
  } catch (error) {
    if (!(error instanceof AccountError) || error.kind !== 'permission-refused') throw error;
    throw unexpected('Bitget', 'it does not list the keys of classic sub-accounts to this key');
  }
}

async function* unifiedKeysOf(client: ExchangeClient, subUid: string): AsyncGenerator<OtherKey> {
  for await (const row of unifiedPages(client, unifiedSubAccountKeys, { subUid })) {
    yield describeRow(client, subUid, row, 'apiKey', describeUnifiedSubAccountKey);
  }
}

/** The rows of all pages: `items` on one page of the documentation, `list` on another. */
async function* unifiedPages(client: ExchangeClient, read: Read, params: Params): AsyncGenerator<unknown> {
  const seen = new Set<string>();
  let next: Params = { ...params, limit: 100 };
  for (let page = 1; page <= mostPages; page += 1) {
    const data = asObject(dataOf(await client.read(read, next)));
    const hasNext = flag(data?.hasNext, 'hasNext');
    const rows = data?.items ?? data?.list;
    const isEmptyEnd = rows === null && hasNext.known && !hasNext.value;
    if (!Array.isArray(rows) && !isEmptyEnd) throw unexpected('Bitget', `${read.path} has no list`);
    if (Array.isArray(rows)) yield* rows;
    if (!hasNext.known) break;
    if (!hasNext.value) return;
    const cursor = idText(data?.cursor);
    if (cursor === undefined || seen.has(cursor)) break;
    seen.add(cursor);
    next = { ...params, limit: 100, cursor };
  }
  throw endless();
}

function uidOf(value: unknown): string {
  const uid = idText(value);
  if (uid === undefined) throw unexpected('Bitget', 'a sub-account in its list has no UID');
  return uid;
}

function describeRow(
  client: ExchangeClient,
  owner: string,
  row: unknown,
  keyField: string,
  describe: (row: Body, owner: string) => KeyDescription,
): OtherKey {
  const body = asObject(row);
  const apiKey = body?.[keyField];
  if (body === undefined || typeof apiKey !== 'string' || apiKey === '') {
    throw unexpected('Bitget', `a sub-account key in its list has no ${keyField}`);
  }
  return {
    ...describe(body, owner),
    identity: identityOf(client, owner, body, apiKey),
    relation: 'sub-account',
  };
}

/** The documentation shows keys as asterisks. Such keys are told apart by what else is told of them. */
function identityOf(client: ExchangeClient, owner: string, row: Body, apiKey: string): KeyIdentity {
  return identifyShown(client, apiKey, [owner, row.label ?? row.note, row.ts]);
}
