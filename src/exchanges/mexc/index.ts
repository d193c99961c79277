import type { Depth } from '../../model/account.js';
import type { Collected, ExchangeAdapter, ExchangeClient, OtherKey } from '../adapter.js';
import { asObject, idText, unexpected } from '../readers.js';
import { collectSubAccounts } from '../sub-accounts.js';
import { collectAccount } from './account.js';
import { failures } from './failures.js';
import { describeCallingKey, describeSubAccountKey } from './normalize.js';
import { apiKeyInfo, subAccountKeys, subAccounts, withdrawalAddresses } from './reads.js';
import { remedies } from './remedies.js';

/** MEXC describes the key that a request names; a master account's key lists its sub-accounts' keys. */
export const mexc: ExchangeAdapter = {
  id: 'mexc',
  name: 'MEXC',
  credentials: ['apiKey', 'secret'],
  reads: [apiKeyInfo, subAccounts, subAccountKeys, withdrawalAddresses],
  hazards: [],
  tells: {
    permissions: 'yes',
    ipList: 'yes',
    created: 'yes',
    modified: 'no',
    expires: 'partly',
    lastUsed: 'no',
    siblings: 'no',
    subAccounts: 'partly',
    safety: 'partly',
  },
  failures,
  remedies,

  /** Good answers have no code; 0 and 200 are those of other endpoints' good ones. */
  failureCode: (body) => {
    const code = idText(asObject(body)?.code);
    return code === undefined || code === '0' || code === '200' ? undefined : code;
  },

  collect: async (client: ExchangeClient, depth: Depth): Promise<Collected> => {
    const calling = describeCallingKey(await client.read(apiKeyInfo));
    if (depth === 'key') return { calling, others: [], refused: [] };
    const { safety } = await collectAccount(client, calling);
    if (depth === 'account') return { calling, others: [], safety, refused: [] };
    const subs = await collectSubAccounts(subAccountNames(client), (name) => keysOf(client, name));
    return { calling, ...subs, safety };
  },
};

const pageSize = 200;
/** Twenty thousand sub-accounts: nobody has that many, so that a list that goes on is going round in circles. */
const mostPages = 100;

/** The names of all sub-accounts. Only a page without anything new is sure to be the last. */
async function* subAccountNames(client: ExchangeClient): AsyncGenerator<string> {
  const seen = new Set<string>();
  for (let page = 1; page <= mostPages; page += 1) {
    const rows = rowsOf(await client.read(subAccounts, { page, limit: pageSize }), 'subAccounts');
    const names = new Set(rows.map(nameOf).filter((name) => !seen.has(name)));
    for (const name of names) {
      seen.add(name);
      yield name;
    }
    if (names.size > 0) continue;
    if (rows.length < pageSize) return;
    break;
  }
  throw unexpected('MEXC', 'its list of sub-accounts cannot be followed to its end');
}

async function* keysOf(client: ExchangeClient, subAccount: string): AsyncGenerator<OtherKey> {
  for (const row of rowsOf(await client.read(subAccountKeys, { subAccount }), 'subAccount')) {
    yield describeRow(client, subAccount, row);
  }
}

function rowsOf(answer: unknown, field: string): readonly unknown[] {
  const rows = asObject(answer)?.[field];
  if (!Array.isArray(rows)) throw unexpected('MEXC', `${field} is not a list`);
  return rows;
}

function nameOf(row: unknown): string {
  const name = idText(asObject(row)?.subAccount);
  if (name === undefined) throw unexpected('MEXC', 'a sub-account in its list has no name');
  return name;
}

function describeRow(client: ExchangeClient, owner: string, row: unknown): OtherKey {
  const body = asObject(row);
  const apiKey = body?.apiKey;
  if (body === undefined || typeof apiKey !== 'string' || apiKey === '') {
    throw unexpected('MEXC', 'a sub-account key in its list has no apiKey');
  }
  return {
    ...describeSubAccountKey(body, owner),
    identity: client.identify(apiKey),
    relation: 'sub-account',
  };
}
