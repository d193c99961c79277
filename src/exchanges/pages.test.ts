import { expect, it } from 'vitest';
import { allRows, goesOn, type Page, rowsBeforeFailure } from './pages.ts';

async function walk(pages: readonly Page[]): Promise<readonly unknown[]> {
  const rows: unknown[] = [];
  const ask = async (page: number) => pages[page - 1] ?? pages.at(-1) ?? { rows: [], isLast: true };
  for await (const row of allRows('Invented', ask, String)) rows.push(row);
  return rows;
}

it.each<[string, pages: Page[], expected: unknown[]]>([
  ['one page', [{ rows: [1, 2], isLast: true }], [1, 2]],
  [
    'more pages',
    [
      { rows: [1, 2], isLast: false },
      { rows: [2, 3], isLast: true },
    ],
    [1, 2, 3],
  ],
  ['nothing', [{ rows: [], isLast: true }], []],
  [
    'pages that do not tell',
    [
      { rows: [1], isLast: undefined },
      { rows: [2], isLast: undefined },
    ],
    [1, 2],
  ],
])('gives each row of %s once', async (_, pages, expected) => {
  expect(await walk(pages)).toEqual(expected);
});

it.each<[string, Page]>([
  ['a page that comes again', { rows: [1], isLast: false }],
  ['an empty page that is not the last', { rows: [], isLast: false }],
])('does not take %s for the end', async (_, page) => {
  await expect(walk([page])).rejects.toThrow('cannot be followed to its end');
});

it('tells how far it has come', async () => {
  const asked: unknown[] = [];
  const ask = async (page: number, before: number): Promise<Page> => {
    asked.push([page, before]);
    return { rows: [page, -page], isLast: page === 3 };
  };
  for await (const _ of allRows('Invented', ask, String));
  expect(asked).toEqual([
    [1, 0],
    [2, 2],
    [3, 4],
  ]);
});

it('gives up on a list without end', async () => {
  const ask = async (page: number): Promise<Page> => ({ rows: [page], isLast: false });
  const rows: unknown[] = [];
  await expect(async () => {
    for await (const row of allRows('Invented', ask, String)) rows.push(row);
  }).rejects.toThrow('cannot be followed to its end');
  expect(rows.length).toBeLessThanOrEqual(1000);
});

it('keeps the rows before a failure', async () => {
  const ask = async (page: number): Promise<Page> => ({ rows: [page], isLast: page === 2 });
  expect(await rowsBeforeFailure(allRows('Invented', ask, String))).toEqual({
    rows: [1, 2],
    failure: undefined,
  });
  const again = async (): Promise<Page> => ({ rows: [1], isLast: false });
  expect(await rowsBeforeFailure(allRows('Invented', again, String))).toMatchObject({
    rows: [1],
    failure: { kind: 'unexpected-response' },
  });
  const bug = async (): Promise<Page> => {
    throw new TypeError('a bug');
  };
  await expect(rowsBeforeFailure(allRows('Invented', bug, String))).rejects.toThrow('a bug');
});

it.each<[object, boolean]>([
  [{}, false],
  [{ next: null, has_more: false, total: 2 }, false],
  [{ next: '', next_key: null, hasMore: 'false', total: '2' }, false],
  [{ next: 'invented' }, true],
  [{ next_key: 'AA==' }, true],
  [{ nextCursor: 7 }, true],
  [{ has_more: true }, true],
  [{ hasMore: 'TRUE' }, true],
  [{ total: 3 }, true],
  [{ total_count: '3' }, true],
  [{ total: 'many', nextTime: 7 }, false],
  [{ meta: { total: 2 }, pagination: { next_key: null }, page: { total: 3 } }, false],
  [{ meta: { total: '3' } }, true],
  [{ pagination: { next_key: 'AA==' } }, true],
  [{ nextId: 5 }, true],
  [{ next_page_token: 'AA==' }, true],
  [{ continuation: 'AA==' }, true],
  [{ nextPageCursor: '', hasNextPage: false }, false],
  [{ hasNextPage: true }, true],
  [{ pageInfo: { hasMore: true } }, true],
  [{ next: { cursor: 7 } }, true],
  // What no text can be made of.
  [{ next: { toString: null } }, true],
  [{ has_more: [{ toString: null }] }, false],
])('%j beside a list of two says that it goes on: %s', (page, expected) => {
  expect(goesOn({ ...page }, 2) !== undefined).toBe(expected);
});
