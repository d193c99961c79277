import { AccountError } from '../../model/account-error.js';
import type { ExchangeClient } from '../adapter.js';
import { asObject, unexpected, wholeNumber } from '../readers.js';
import { isSuccess } from './failures.js';
import { credentials } from './reads.js';

/** The most that a page may hold. WOO X tells how many it gave (`recordsPerPage`), which can be less. */
const size = 1000;
/** Each waits for its turn under the limit. Nobody has ten thousand keys. */
const mostPages = 10;

export interface Rows {
  readonly rows: readonly unknown[];
  /** Why the list is not whole, where it is not. */
  readonly refused: readonly AccountError[];
}

/**
 * The rows of all pages. Throws where the first cannot be read; what is wrong with a later one leaves the rows before.
 * @param isEnough whether the rest need not be asked for
 */
export async function allRows(
  client: ExchangeClient,
  isEnough: (rows: readonly unknown[]) => boolean,
): Promise<Rows> {
  const rows: unknown[] = [];
  const seen = new Set<string>();
  for (let page = 1; page <= mostPages; page += 1) {
    const { fresh, total, isLast, failure } = await pageOf(client, page, seen);
    if (failure !== undefined) return { rows, refused: [failure] };
    rows.push(...fresh);
    if (isEnough(rows) || rows.length === total) return { rows, refused: [] };
    // Without a total, only a page that is empty shows that there are no more.
    if (isLast && total === undefined) return { rows, refused: [] };
    if (fresh.length === 0) break;
  }
  return { rows, refused: [unexpected('WOO X', 'its list of keys cannot be followed to its end')] };
}

interface Page {
  /** What the pages before had not. */
  readonly fresh: readonly unknown[];
  readonly total: number | undefined;
  readonly isLast: boolean;
  readonly failure?: AccountError;
}

async function pageOf(client: ExchangeClient, page: number, seen: Set<string>): Promise<Page> {
  try {
    const answer = await client.read(credentials, { page, size });
    const data = asObject(asObject(answer)?.data);
    if (!isSuccess(answer)) throw unexpected('WOO X', 'success is not true');
    if (!Array.isArray(data?.rows)) throw unexpected('WOO X', 'data.rows is not a list of keys');
    const texts = data.rows.map((row) => JSON.stringify(row));
    const fresh = data.rows.filter((_, index) => !seen.has(texts[index] ?? ''));
    for (const text of texts) seen.add(text);
    return {
      fresh,
      total: wholeNumber(asObject(data.meta)?.total),
      isLast: data.rows.length === 0,
    };
  } catch (failure) {
    if (page === 1 || !(failure instanceof AccountError)) throw failure;
    return { fresh: [], total: undefined, isLast: true, failure };
  }
}
