import { AccountError } from '../model/account-error.js';
import { unexpected } from './readers.js';

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
