import { AccountError } from '../model/account-error.js';
import { type Unknown, unknown } from '../model/fact.js';
import { wordOf } from './failures.js';
import { absent, asObject, type Body, unexpected, wholeNumber } from './readers.js';

/** One page of a list. */
export interface Page {
  readonly rows: readonly unknown[];
  /** undefined where the answer does not tell: then the list ends with the first page that has nothing new. */
  readonly isLast: boolean | undefined;
}

/** No account has that many pages: a list that goes on is going round in circles. */
const mostPages = 200;

/**
 * All rows of a list, each once, page after page.
 * @param ask for a page, by its number (from 1) and by how many rows the pages before it had
 * @param nameOf what tells one row from another
 */
export async function* allRows(
  exchangeName: string,
  ask: (page: number, rowsBefore: number) => Promise<Page>,
  nameOf: (row: unknown) => string,
): AsyncGenerator<unknown> {
  const seen = new Set<string>();
  let rowsBefore = 0;
  for (let page = 1; page <= mostPages; page += 1) {
    const { rows, isLast } = await ask(page, rowsBefore);
    const before = seen.size;
    for (const row of rows) {
      const name = nameOf(row);
      if (!seen.has(name)) yield row;
      seen.add(name);
    }
    const isOver = isLast ?? seen.size === before;
    if (isOver) return;
    if (seen.size === before) break;
    rowsBefore += rows.length;
  }
  throw unexpected(exchangeName, 'a list of it cannot be followed to its end');
}

/** The rows of a list as far as it can be read, and what ended it before its end. */
export async function rowsBeforeFailure(
  list: AsyncIterable<unknown>,
): Promise<{ readonly rows: readonly unknown[]; readonly failure: AccountError | undefined }> {
  const rows: unknown[] = [];
  try {
    for await (const row of list) rows.push(row);
    return { rows, failure: undefined };
  } catch (failure) {
    if (!(failure instanceof AccountError)) throw failure;
    return { rows, failure };
  }
}

/**
 * Why a list may not be whole whose exchange documents no pages: something in the answer says that it goes on.
 * @param count how many rows it has
 */
export function goesOn(page: Body, count: number): Unknown | undefined {
  const field = Object.keys(page).find((name) => saysMore(name, page[name], count));
  return field === undefined ? undefined : unknown('unrecognized', `${field} says that the list goes on`);
}

function saysMore(name: string, value: unknown, count: number): boolean {
  const text = absent(value) ? '' : wordOf(value);
  if (/^(next|next_?(id|key|cursor|page|token|page_?(cursor|token))|continuation(_?token)?)$/i.test(name)) {
    const holdsMore = typeof value === 'object' && value !== null && Object.keys(value).length > 0;
    return holdsMore || !['', 'false', '0'].includes(text);
  }
  if (/^has_?(more|next(_?page)?)$/i.test(name)) return text === 'true' || text === '1';
  if (/^(meta|paging|pagination|page_?info)$/i.test(name))
    return goesOn(asObject(value) ?? {}, count) !== undefined;
  return /^total(_?count)?$/i.test(name) && (wholeNumber(value) ?? 0) > count;
}
