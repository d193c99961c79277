import { AccountError } from '../../model/account-error.js';
import { type Fact, unknown } from '../../model/fact.js';
import type { IpRestriction, KeyDescription } from '../../model/key-facts.js';
import type { Collected, ExchangeClient, OtherKey, Params, Read } from '../adapter.js';
import { agreed, namedBy, namelessIn, readKeyList } from '../key-lists.js';
import { allRows, goesOn, type Page, rowsBeforeFailure } from '../pages.js';
import { asObject, idText, unexpected, wholeNumber } from '../readers.js';
import { collectSubAccounts } from '../sub-accounts.js';
import { describeSubAccountKey, ipRestrictionOf, rowsIn } from './normalize.js';
import { subAccountKeyAddresses, subAccountKeys, subAccounts } from './reads.js';

const name = 'WhiteBIT';

/** The keys of all sub-accounts, with the IP addresses of each. */
export async function askSubAccounts(client: ExchangeClient): Promise<Pick<Collected, 'others' | 'refused'>> {
  return await collectSubAccounts(subAccountIds(client), (id) => keysOf(client, id));
}

async function* subAccountIds(client: ExchangeClient): AsyncGenerator<string> {
  let hasNameless = false;
  const nameOf = (row: unknown) => idText(asObject(row)?.id) ?? JSON.stringify(row);
  for await (const row of rowsOf(client, subAccounts, {}, nameOf)) {
    const id = idText(asObject(row)?.id);
    if (id === undefined) hasNameless = true;
    else yield id;
  }
  if (hasNameless) throw unexpected(name, 'a sub-account in its list has no id');
}

async function* keysOf(client: ExchangeClient, subAccountId: string): AsyncGenerator<OtherKey> {
  const { rows, failure } = await rowsBeforeFailure(
    rowsOf(client, subAccountKeys, { subAccountId }, JSON.stringify),
  );
  const list = readKeyList(rows, namedBy('apiKey'), () => false);
  for (const { name: apiKey, rows } of list.others) {
    const described: KeyDescription[] = [];
    let end: AccountError | undefined;
    for (const row of rows) {
      const addresses = await addressesOf(client, idText(row.id));
      described.push(describeSubAccountKey(row, subAccountId, addresses.ipRestriction));
      end ??= addresses.end;
    }
    yield { ...agreed(described), identity: client.identify(apiKey), relation: 'sub-account' };
    if (end !== undefined) throw end;
  }
  if (failure !== undefined) throw failure;
  for (const error of namelessIn(list, name)) throw error;
}

interface Addresses {
  readonly ipRestriction: Fact<IpRestriction>;
  /** What would meet the next call too. */
  readonly end?: AccountError;
}

/** @param id of the key's row, which is not the key itself */
async function addressesOf(client: ExchangeClient, id: string | undefined): Promise<Addresses> {
  if (id === undefined)
    return { ipRestriction: unknown('malformed', 'id is missing, so that no addresses were asked for') };
  try {
    return { ipRestriction: ipRestrictionOf(await client.read(subAccountKeyAddresses, { apiKeyId: id })) };
  } catch (error) {
    if (!(error instanceof AccountError)) throw error;
    const ipRestriction = unknown('refused', error.message);
    return error.kind === 'permission-refused' || error.kind === 'unexpected-response'
      ? { ipRestriction }
      : { ipRestriction, end: error };
  }
}

/** The most that a page can have. */
const pageSize = 100;

/**
 * The rows of a list. A page that is shorter than its limit is the last, unless it says that the list goes on.
 * @param nameOf what tells one row from another
 */
function rowsOf(
  client: ExchangeClient,
  read: Read,
  params: Params,
  nameOf: (row: unknown) => string,
): AsyncGenerator<unknown> {
  const seen = new Set<string>();
  const ask = async (_: number, offset: number): Promise<Page> => {
    const answer = await client.read(read, { ...params, limit: pageSize, offset });
    const rows = rowsIn(answer);
    // The server may allow less on a page than was asked for; more than that it does not give.
    const limit = wholeNumber(asObject(answer)?.limit);
    const isShort = limit === undefined || limit < 1 ? undefined : rows.length < Math.min(limit, pageSize);
    for (const row of rows) seen.add(nameOf(row));
    const hasMore = goesOn(asObject(answer) ?? {}, seen.size) !== undefined;
    return { rows, isLast: hasMore ? false : isShort };
  };
  return allRows(name, ask, nameOf);
}
