import type { Depth } from '../../model/account.js';
import { AccountError } from '../../model/account-error.js';
import type { Collected, ExchangeAdapter, ExchangeClient, OtherKey } from '../adapter.js';
import { asObject, idText, unexpected, wholeNumber } from '../readers.js';
import { failures } from './failures.js';
import { describeCallingKey, describeSubAccountKey } from './normalize.js';
import { apiRestrictions, subAccountKeyIps, subAccountKeys, subAccounts } from './reads.js';
import { remedies } from './remedies.js';

/** Binance tells of the calling key alone; a master key with Reading also lists its sub-accounts' keys. */
export const binance: ExchangeAdapter = {
  id: 'binance',
  name: 'Binance',
  credentials: ['apiKey', 'secret'],
  reads: [apiRestrictions, subAccounts, subAccountKeys, subAccountKeyIps],
  hazards: [],
  tells: {
    permissions: 'yes',
    ipList: 'no',
    created: 'yes',
    modified: 'no',
    expires: 'no',
    lastUsed: 'no',
    siblings: 'no',
    subAccounts: 'partly',
  },
  failures,
  remedies,

  /** An error is `{code, msg}`; good answers of these endpoints have no code of their own. */
  failureCode: (body) => {
    const code = idText(asObject(body)?.code);
    return code === undefined || code === '0' || code === '200' ? undefined : code;
  },

  collect: async (client: ExchangeClient, depth: Depth): Promise<Collected> => {
    const calling = describeCallingKey(await client.read(apiRestrictions));
    if (depth !== 'sub-accounts') return { calling, others: [], refused: [] };
    return { calling, ...(await collectSubAccounts(client)) };
  },
};

async function collectSubAccounts(client: ExchangeClient): Promise<Pick<Collected, 'others' | 'refused'>> {
  const others: OtherKey[] = [];
  const refused: AccountError[] = [];
  try {
    for (const email of await listSubAccounts(client)) {
      for (const row of await listKeys(client, email)) others.push(await describeRow(client, email, row));
    }
  } catch (error) {
    if (!(error instanceof AccountError)) throw error;
    refused.push(error);
  }
  return { others, refused };
}

/** The e-mail addresses that Binance knows sub-accounts by. */
async function listSubAccounts(client: ExchangeClient): Promise<readonly string[]> {
  const limit = 200;
  const emails: string[] = [];
  for (let page = 1; ; page += 1) {
    const rows = asObject(await client.read(subAccounts, { page, limit }))?.subAccounts;
    if (!Array.isArray(rows)) throw unexpected('Binance', 'its list of sub-accounts is not a list');
    for (const row of rows) {
      const email = asObject(row)?.email;
      if (typeof email !== 'string') throw unexpected('Binance', 'a sub-account in its list has no email');
      emails.push(email);
    }
    if (rows.length < limit) return emails;
  }
}

async function listKeys(client: ExchangeClient, email: string): Promise<readonly unknown[]> {
  const size = 100;
  const keys: unknown[] = [];
  for (let page = 1; ; page += 1) {
    const body = asObject(await client.read(subAccountKeys, { email, page, size }));
    if (!Array.isArray(body?.list)) throw unexpected('Binance', 'its list of sub-account keys is not a list');
    keys.push(...body.list);
    const total = wholeNumber(body.total) ?? keys.length;
    if (body.list.length === 0 || keys.length >= total) return keys;
  }
}

async function describeRow(client: ExchangeClient, email: string, row: unknown): Promise<OtherKey> {
  const apiKey = asObject(row)?.apikey;
  if (typeof apiKey !== 'string') throw unexpected('Binance', 'a sub-account key in its list has no apikey');
  const ips = await client.read(subAccountKeyIps, { email, subAccountApiKey: apiKey });
  return {
    ...describeSubAccountKey(row, ips, email),
    identity: client.identify(apiKey),
    relation: 'sub-account',
  };
}
