import type { Depth } from '../../model/account.js';
import { AccountError } from '../../model/account-error.js';
import { known, type Unknown, unknown } from '../../model/fact.js';
import type { KeyIdentity } from '../../model/key-facts.js';
import type { Collected, ExchangeAdapter, ExchangeClient, OtherKey, Read } from '../adapter.js';
import { identifyShown } from '../identity.js';
import { asObject, type Body, idText, unexpected } from '../readers.js';
import { collectSubAccounts } from '../sub-accounts.js';
import { failures } from './failures.js';
import { describeByDetail, describeKey, ipsOf, mainKeyRows } from './normalize.js';
import { type GateReads, readsAt } from './reads.js';
import { remediesAt } from './remedies.js';

/** One of Gate's sites: the same API at another host, with keys of its own. */
interface Site {
  readonly id: string;
  readonly name: string;
  readonly host: string;
  /** What to type into the browser. */
  readonly website: string;
  readonly keysPage: string;
}

/** Gate lists all keys of the main account, the calling one among them, by the first characters of each. */
function gateAt({ id, name, host, website, keysPage }: Site): ExchangeAdapter {
  const reads = readsAt(host);
  return {
    id,
    name,
    credentials: ['apiKey', 'secret'],
    reads: [reads.mainKeys, reads.accountDetail, reads.subAccounts, reads.subAccountKeys],
    hazards: [],
    tells: {
      permissions: 'partly',
      ipList: 'yes',
      created: 'yes',
      modified: 'yes',
      expires: 'no',
      lastUsed: 'yes',
      siblings: 'yes',
      subAccounts: 'partly',
      safety: 'no',
    },
    failures,
    remedies: remediesAt(name, website, keysPage),

    /** An error is `{label, message}`; good answers have no label. */
    failureCode: (body) => {
      const code = asObject(body)?.label;
      return typeof code === 'string' && code !== '' ? code : undefined;
    },

    collect: async (client: ExchangeClient, depth: Depth): Promise<Collected> => {
      const account = await collectAccountKeys(client, name, reads);
      if (depth === 'key') return { ...account, others: [] };
      if (depth === 'account') return account;
      const ids = subAccountIds(client, name, reads);
      const wider = await collectSubAccounts(ids, (userId) => keysOf(client, name, reads, userId));
      return {
        calling: account.calling,
        others: [...account.others, ...wider.others],
        refused: [...account.refused, ...wider.refused],
      };
    },
  };
}

export const gate = gateAt({
  id: 'gate',
  name: 'Gate',
  host: 'api.gateio.ws',
  website: 'www.gate.com',
  keysPage: 'https://www.gate.com/myaccount/apiv4keys',
});

export const gateeu = gateAt({
  id: 'gateeu',
  name: 'Gate EU',
  host: 'api.gateeu.com',
  website: 'www.gate.com/en-eu',
  keysPage: 'https://www.gate.com/en-eu',
});

/** The main account's keys. A key that is refused the list, or is not in it, is still told its addresses. */
async function collectAccountKeys(
  client: ExchangeClient,
  name: string,
  reads: GateReads,
): Promise<Collected> {
  const answer = await ask(client, reads.mainKeys);
  if (answer instanceof AccountError) {
    const detail = await ask(client, reads.accountDetail);
    if (detail instanceof AccountError) throw answer;
    const calling = describeByDetail(ipsOf(detail), unknown('refused', answer.message));
    return { calling, others: [], refused: [answer] };
  }
  const rows = mainKeyRows(answer);
  if (rows === undefined) throw unexpected(name, 'its list of keys is no list');
  const { own, why, siblings, unreadable } = sortOut(client, rows);
  const others = siblings.map(({ row, key }) => otherKey(client, row, key, null));
  const refused = unreadable ? [unexpected(name, 'a key in its list of keys has no name to tell it by')] : [];
  // The calling key answers, and so is switched on, whatever its state says.
  if (own !== undefined) {
    return { calling: { ...describeKey(own, null), enabled: known(true) }, others, refused };
  }
  const detail = await ask(client, reads.accountDetail);
  if (!(detail instanceof AccountError)) {
    const reason = why ?? whyMissing(siblings, detail);
    return { calling: describeByDetail(ipsOf(detail), reason), others, refused };
  }
  const calling = describeByDetail(unknown('refused', detail.message), why ?? missing);
  return { calling, others, refused: [...refused, detail] };
}

