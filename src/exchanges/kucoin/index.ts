import type { Depth } from '../../model/account.js';
import type { Collected, ExchangeAdapter, ExchangeClient, OtherKey } from '../adapter.js';
import { identifyShown } from '../identity.js';
import { asObject, flag, idText, unexpected, wholeNumber } from '../readers.js';
import { collectSubAccounts, eachReadable } from '../sub-accounts.js';
import { failures } from './failures.js';
import { dataOf, describeCallingKey, describeSubAccountKey, keyInfoOf } from './normalize.js';
import { keyInfo, subAccountKeys, subAccounts } from './reads.js';
import { remedies } from './remedies.js';

/** KuCoin tells of the calling key; a master account's key also lists its sub-accounts' keys. */
export const kucoin: ExchangeAdapter = {
  id: 'kucoin',
  name: 'KuCoin',
  credentials: ['apiKey', 'secret', 'password'],
  reads: [keyInfo, subAccounts, subAccountKeys],
  hazards: [
    {
      name: 'idle-timer',
      what:
        'KuCoin deletes a key that can trade and has no IP restriction, or takes its right to trade, once ' +
        'it was not used for 30 days; whether an audit is a use, and starts the 30 days again, is not ' +
        'documented.',
      handling: 'inherent',
      how:
        'Bots and funds are not touched by it, but a forgotten key may live on for as long as it is ' +
        'audited. Keys with General alone do not end.',
    },
  ],
  tells: {
    permissions: 'yes',
    ipList: 'yes',
    created: 'yes',
    modified: 'no',
    expires: 'partly',
    lastUsed: 'no',
    siblings: 'no',
    subAccounts: 'partly',
    safety: 'no',
  },
  failures,
  remedies,

  failureCode: (body) => {
    const code = idText(asObject(body)?.code);
    return code === '200000' ? undefined : code;
  },

  collect: async (client: ExchangeClient, depth: Depth): Promise<Collected> => {
    const info = keyInfoOf(await client.read(keyInfo));
    const calling = describeCallingKey(info);
    const master = flag(info.isMaster, 'isMaster');
    const isSubAccount = master.known && !master.value;
    if (depth !== 'sub-accounts' || isSubAccount) return { calling, others: [], refused: [] };
    const keys = (name: string) => keysOf(client, name);
    return { calling, ...(await collectSubAccounts(eachReadable(subAccountItems(client), nameOf), keys)) };
  },
};

/** The same keys, asked about at the same host: the one for futures does not tell of keys. */
export const kucoinfutures: ExchangeAdapter = { ...kucoin, id: 'kucoinfutures', name: 'KuCoin Futures' };

const pageSize = 100;
/** Ten thousand sub-accounts: nobody has that many, so that a list that goes on is going round in circles. */
const mostPages = 100;

/** What KuCoin lists sub-accounts by, each once. */
async function* subAccountItems(client: ExchangeClient): AsyncGenerator<unknown> {
  const seen = new Set<string>();
  for (let currentPage = 1; currentPage <= mostPages; currentPage += 1) {
    const data = asObject(dataOf(await client.read(subAccounts, { currentPage, pageSize })));
    const items = data?.items;
    if (!Array.isArray(items)) throw unexpected('KuCoin', 'its list of sub-accounts is not a list');
    const fresh = items.filter((item) => {
      const name = JSON.stringify(asObject(item)?.subName ?? item);
      return !seen.has(name) && seen.add(name);
    });
    yield* fresh;
    const pages = wholeNumber(data?.totalPage);
    if (pages === undefined ? items.length < pageSize : currentPage >= pages) return;
    if (fresh.length === 0) break;
  }
  throw unexpected('KuCoin', 'its list of sub-accounts cannot be followed to its end');
}

function nameOf(item: unknown): string {
  const name = asObject(item)?.subName;
  if (typeof name !== 'string' || name === '') {
    throw unexpected('KuCoin', 'a sub-account in its list has no subName');
  }
  return name;
}

async function* keysOf(client: ExchangeClient, subName: string): AsyncGenerator<OtherKey> {
  // KuCoin signs the query as it is before encoding, and so ccxt does not encode it: such a name would ask for
  // another sub-account.
  if (/[&#%+]/.test(subName)) throw unexpected('KuCoin', 'a sub-account has a name that cannot be asked for');
  const rows = dataOf(await client.read(subAccountKeys, { subName }));
  if (!Array.isArray(rows)) throw unexpected('KuCoin', 'its list of sub-account keys is not a list');
  yield* eachReadable(rows, (row) => describeRow(client, subName, row));
}

function describeRow(client: ExchangeClient, owner: string, row: unknown): OtherKey {
  const body = asObject(row);
  const apiKey = body?.apiKey;
  if (body === undefined || typeof apiKey !== 'string' || apiKey === '') {
    throw unexpected('KuCoin', 'a sub-account key in its list has no apiKey');
  }
  return {
    ...describeSubAccountKey(body, owner),
    identity: identifyShown(client, apiKey, [owner, body.createdAt, body.remark]),
    relation: 'sub-account',
  };
}
