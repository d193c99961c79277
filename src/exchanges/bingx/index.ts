import type { Depth } from '../../model/account.js';
import { AccountError } from '../../model/account-error.js';
import { type Fact, known, type Unknown, unknown } from '../../model/fact.js';
import type { Collected, ExchangeAdapter, ExchangeClient, OtherKey } from '../adapter.js';
import { asObject, idText } from '../readers.js';
import { collectListedSubAccounts } from '../sub-accounts.js';
import { failures, notMainAccount } from './failures.js';
import { askAboutItself, attempt } from './itself.js';
import { askUid, identityOf, type KeyRow, listedSubAccounts, listKeys, missingKey } from './lists.js';
import { describeCallingKey, describeListedKey } from './normalize.js';
import { accountUid, apiKeys, apiPermissions, apiRestrictions, subAccounts } from './reads.js';
import { remedies } from './remedies.js';
import { mute, ofRow, type Source, silent } from './sources.js';

/** BingX tells a key about itself; a main account's key also lists the account's other keys and its sub-accounts'. */
export const bingx: ExchangeAdapter = {
  id: 'bingx',
  name: 'BingX',
  credentials: ['apiKey', 'secret'],
  reads: [apiPermissions, apiRestrictions, accountUid, apiKeys, subAccounts],
  hazards: [
    {
      name: 'idle-timer',
      what:
        'BingX deletes a key that can do more than read and has no IP addresses once it was not used for 14 ' +
        'days; an audit may count as a use, and start the 14 days again.',
      handling: 'inherent',
      how:
        'Bots and funds are not touched by it, but a forgotten key may live on for as long as it is audited. ' +
        'Keys with IP addresses, and keys that only read, do not end.',
    },
  ],
  tells: {
    permissions: 'yes',
    ipList: 'yes',
    created: 'yes',
    modified: 'partly',
    expires: 'no',
    lastUsed: 'no',
    siblings: 'partly',
    subAccounts: 'partly',
    safety: 'partly',
  },
  failures,
  remedies,

  /** Good answers have the code 0, or none. */
  failureCode: (body) => {
    const code = idText(asObject(body)?.code);
    return code === undefined || code === '0' ? undefined : code;
  },

  collect: async (client: ExchangeClient, depth: Depth): Promise<Collected> => {
    const { sources, unlessListed, refused } = await askAboutItself(client);
    const account = depth === 'key' ? notAsked : await askAboutAccount(client);
    const own = callingRows(client, account.rows);
    const listed =
      own.length === 0 ? [...unlessListed, unlisted(account.why)] : own.map(({ body }) => ofRow(body));
    const siblings = account.rows
      .filter((row) => !own.includes(row))
      .map((row) => otherKey(client, row, 'sibling', account.uid));
    const subs =
      depth === 'sub-accounts' && account.isMain
        ? await collectListedSubAccounts(listedSubAccounts(client), (uid) => keysOf(client, uid))
        : undefined;
    return {
      calling: describeCallingKey([...sources, ...listed], account.owner),
      others: [...siblings, ...(subs?.others ?? [])],
      ...(subs !== undefined && { safety: { subAccounts: subs.subAccounts } }),
      refused: [...refused, ...account.refused, ...(subs?.refused ?? [])],
    };
  },
};

/** What the list of the account's keys told. */
interface AccountAnswer {
  readonly uid: string;
  readonly rows: readonly KeyRow[];
  readonly isMain: boolean;
  readonly owner: Fact<string | null>;
  /** Why the calling key is not among the rows. */
  readonly why: Unknown;
  readonly refused: readonly AccountError[];
}

const notAskedFor = unknown('refused', 'apiKey/query, which tells, was not asked');
const notAsked: AccountAnswer = {
  uid: '',
  rows: [],
  isMain: false,
  owner: notAskedFor,
  why: notAskedFor,
  refused: [],
};

/** Only a key of the main account is told: its answer, and the refusal of it, show whose the calling key is. */
async function askAboutAccount(client: ExchangeClient): Promise<AccountAnswer> {
  const uid = await attempt(() => askUid(client));
  if (uid instanceof AccountError) return failed(uid);
  const list = await attempt(() => listKeys(client, uid));
  if (list instanceof AccountError) {
    const answer = failed(list);
    return list.code === notMainAccount ? { ...answer, owner: known(uid) } : answer;
  }
  return {
    uid,
    rows: list.rows,
    isMain: true,
    owner: known(null),
    why: unknown('not-exposed', "the list of the account's keys does not show which of them is this one"),
    refused: list.isWhole ? [] : [missingKey()],
  };
}

function failed(error: AccountError): AccountAnswer {
  const why = unknown('refused', error.message);
  return { ...notAsked, owner: why, why, refused: [error] };
}

/**
 * The row that the calling key's ends fit; none where they fit several, so that no key is taken for another. Rows with
 * the whole key are all about it.
 */
function callingRows(client: ExchangeClient, rows: readonly KeyRow[]): readonly KeyRow[] {
  const own = rows.filter(({ apiKey }) => client.isCalling(apiKey));
  const whole = own.filter(({ apiKey }) => !apiKey.includes('*'));
  if (whole.length > 0) return whole;
  return own.length === 1 ? own : [];
}

/** What the row would have told that nothing else does. */
function unlisted(why: Unknown): Source {
  return { ...mute(silent('it')), modifiedAt: why };
}

async function* keysOf(client: ExchangeClient, uid: string): AsyncGenerator<OtherKey> {
  const { rows, isWhole } = await listKeys(client, uid);
  for (const row of rows) yield otherKey(client, row, 'sub-account', uid);
  if (!isWhole) throw missingKey();
}

function otherKey(
  client: ExchangeClient,
  row: KeyRow,
  relation: OtherKey['relation'],
  uid: string,
): OtherKey {
  return {
    ...describeListedKey(row.body, relation === 'sub-account' ? uid : null),
    identity: identityOf(client, row, uid),
    relation,
  };
}