/** The answer, or the failure where another call may tell more. */
async function ask(client: ExchangeClient, read: Read): Promise<unknown> {
  try {
    return await client.read(read);
  } catch (error) {
    const kinds = ['permission-refused', 'unexpected-response'];
    if (error instanceof AccountError && kinds.includes(error.kind)) return error;
    throw error;
  }
}

interface Sibling {
  readonly row: Body;
  readonly key: string;
}

interface SortedOut {
  /** The row of the calling key, where it is known. */
  readonly own: Body | undefined;
  /** Why it is not; undefined where no row can be its own. */
  readonly why: Unknown | undefined;
  readonly siblings: readonly Sibling[];
  /** Whether there is a row that does not show which key it is about. */
  readonly unreadable: boolean;
}

/** Gate shows the first twelve characters of each key. */
function sortOut(client: ExchangeClient, rows: readonly unknown[]): SortedOut {
  const named = rows.flatMap((value) => {
    const row = asObject(value);
    const key = row?.key;
    return row !== undefined && typeof key === 'string' && isLegible(key) ? [{ row, key }] : [];
  });
  const [own, another] = named.filter(({ key }) => client.isCalling(key));
  const siblings = named.filter(({ key }) => !client.isCalling(key));
  const unreadable = named.length < rows.length;
  const why = whyUnidentified(another !== undefined, unreadable);
  return { own: another === undefined ? own?.row : undefined, why, siblings, unreadable };
}

/** Fewer characters than these could be those of several keys. */
const fewestShown = 8;

function isLegible(key: string): boolean {
  return key.replaceAll('*', '').length >= fewestShown;
}

function whyUnidentified(severalMatch: boolean, unreadable: boolean): Unknown | undefined {
  if (severalMatch) {
    return unknown(
      'unrecognized',
      'several keys of the account begin like this one, and Gate shows no more of them',
    );
  }
  return unreadable
    ? unknown('malformed', 'key is missing, too short, or not a text, in the list of keys')
    : undefined;
}

const missing = unknown('malformed', "the list of the main account's keys does not have this key");

/** Of a sub-account's key, Gate tells the main account only: the user IDs show that this is one. */
function whyMissing(siblings: readonly Sibling[], detail: unknown): Unknown {
  const own = idText(asObject(detail)?.user_id);
  const users = siblings.map(({ row }) => idText(row.user_id));
  const isOfAnother = users.length > 0 && users.every((user) => user !== undefined && user !== own);
  return own !== undefined && isOfAnother
    ? unknown('not-exposed', `${missing.detail}: of a sub-account's, Gate tells the main account only`)
    : missing;
}

/** The user IDs of all sub-accounts: `type` 0 is every kind of them. */
async function* subAccountIds(
  client: ExchangeClient,
  name: string,
  reads: GateReads,
): AsyncGenerator<string> {
  const rows = await client.read(reads.subAccounts, { type: 0 });
  if (!Array.isArray(rows)) throw unexpected(name, 'its list of sub-accounts is no list');
  for (const row of rows) {
    const userId = idText(asObject(row)?.user_id);
    if (userId === undefined || !/^\d+$/.test(userId)) {
      throw unexpected(name, 'a sub-account in its list has no user_id');
    }
    yield userId;
  }
}

async function* keysOf(
  client: ExchangeClient,
  name: string,
  reads: GateReads,
  userId: string,
): AsyncGenerator<OtherKey> {
  const rows = await client.read(reads.subAccountKeys, { user_id: userId });
  if (!Array.isArray(rows)) throw unexpected(name, "its list of a sub-account's keys is no list");
  for (const value of rows) {
    const row = asObject(value);
    const key = row?.key;
    if (row === undefined || typeof key !== 'string' || key === '') {
      throw unexpected(name, "a sub-account's key in its list has no key");
    }
    yield otherKey(client, row, key, userId);
  }
}

function otherKey(client: ExchangeClient, row: Body, key: string, owner: string | null): OtherKey {
  return {
    ...describeKey(row, owner),
    identity: identityOf(client, row, key),
    relation: owner === null ? 'sibling' : 'sub-account',
  };
}

/** A key that is shown in part is told apart by what is shown, and by when it was made. */
function identityOf(client: ExchangeClient, row: Body, key: string): KeyIdentity {
  return identifyShown(client, key, [idText(row.created_at)]);
}
