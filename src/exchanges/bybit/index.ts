import type { Depth } from '../../model/account.js';
import type { Collected, ExchangeAdapter, ExchangeClient, OtherKey } from '../adapter.js';
import { identifyShown } from '../identity.js';
import { asObject, idText, unexpected, wholeNumber } from '../readers.js';
import { collectSubAccounts, eachReadable } from '../sub-accounts.js';
import { failures } from './failures.js';
import { describeCallingKey, describeSubAccountKey } from './normalize.js';
import { pages, resultOf } from './pages.js';
import { type BybitReads, readsAt } from './reads.js';
import { remediesAt } from './remedies.js';
import { askSafety } from './safety.js';

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
    reads: [reads.apiKey, reads.withdrawalAddresses, reads.subAccounts, reads.subAccountKeys],
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
      safety: 'partly',
    },
    asymmetricKeys: 'RSA',
    testHosts: ['api-testnet.bybit.com', 'api-demo.bybit.com'],
    failures,
    remedies: remediesAt(name, website),

    failureCode: (body) => {
      const code = wholeNumber(asObject(body)?.retCode);
      return code === undefined || code === 0 ? undefined : String(code);
    },

    collect: async (client: ExchangeClient, depth: Depth): Promise<Collected> => {
      const calling = describeCallingKey(await resultOf(client, reads.apiKey));
      const isSubAccounts = calling.owner.known && calling.owner.value !== null;
      if (depth === 'key') return { calling, others: [], refused: [] };
      const { safety } = await askSafety(client, reads, calling);
      if (depth === 'account' || isSubAccounts) return { calling, others: [], refused: [], safety };
      const keys = (uid: string) => keysOf(client, reads, uid);
      return { calling, ...(await collectSubAccounts(subAccountUids(client, reads), keys)), safety };
    },
  };
}

export const bybit = bybitAt({ id: 'bybit', name: 'Bybit', website: 'bybit.com' });
export const bybiteu = bybitAt({ id: 'bybiteu', name: 'Bybit EU', website: 'bybit.eu' });
export const bybitid = bybitAt({ id: 'bybitid', name: 'Bybit Indonesia', website: 'bybit.id' });

/** The UIDs of all sub-accounts. */
async function* subAccountUids(client: ExchangeClient, reads: BybitReads): AsyncGenerator<string> {
  const list = { rows: 'subMembers', next: 'nextCursor', end: '0', parameter: 'nextCursor' };
  yield* eachReadable(pages(client, reads.subAccounts, { pageSize: 100 }, list), uidOf);
}

function uidOf(member: unknown): string {
  const uid = idText(asObject(member)?.uid);
  if (uid === undefined) throw unexpected('Bybit', 'a sub-account in its list has no uid');
  return uid;
}

async function* keysOf(client: ExchangeClient, reads: BybitReads, uid: string): AsyncGenerator<OtherKey> {
  const list = { rows: 'result', next: 'nextPageCursor', end: '', parameter: 'cursor' };
  const rows = pages(client, reads.subAccountKeys, { subMemberId: uid, limit: 20 }, list);
  yield* eachReadable(rows, (row) => describeRow(client, uid, row));
}

function describeRow(client: ExchangeClient, uid: string, row: unknown): OtherKey {
  const body = asObject(row);
  const key = body?.apiKey;
  if (body === undefined || typeof key !== 'string') {
    throw unexpected('Bybit', "a sub-account's key in its list has no apiKey");
  }
  return {
    ...describeSubAccountKey(body, uid),
    identity: identifyShown(client, key, [uid, body.createdAt, body.note]),
    relation: 'sub-account',
  };
}
