import type { Depth } from '../../model/account.js';
import type { Collected, ExchangeAdapter, ExchangeClient, OtherKey } from '../adapter.js';
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

/** The e-mail addresses that Binance knows sub-accounts by. */
async function* subAccountEmails(client: ExchangeClient): AsyncGenerator<string> {
  const limit = 200;
  for (let page = 1; page <= mostPages; page += 1) {
    const rows = asObject(await client.read(subAccounts, { page, limit }))?.subAccounts;
    if (!Array.isArray(rows)) throw unexpected('Binance', 'its list of sub-accounts is not a list');
    for (const row of rows) {
      const email = asObject(row)?.email;
      if (typeof email !== 'string') throw unexpected('Binance', 'a sub-account in its list has no email');
      yield email;
    }
    if (rows.length < limit) return;
  }
  throw unexpected('Binance', 'its list of sub-accounts has no end');
}

/** Nobody has that many; a list that is longer goes round in circles. */
const mostPages = 100;

async function* keysOf(client: ExchangeClient, email: string): AsyncGenerator<OtherKey> {
  const size = 100;
  let seen = 0;
  for (let page = 1; page <= mostPages; page += 1) {
    const body = asObject(await client.read(subAccountKeys, { email, page, size }));
    if (!Array.isArray(body?.list)) throw unexpected('Binance', 'its list of sub-account keys is not a list');
    for (const row of body.list) yield await describeRow(client, email, row);
    seen += body.list.length;
    const total = wholeNumber(body.total);
    if (body.list.length === 0 || (total === undefined ? body.list.length < size : seen >= total)) return;
  }
  throw unexpected('Binance', 'its list of sub-account keys has no end');
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
