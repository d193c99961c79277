import { mapFact } from '../../model/fact.js';
import type { KeyIdentity } from '../../model/key-facts.js';
import type { ExchangeClient } from '../adapter.js';
import { identifyShown } from '../identity.js';
import { goesOn } from '../pages.js';
import { asObject, type Body, flag, idText, unexpected, wholeNumber } from '../readers.js';
import type { ListedSubAccount } from '../sub-accounts.js';
import { accountUid, apiKeys, subAccounts } from './reads.js';
import { unwrapped } from './sources.js';

/** A key of a list. */
export interface KeyRow {
  /** As BingX shows it: both ends. */
  readonly apiKey: string;
  readonly body: Body;
}

export interface KeyList {
  readonly rows: readonly KeyRow[];
  /** Whether each row names its key, and the list does not say that it goes on. */
  readonly isWhole: boolean;
}

/** The UID of the calling key's account. */
export async function askUid(client: ExchangeClient): Promise<string> {
  const uid = uidText(unwrapped(await client.read(accountUid))?.uid);
  if (uid === undefined) throw unexpected('BingX', 'without the UID of the account');
  return uid;
}

/** All keys of an account, on one page: there are 20 at most. */
export async function listKeys(client: ExchangeClient, uid: string): Promise<KeyList> {
  const data = unwrapped(await client.read(apiKeys, { uid }));
  const list = listIn(data, ['apiInfos', 'apiKeyList']);
  const rows = list.flatMap((row): KeyRow[] => {
    const body = asObject(row);
    const apiKey = body?.apiKey;
    return body !== undefined && typeof apiKey === 'string' && apiKey !== '' ? [{ apiKey, body }] : [];
  });
  return { rows, isWhole: rows.length === list.length && goesOn(data ?? {}, list.length) === undefined };
}

export function missingKey() {
  return unexpected('BingX', 'a key in its list has no apiKey, or is on another page');
}

/** Keys are shown by their ends alone: the time of creation tells two with the same ends apart. */
export function identityOf(client: ExchangeClient, { apiKey, body }: KeyRow, uid: string): KeyIdentity {
  return identifyShown(client, apiKey, [uid, String(body.createTime)]);
}

const pageSize = 1000;
/** A hundred thousand sub-accounts: nobody has that many, so that a list that goes on is going round in circles. */
const mostPages = 100;

/** All sub-accounts: their UIDs, and whether they are frozen. */
export async function* listedSubAccounts(client: ExchangeClient): AsyncGenerator<ListedSubAccount> {
  const seen = new Set<string>();
  for (let page = 1; page <= mostPages; page += 1) {
    const data = unwrapped(await client.read(subAccounts, { page, limit: pageSize }));
    const rows = listIn(data, ['result', 'subAccountList']);
    const found = new Map(rows.map((row) => [subUidOf(row), row]));
    const uids = new Set([...found.keys()].filter((uid) => !seen.has(uid)));
    for (const uid of uids) {
      seen.add(uid);
      const row = asObject(found.get(uid));
      const isFrozen = flag(row?.freeze ?? row?.isFreeze, 'freeze');
      yield { id: uid, trading: mapFact(isFrozen, (frozen) => !frozen) };
    }
    const isShort = rows.length < pageSize;
    const total = wholeNumber(data?.total);
    if (isShort && total !== undefined && seen.size >= total) return;
    if (uids.size > 0) continue;
    if (isShort && total === undefined) return;
    break;
  }
  throw unexpected('BingX', 'its list of sub-accounts cannot be followed to its end');
}

function subUidOf(row: unknown): string {
  const body = asObject(row);
  const uid = uidText(body?.subUid) ?? uidText(body?.uid);
  if (uid === undefined) throw unexpected('BingX', 'a sub-account in its list has no UID');
  return uid;
}

function uidText(value: unknown): string | undefined {
  const uid = idText(value);
  return uid !== undefined && /^[1-9]\d*$/.test(uid) ? uid : undefined;
}

/** A list under the first of the names that the official descriptions give it. */
function listIn(data: Body | undefined, names: readonly string[]): readonly unknown[] {
  const list = names.map((name) => data?.[name]).find((value) => value !== undefined);
  if (!Array.isArray(list)) throw unexpected('BingX', `${names[0]} is not a list`);
  return list;
}
