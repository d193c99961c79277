import type { Depth } from '../../model/account.js';
import type { Collected, ExchangeAdapter, ExchangeClient, OtherKey } from '../adapter.js';
import { allRows, type Page } from '../pages.js';
import { asObject, unexpected, wholeNumber } from '../readers.js';
import { collectSubAccounts } from '../sub-accounts.js';
import { codeOf, failures } from './failures.js';
import { describeCallingKey, describeSubAccountKey } from './normalize.js';
import {
  apiRestrictions,
  apiTradingStatus,
  subAccountKeyIps,
  subAccountKeys,
  subAccounts,
  withdrawalAddresses,
} from './reads.js';
import { remedies } from './remedies.js';
import { askAddresses, askTrading } from './safety.js';

/** Binance tells of the calling key alone; a master key with Reading also lists its sub-accounts' keys. */
export const binance: ExchangeAdapter = {
  id: 'binance',
  name: 'Binance',
  credentials: ['apiKey', 'secret'],
  reads: [
    apiRestrictions,
    withdrawalAddresses,
    apiTradingStatus,
    subAccounts,
    subAccountKeys,
    subAccountKeyIps,
  ],
  hazards: [],
  asymmetricKeys: 'Ed25519 or RSA',
  testHosts: ['testnet.binance.vision', 'testnet.binancefuture.com', 'demo-api.binance.com'],
  tells: {
    permissions: 'yes',
    ipList: 'no',
    created: 'yes',
    modified: 'no',
    expires: 'no',
    lastUsed: 'no',
    siblings: 'no',
    subAccounts: 'partly',
    safety: 'partly',
  },
  failures,
  remedies,

  failureCode: codeOf,

  collect: async (client: ExchangeClient, depth: Depth): Promise<Collected> => {
    const [answer, trading] = await Promise.all([
      client.read(apiRestrictions),
      depth === 'key' ? {} : askTrading(client),
    ]);
    const calling = describeCallingKey(answer);
    if (depth === 'key') return { calling, others: [], refused: [] };
    const safety = { ...trading, ...(await askAddresses(client, calling.permissions.withdraw)) };
    if (depth === 'account') return { calling, others: [], refused: [], safety };
    const keys = (email: string) => keysOf(client, email);
    return { calling, ...(await collectSubAccounts(subAccountEmails(client), keys)), safety };
  },
};

/** The same keys, for the same account, asked about in the same way: ccxt has a class for each kind of futures. */
export const binanceusdm: ExchangeAdapter = { ...binance, id: 'binanceusdm', name: 'Binance USD-M' };
export const binancecoinm: ExchangeAdapter = { ...binance, id: 'binancecoinm', name: 'Binance COIN-M' };

const textOf = (value: unknown) => JSON.stringify(value) ?? '';

/** The e-mail addresses that Binance knows sub-accounts by. */
async function* subAccountEmails(client: ExchangeClient): AsyncGenerator<string> {
  const limit = 200;
  const pageAt = async (page: number): Promise<Page> => {
    const rows = asObject(await client.read(subAccounts, { page, limit }))?.subAccounts;
    if (!Array.isArray(rows)) throw unexpected('Binance', 'its list of sub-accounts is not a list');
    return { rows, isLast: rows.length < limit };
  };
  for await (const row of allRows('Binance', pageAt, (row) => textOf(asObject(row)?.email))) {
    const email = asObject(row)?.email;
    if (typeof email !== 'string' || email === '') {
      throw unexpected('Binance', 'a sub-account in its list has no email');
    }
    yield email;
  }
}

async function* keysOf(client: ExchangeClient, email: string): AsyncGenerator<OtherKey> {
  const size = 100;
  const pageAt = async (page: number, rowsBefore: number): Promise<Page> => {
    const body = asObject(await client.read(subAccountKeys, { email, page, size }));
    const rows = body?.list;
    if (!Array.isArray(rows)) throw unexpected('Binance', 'its list of sub-account keys is not a list');
    const total = wholeNumber(body?.total);
    const isWhole = total === undefined ? rows.length < size : rowsBefore + rows.length >= total;
    return { rows, isLast: isWhole };
  };
  for await (const row of allRows('Binance', pageAt, textOf)) yield await describeRow(client, email, row);
}

async function describeRow(client: ExchangeClient, email: string, row: unknown): Promise<OtherKey> {
  const apiKey = asObject(row)?.apikey;
  if (typeof apiKey !== 'string' || apiKey === '') {
    throw unexpected('Binance', 'a sub-account key in its list has no apikey');
  }
  const ips = await client.read(subAccountKeyIps, { email, subAccountApiKey: apiKey });
  return {
    ...describeSubAccountKey(row, ips, email),
    identity: client.identify(apiKey),
    relation: 'sub-account',
  };
}
