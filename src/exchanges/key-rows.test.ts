import { describe, expect, it } from 'vitest';
import { listIn, readKeyList } from './key-rows.ts';
import type { Body } from './readers.ts';

it.each<[string, unknown, unknown]>([
  ['a list', [1], [1]],
  ['a wrapped list', { code: 0, rows: [1] }, [1]],
  ['two lists', { rows: [1], more: [2] }, undefined],
  ['no list', { code: 0 }, undefined],
  ['null', null, undefined],
  ['a text', 'rows', undefined],
])('the list in %s', (_, answer, expected) => {
  expect(listIn(answer)).toEqual(expected);
});

describe('keys of a list', () => {
  const nameOf = ({ id }: Body) => (typeof id === 'string' ? id : undefined);
  const read = (...rows: unknown[]) => readKeyList(rows, nameOf);

  it('are there once each, however often they are named', () => {
    const { keys, incomplete } = read({ id: 'a', n: 1 }, { id: 'b' }, { id: 'a', n: 1 });
    expect(keys.map(({ name, row }) => [name, row.known])).toEqual([
      ['a', true],
      ['b', true],
    ]);
    expect(incomplete).toBe(false);
  });

  it('tell nothing where they contradict themselves', () => {
    const [key] = read({ id: 'a', n: 1 }, { id: 'a', n: 2 }).keys;
    expect(key?.row).toMatchObject({ known: false, reason: 'unrecognized' });
  });

  it.each([null, 'row', [], {}, { id: 7 }])('may be missing where a row is %j', (odd) => {
    expect(read({ id: 'a' }, odd)).toMatchObject({ keys: [{ name: 'a' }], incomplete: true });
  });
});
