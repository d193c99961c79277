import type { Depth } from '../../model/account.js';
import { AccountError } from '../../model/account-error.js';
import { known, type Unknown, unknown } from '../../model/fact.js';
import { unknownDescription } from '../../model/key-facts.js';
import type { Collected, ExchangeAdapter, ExchangeClient, OtherKey, Params, Read } from '../adapter.js';
import { goesOn } from '../pages.js';
import { asObject, type Body, idText, unexpected } from '../readers.js';
import { collectListedSubAccounts, type ListedSubAccount } from '../sub-accounts.js';
import { collectAccount, nextOf, tradingOf } from './account.js';
import { failureCode, failures } from './failures.js';
import { dataOf, describeKey, rowsOf } from './normalize.js';
import { type HtxReads, readsAt } from './reads.js';
import { remediesAt } from './remedies.js';
import { bittradeSite, htxSite, type Site } from './sites.js';

/** HTX lists all keys of a UID, the calling one among them; a parent user's key also those of its sub-users. */
function htxAt(site: Site): ExchangeAdapter {
  const reads = readsAt(site.host, site.documentation);
  return {
    id: site.id,
    name: site.name,
    credentials: ['apiKey', 'secret'],
    reads: [reads.uid, reads.keys, reads.subUsers, ...(site.isDocumented ? [reads.addresses] : [])],
    hazards: site.hazards,
    tells: site.tells,
    failures,
    failureCode,
    remedies: remediesAt(site.name, site.page),

    collect: async (client: ExchangeClient, depth: Depth): Promise<Collected> => {
      const asked: Asked = { client, site, reads };
      const account = await collectOwnKeys(asked);
      if (depth === 'key') return { ...account, others: [] };
      const around = await accountAround(asked);
      if (depth === 'account') return { ...account, ...around };
      const wider = await collectListedSubAccounts(subUsers(asked), (uid) => subUserKeys(asked, uid));
      return {
        calling: account.calling,
        others: [...account.others, ...wider.others],
        safety: { ...around.safety, subAccounts: wider.subAccounts },
        refused: [...account.refused, ...wider.refused],
      };
    },
  };
}

export const htx = htxAt(htxSite);
export const bittrade = htxAt(bittradeSite);

interface Asked {
  readonly client: ExchangeClient;
  readonly site: Site;
  readonly reads: HtxReads;
}

async function collectOwnKeys(asked: Asked): Promise<Collected> {
  const { client, site, reads } = asked;
  const uid = idText(dataOf(await ask(asked, reads.uid), site.name));
  if (uid === undefined || !/^\d+$/.test(uid)) throw unexpected(site.name, 'its UID is not a number');
  const { rows, refused } = await keysOf(asked, uid);
  const own = rows.filter(({ key }) => client.isCalling(key));
  const others = rows
    .filter(({ key }) => !client.isCalling(key))
    .map(({ row, key }) => otherKey(asked, row, key, null));
  const [first] = own;
  const description =
    first !== undefined && own.length === 1
      ? describeKey(first.row, null, site)
      : unknownDescription(whyUnidentified(own.length));
  // It has just answered.
  return { calling: { ...description, enabled: known(true) }, others, refused };
}

function whyUnidentified(matches: number): Unknown {
  return matches === 0
    ? unknown('malformed', "the list of the account's keys does not have the calling key")
    : unknown('unrecognized', "the list of the account's keys has the calling key more than once");
}

/** All keys of a UID: no page documents more than one page of them. */
async function keysOf(asked: Asked, uid: string): Promise<NamedRows> {
  const answer = await ask(asked, asked.reads.keys, { uid });
  const values = rowsOf(answer, asked.site.name);
  const { rows, refused } = namedRows(values, asked.site);
  const isOver = nextOf(answer) === undefined && goesOn(asObject(answer) ?? {}, values.length) === undefined;
  return {
    rows,
    refused: isOver ? refused : [...refused, unexpected(asked.site.name, 'its list of keys goes on')],
  };
}

interface NamedRow {
  readonly row: Body;
  readonly key: string;
}

