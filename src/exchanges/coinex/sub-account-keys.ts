import type { Collected, ExchangeClient, OtherKey, Params, Read } from '../adapter.js';
import { allRows, type Page } from '../pages.js';
import { asObject, idText, unexpected } from '../readers.js';
import { collectSubAccounts } from '../sub-accounts.js';
import { describeSubAccountKey, isLastPage, rowsIn } from './normalize.js';
import { subAccountKeys, subAccounts } from './reads.js';

const name = 'CoinEx';

/** The keys of all sub-accounts. */
export async function askSubAccounts(client: ExchangeClient): Promise<Pick<Collected, 'others' | 'refused'>> {
  return await collectSubAccounts(subAccountNames(client), (subAccount) => keysOf(client, subAccount));
}

/** Frozen ones are left out unless they are asked for; their keys wake with them. */
async function* subAccountNames(client: ExchangeClient): AsyncGenerator<string> {
  const seen = new Set<string>();
  let hasNameless = false;
  for (const isFrozen of [false, true]) {
    for await (const row of rowsOf(client, subAccounts, { is_frozen: isFrozen }, 'sub_user_name')) {
      const subAccount = idText(asObject(row)?.sub_user_name);
      if (subAccount === undefined) hasNameless = true;
      else if (!seen.has(subAccount)) yield subAccount;
      if (subAccount !== undefined) seen.add(subAccount);
    }
  }
  if (hasNameless) throw unexpected(name, 'a sub-account in its list has no sub_user_name');
}

async function* keysOf(client: ExchangeClient, subAccount: string): AsyncGenerator<OtherKey> {
  let hasNameless = false;
  for await (const value of rowsOf(client, subAccountKeys, { sub_user_name: subAccount }, 'access_id')) {
    const row = asObject(value) ?? {};
    const { access_id: apiKey } = row;
    if (typeof apiKey !== 'string' || apiKey === '') {
      hasNameless = true;
      continue;
    }
    yield {
      ...describeSubAccountKey(row, subAccount),
      identity: client.identify(apiKey),
      relation: 'sub-account',
    };
  }
  if (hasNameless) throw unexpected(name, 'a key in a list of it has no access_id');
}

/** Fifty keys are the most that a sub-account can have. */
const pageSize = 50;

/** @param field what tells one row from another */
function rowsOf(client: ExchangeClient, read: Read, params: Params, field: string): AsyncGenerator<unknown> {
  const ask = async (page: number): Promise<Page> => {
    const answer = await client.read(read, { ...params, page, limit: pageSize });
    return { rows: rowsIn(answer), isLast: isLastPage(answer) };
  };
  return allRows(name, ask, (row) => idText(asObject(row)?.[field]) ?? JSON.stringify(row));
}
