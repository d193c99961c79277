import type { ExchangeClient, Params, Read } from '../adapter.js';
import { absent, asObject, type Body, idText, unexpected, wholeNumber } from '../readers.js';

/** An answer is `{retCode, retMsg, result, retExtInfo, time}`; `retCode` 0 is a good one. */
export async function resultOf(client: ExchangeClient, read: Read, params: Params = {}): Promise<Body> {
  const body = asObject(await client.read(read, params));
  const result = asObject(body?.result);
  if (wholeNumber(body?.retCode) !== 0 || result === undefined) {
    throw unexpected('Bybit', 'not with the documented object');
  }
  return result;
}

export interface PagedList {
  /** The field of the rows, and that of the next page's cursor. */
  readonly rows: string;
  readonly next: string;
  /** The cursor after the last page. */
  readonly end: string;
  /** What a request calls the cursor. */
  readonly parameter: string;
  /** Whether a page without rows is the last one, too, whatever its cursor. */
  readonly endsEmpty?: boolean;
}

/** A hundred thousand sub-accounts; a list that is longer has no end. */
const mostPages = 1000;

/** The rows of all pages. A page that does not say whether it is the last one leaves the list incomplete. */
export async function* pages(
  client: ExchangeClient,
  read: Read,
  params: Params,
  list: PagedList,
): AsyncGenerator<unknown> {
  const seen = new Set<string>();
  let result = await resultOf(client, read, params);
  for (;;) {
    const rows = result[list.rows];
    if (!Array.isArray(rows)) throw unexpected('Bybit', `${list.rows} of ${read.path} is not a list`);
    yield* rows;
    const cursor = result[list.next];
    const next = cursor === '' ? '' : idText(cursor);
    if (next === list.end || (rows.length === 0 && list.endsEmpty === true)) return;
    if (next === undefined || next === '' || seen.has(next) || seen.size === mostPages) {
      const what = absent(cursor) ? 'is missing' : 'leads nowhere';
      throw unexpected('Bybit', `${list.next} of ${read.path} ${what}: rows may be missing from the report`);
    }
    seen.add(next);
    result = await resultOf(client, read, { ...params, [list.parameter]: next });
  }
}