/** The rows that name their key, and the failure that others stand for. */
interface NamedRows {
  readonly rows: readonly NamedRow[];
  readonly refused: readonly AccountError[];
}

function namedRows(values: readonly unknown[], site: Site): NamedRows {
  const rows = values.flatMap((value): NamedRow[] => {
    const row = asObject(value);
    const key = row?.accessKey;
    return row !== undefined && typeof key === 'string' && key !== '' ? [{ row, key }] : [];
  });
  const isComplete = rows.length === values.length;
  return { rows, refused: isComplete ? [] : [unexpected(site.name, 'a key in its list has no accessKey')] };
}

/** What nobody documents of a brand is not asked there. */
async function accountAround(asked: Asked): ReturnType<typeof collectAccount> {
  const { site, reads } = asked;
  if (!site.isDocumented) return { safety: {} };
  return await collectAccount(site.name, (params) => ask(asked, reads.addresses, params));
}

/** Two hundred sub-users are the most that HTX documents; a list of ten thousand goes round in circles. */
const mostPages = 100;

async function* subUsers(asked: Asked): AsyncGenerator<ListedSubAccount> {
  const { site, reads } = asked;
  const seen = new Set<string>();
  let params: Params = {};
  for (let page = 1; page <= mostPages; page += 1) {
    const answer = await ask(asked, reads.subUsers, params);
    for (const row of rowsOf(answer, site.name)) {
      const body = asObject(row);
      const uid = idText(body?.uid);
      if (uid === undefined || !/^\d+$/.test(uid))
        throw unexpected(site.name, 'a sub-user in its list has no uid');
      if (!seen.has(uid)) yield { id: uid, trading: tradingOf(body?.userState) };
      seen.add(uid);
    }
    const next = nextOf(answer);
    if (next === undefined) return;
    if (!next.known || next.value === params.fromId) break;
    params = { fromId: next.value };
  }
  throw unexpected(site.name, 'its list of sub-users cannot be followed to its end');
}

async function* subUserKeys(asked: Asked, uid: string): AsyncGenerator<OtherKey> {
  const { rows, refused } = await keysOf(asked, uid);
  for (const { row, key } of rows) yield otherKey(asked, row, key, uid);
  for (const failure of refused) throw failure;
}

function otherKey({ client, site }: Asked, row: Body, key: string, owner: string | null): OtherKey {
  return {
    ...describeKey(row, owner, site),
    identity: client.identify(key),
    relation: owner === null ? 'sibling' : 'sub-account',
  };
}

/** Further off than a minute (the older documentation) or five (the newer one), a signature is refused. */
const clockToleranceMs = 60_000;

async function ask({ client, site }: Asked, read: Read, params: Params = {}): Promise<unknown> {
  try {
    return await client.read(read, params);
  } catch (error) {
    if (!(error instanceof AccountError)) throw error;
    throw doubted(error, site, client.clockAheadMs());
  }
}

/** What a refusal is worth where something else than the key may be the reason. */
function doubted(error: AccountError, { name, isDocumented }: Site, aheadMs: number | null): AccountError {
  const { kind, code } = error;
  const isAboutKey = kind === 'invalid-credentials' || kind === 'permission-refused';
  const where = code === null ? '' : ` (error ${code})`;
  if (kind === 'invalid-credentials' && aheadMs !== null && Math.abs(aheadMs) > clockToleranceMs) {
    const off = `${Math.round(Math.abs(aheadMs) / 1000)} s ${aheadMs > 0 ? 'ahead' : 'behind'}`;
    const message =
      `${name} refused the request${where}, and this machine's clock is ${off}, which would be reason enough: ` +
      'set it (NTP) and try again. Nothing is known of the key.';
    return new AccountError('clock-skew', message, { code });
  }
  if (isDocumented || !isAboutKey) return error;
  const message =
    `${name} did not answer the call that tells about keys${where}. Nothing documents that it serves this call, so ` +
    'that it need not be the key: it may be wrong, refused from this address, or as it should be. Look it up by hand.';
  return new AccountError('unexpected-response', message, { code });
}
