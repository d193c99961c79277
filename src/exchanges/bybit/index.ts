import type { Depth } from '../../model/account.js';
import type { Collected, ExchangeAdapter, ExchangeClient, OtherKey, Params, Read } from '../adapter.js';
import { absent, asObject, type Body, idText, unexpected, wholeNumber } from '../readers.js';
import { collectSubAccounts } from '../sub-accounts.js';
import { failures } from './failures.js';
import { describeCallingKey, describeSubAccountKey } from './normalize.js';
import { type BybitReads, readsAt } from './reads.js';
import { remediesAt } from './remedies.js';

/** One of Bybit's sites: the same API at another host, with accounts and keys of its own. */
interface Site {
  readonly id: string;
  readonly name: string;
  /** What to type into the browser; the API is at `api.` before it. */
  readonly website: string;
}

/** Bybit tells of the calling key alone; a master key that may transfer or withdraw also lists its sub-accounts' keys. */
function bybitAt({ id, name, website }: Site): ExchangeAdapter {
  const reads = readsAt(`api.${website}`);
  return {
    id,
    name,
    credentials: ['apiKey', 'secret'],
    reads: [reads.apiKey, reads.subAccounts, reads.subAccountKeys],
    hazards: [],
    tells: {
      permissions: 'yes',
      ipList: 'yes',
      created: 'yes',
      modified: 'no',
      expires: 'yes',
      lastUsed: 'no',
      siblings: 'no',
      subAccounts: 'partly',
      safety: 'no',
    },
    failures,
    remedies: remediesAt(name, website),

    failureCode: (body) => {
      const code = wholeNumber(asObject(body)?.retCode);
      return code === undefined || code === 0 ? undefined : String(code);
    },

    collect: async (client: ExchangeClient, depth: Depth): Promise<Collected> => {
      const calling = describeCallingKey(await resultOf(client, reads.apiKey));
      const isSubAccounts = calling.owner.known && calling.owner.value !== null;
      if (depth !== 'sub-accounts' || isSubAccounts) return { calling, others: [], refused: [] };
      const keys = (uid: string) => keysOf(client, reads, uid);
      return { calling, ...(await collectSubAccounts(subAccountUids(client, reads), keys)) };
    },
  };
}

export const bybit = bybitAt({ id: 'bybit', name: 'Bybit', website: 'bybit.com' });
export const bybiteu = bybitAt({ id: 'bybiteu', name: 'Bybit EU', website: 'bybit.eu' });
export const bybitid = bybitAt({ id: 'bybitid', name: 'Bybit Indonesia', website: 'bybit.id' });

/** An answer is `{retCode, retMsg, result, retExtInfo, time}`; `retCode` 0 is a good one. */
async function resultOf(client: ExchangeClient, read: Read, params: Params = {}): Promise<Body> {
  const body = asObject(await client.read(read, params));
  const result = asObject(body?.result);
  if (wholeNumber(body?.retCode) !== 0 || result === undefined) {
    throw unexpected('Bybit', 'not with the documented object');
  }
  return result;
}

/** The UIDs of all sub-accounts. */
async function* subAccountUids(client: ExchangeClient, reads: BybitReads): AsyncGenerator<string> {
  const list = { rows: 'subMembers', next: 'nextCursor', end: '0', parameter: 'nextCursor' };
  for await (const member of pages(client, reads.subAccounts, { pageSize: 100 }, list)) {
    const uid = idText(asObject(member)?.uid);
    if (uid === undefined) throw unexpected('Bybit', 'a sub-account in its list has no uid');
    yield uid;
  }
}

async function* keysOf(client: ExchangeClient, reads: BybitReads, uid: string): AsyncGenerator<OtherKey> {
  const list = { rows: 'result', next: 'nextPageCursor', end: '', parameter: 'cursor' };
  for await (const row of pages(client, reads.subAccountKeys, { subMemberId: uid, limit: 20 }, list)) {
    yield describeRow(client, uid, row);
  }
}

interface PagedList {
  /** The field of the rows, and that of the next page's cursor. */
  readonly rows: string;
  readonly next: string;
  /** The cursor after the last page. */
  readonly end: string;
  /** What a request calls the cursor. */
  readonly parameter: string;
}

/** A hundred thousand sub-accounts; a list that is longer has no end. */
const mostPages = 1000;

/** The rows of all pages. A page that does not say whether it is the last one leaves the list incomplete. */
async function* pages(
  client: ExchangeClient,
  read: Read,
  params: Params,
  list: PagedList,
): AsyncGenerator<unknown> {
  const seen = new Set<string>();
  let result = await resultOf(client, read, params);
  for (;;) {
    const rows = result[list.rows];
    if (!Array.isArray(rows)) throw unexpected('Bybit', `${list.rows} of ${read.path} is not a list`);
    yield* rows;
    const cursor = result[list.next];
    const next = cursor === '' ? '' : idText(cursor);
    if (next === list.end) return;
    if (next === undefined || next === '' || seen.has(next) || seen.size === mostPages) {
      const what = absent(cursor) ? 'is missing' : 'leads nowhere';
      throw unexpected('Bybit', `${list.next} of ${read.path} ${what}: keys may be missing from the report`);
    }
    seen.add(next);
    result = await resultOf(client, read, { ...params, [list.parameter]: next });
  }
}

function describeRow(client: ExchangeClient, uid: string, row: unknown): OtherKey {
  const body = asObject(row);
  const key = body?.apiKey;
  if (body === undefined || typeof key !== 'string') {
    throw unexpected('Bybit', "a sub-account's key in its list has no apiKey");
  }
  return {
    ...describeSubAccountKey(body, uid),
    identity: client.identify(key),
    relation: 'sub-account',
  };
}
