import type { Depth } from '../../model/account.js';
import type { SubAccountSafety } from '../../model/account-safety.js';
import { known, unknown } from '../../model/fact.js';
import type { KeyIdentity } from '../../model/key-facts.js';
import type { Collected, ExchangeAdapter, ExchangeClient, OtherKey, Params } from '../adapter.js';
import { identifyShown } from '../identity.js';
import { asObject, type Body, idText, unexpected, wholeNumber } from '../readers.js';
import { collectSubAccounts, eachReadable } from '../sub-accounts.js';
import { failures } from './failures.js';
import {
  accountOf,
  configurationOf,
  describeCallingKey,
  describeSubAccount,
  describeSubAccountKey,
  entriesOf,
} from './normalize.js';
import { type OkxReads, readsAt } from './reads.js';
import { remediesAt } from './remedies.js';

/** One of OKX's sites: the same API at another host, with accounts and keys of its own. */
interface Site {
  readonly id: string;
  readonly name: string;
  readonly host: string;
  /** What to type into the browser. */
  readonly website: string;
}

/** OKX describes the calling key in its account's configuration; a main account's key lists its sub-accounts' keys. */
function okxAt({ id, name, host, website }: Site): ExchangeAdapter {
  const reads = readsAt(host, website);
  return {
    id,
    name,
    credentials: ['apiKey', 'secret', 'password'],
    reads: [reads.configuration, reads.subAccounts, reads.subAccountKeys],
    hazards: [
      {
        name: 'idle-timer',
        what:
          'OKX deletes a key that can trade or withdraw and has no IP addresses once it was not used for 14 ' +
          'days; an audit is a use, and starts the 14 days again.',
        handling: 'inherent',
        how:
          'Bots and funds are not touched by it, but a forgotten key lives on for as long as it is audited. ' +
          'Keys with IP addresses, and keys that only read, do not end.',
      },
    ],
    tells: {
      permissions: 'yes',
      ipList: 'yes',
      created: 'partly',
      modified: 'no',
      expires: 'no',
      lastUsed: 'no',
      siblings: 'no',
      subAccounts: 'partly',
      safety: 'partly',
    },
    failures,
    remedies: remediesAt(name, website),

    /** "0" is success. A code can have a sub-code: "51008_1000". */
    failureCode: (body) => {
      const code = idText(asObject(body)?.code);
      return code === undefined || code === '0' ? undefined : code.replace(/_\d+$/, '');
    },

    collect: async (client: ExchangeClient, depth: Depth): Promise<Collected> => {
      const body = configurationOf(await client.read(reads.configuration));
      const calling = describeCallingKey(body);
      const account = accountOf(body);
      const isSubAccount = account.known && account.value === 'sub-account';
      if (depth !== 'sub-accounts' || isSubAccount) return { calling, others: [], refused: [] };
      return { calling, ...(await collectWider(client, reads)) };
    },
  };
}

export const okx = okxAt({ id: 'okx', name: 'OKX', host: 'www.okx.com', website: 'www.okx.com' });
export const myokx = okxAt({ id: 'myokx', name: 'OKX EEA', host: 'eea.okx.com', website: 'my.okx.com' });
export const okxus = okxAt({ id: 'okxus', name: 'OKX US', host: 'us.okx.com', website: 'app.okx.com' });

const pageSize = 100;
/** Ten thousand sub-accounts: nobody has that many, so that a list that goes on is going round in circles. */
const mostPages = 100;

/** The sub-accounts' keys, and what the same list tells of the sub-accounts themselves. */
async function collectWider(
  client: ExchangeClient,
  reads: OkxReads,
): Promise<Pick<Collected, 'others' | 'refused' | 'safety'>> {
  const states: SubAccountSafety[] = [];
  const list = { isWhole: false, isRead: false };
  async function* names(): AsyncGenerator<string> {
    for await (const { name, row } of eachReadable(subAccountRows(client, reads, list), namedRow)) {
      states.push(describeSubAccount(row, name));
      yield name;
    }
    list.isRead = true;
  }
  const wider = await collectSubAccounts(names(), (owner) => keysOf(client, reads, owner));
  const why = unknown('refused', 'the list of sub-accounts was not read to its end');
  return { ...wider, safety: { subAccounts: list.isWhole && list.isRead ? known(states) : why } };
}

/**
 * The rows of all sub-accounts: the newest first, each page those created before the last one.
 * @param list learns whether these are all for certain
 */
async function* subAccountRows(
  client: ExchangeClient,
  reads: OkxReads,
  list: { isWhole: boolean },
): AsyncGenerator<unknown> {
  const seen = new Set<string>();
  let params: Params = { limit: pageSize };
  for (let page = 1; page <= mostPages; page += 1) {
    const rows = entriesOf(await client.read(reads.subAccounts, params));
    const fresh = rows.filter((row) => {
      const name = JSON.stringify(asObject(row)?.subAcct ?? row);
      return !seen.has(name) && seen.add(name);
    });
    yield* fresh;
    // A short page may have had rows taken out: only one without anything new is sure to be the last.
    const isShort = rows.length < pageSize;
    if (fresh.length === 0 && isShort) {
      list.isWhole = true;
      return;
    }
    const after = wholeNumber(asObject(rows.at(-1))?.ts);
    if (after === undefined && isShort) return;
    if (fresh.length === 0 || after === undefined) break;
    params = { limit: pageSize, after };
  }
  throw unexpected('OKX', 'its list of sub-accounts cannot be followed to its end');
}

function namedRow(value: unknown): { readonly name: string; readonly row: Body } {
  const row = asObject(value);
  const name = row?.subAcct;
  if (row === undefined || typeof name !== 'string' || name === '') {
    throw unexpected('OKX', 'a sub-account in its list has no name');
  }
  return { name, row };
}

async function* keysOf(client: ExchangeClient, reads: OkxReads, subAcct: string): AsyncGenerator<OtherKey> {
  const rows = entriesOf(await client.read(reads.subAccountKeys, { subAcct }));
  yield* eachReadable(rows, (row) => describeRow(client, subAcct, row));
}

function describeRow(client: ExchangeClient, owner: string, row: unknown): OtherKey {
  const body = asObject(row);
  const apiKey = body?.apiKey;
  if (body === undefined || typeof apiKey !== 'string' || apiKey === '') {
    throw unexpected('OKX', 'a sub-account key in its list has no apiKey');
  }
  return {
    ...describeSubAccountKey(body, owner),
    identity: identityOf(client, owner, body, apiKey),
    relation: 'sub-account',
  };
}

/**
 * The documentation's examples show keys as `******`. Such a key is told apart by what else OKX says of it, its
 * sub-account, time of creation and label, so that two never share a fingerprint unless all of these agree; the
 * price is that a new label makes it another key.
 */
function identityOf(client: ExchangeClient, owner: string, row: Body, apiKey: string): KeyIdentity {
  return identifyShown(client, apiKey, [owner, row.ts, row.label]);
}
