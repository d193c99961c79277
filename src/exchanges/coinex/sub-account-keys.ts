import type { Collected, ExchangeClient, OtherKey, Params, Read } from '../adapter.js';
import { describeOthers, namedBy, namelessIn, readKeyList } from '../key-lists.js';
import { allRows, type Page, rowsBeforeFailure } from '../pages.js';
import { asObject, type Body, idText, unexpected } from '../readers.js';
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
  const nameOf = (row: unknown) => nameIn(row) ?? JSON.stringify(row);
  const seen = new Set<string>();
  let hasNameless = false;
  for (const isFrozen of [false, true]) {
    for await (const row of rowsOf(client, subAccounts, { is_frozen: isFrozen }, nameOf)) {
      const subAccount = nameIn(row);
      if (subAccount === undefined) hasNameless = true;
      else if (!seen.has(subAccount)) yield subAccount;
      if (subAccount !== undefined) seen.add(subAccount);
    }
  }
  if (hasNameless) throw unexpected(name, 'a sub-account in its list has no sub_user_name');
}

function nameIn(row: unknown): string | undefined {
  return idText(asObject(row)?.sub_user_name);
}

async function* keysOf(client: ExchangeClient, subAccount: string): AsyncGenerator<OtherKey> {
  const params = { sub_user_name: subAccount };
  const { rows, failure } = await rowsBeforeFailure(rowsOf(client, subAccountKeys, params, JSON.stringify));
  const list = readKeyList(rows, namedBy('access_id'), () => false);
  const describe = (row: Body) => describeSubAccountKey(row, subAccount, Date.now());
  yield* describeOthers(client, list, describe, () => 'sub-account');
  if (failure !== undefined) throw failure;
  for (const error of namelessIn(list, name)) throw error;
}

/** Fifty keys are the most that a sub-account can have. */
const pageSize = 50;

/** @param nameOf what tells one row from another */
function rowsOf(
  client: ExchangeClient,
  read: Read,
  params: Params,
  nameOf: (row: unknown) => string,
): AsyncGenerator<unknown> {
  const seen = new Set<string>();
  const ask = async (page: number): Promise<Page> => {
    const answer = await client.read(read, { ...params, page, limit: pageSize });
    const rows = rowsIn(answer);
    for (const row of rows) seen.add(JSON.stringify(row));
    return { rows, isLast: isLastPage(answer, seen.size) };
  };
  return allRows(name, ask, nameOf);
}
