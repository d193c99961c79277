import { describe, expect, it } from 'vitest';
import { known, unknown } from '../model/fact.ts';
import { type KeyDescription, unknownDescription } from '../model/key-facts.ts';
import type { ExchangeClient } from './adapter.ts';
import {
  agreed,
  describeOthers,
  describeOwn,
  listAt,
  listIn,
  namedBy,
  namelessIn,
  readKeyList,
} from './key-lists.ts';
import { type Body, flag, label } from './readers.ts';

const client = {
  identify: (apiKey: string) => ({ fingerprint: apiKey, masked: '…' }),
} as Partial<ExchangeClient> as ExchangeClient;

const goesOn = (field: string) => unknown('unrecognized', `${field} says that the list goes on`);

const untold = unknownDescription(unknown('not-exposed', 'not told'));

function describeRow(row: Body): KeyDescription {
  return {
    ...untold,
    label: label(row.name, 'name'),
    permissions: { ...untold.permissions, withdraw: flag(row.withdraw, 'withdraw') },
    ...('on' in row && { enabled: flag(row.on, 'on') }),
  };
}
const read = (...rows: unknown[]) => readKeyList(rows, namedBy('id'), (name) => name === 'mine');
const own = (...rows: unknown[]) => describeOwn(read(...rows), describeRow);
const others = (...rows: unknown[]) => describeOthers(client, read(...rows), describeRow);

it.each<[string, unknown, unknown]>([
  ['a list', [1], { rows: [1] }],
  ['a wrapped list', { code: 0, rows: [1] }, { rows: [1] }],
  ['a list that goes on', { total: 2, rows: [1] }, { rows: [1], doubt: goesOn('total') }],
  ['two lists', { rows: [1], more: [2] }, undefined],
  ['no list', { code: 0 }, undefined],
  ['null', null, undefined],
  ['a text', 'rows', undefined],
])('the list in %s', (_, answer, expected) => {
  expect(listIn(answer)).toEqual(expected);
});

it.each<[string, unknown, unknown]>([
  ['a list', { data: { rows: [1], more: [] } }, { rows: [1] }],
  ['a list that goes on', { data: { rows: [1], next: 2 } }, { rows: [1], doubt: goesOn('next') }],
  [
    'a list that goes on by what is around it',
    { data: { rows: [1] }, hasMore: true },
    { rows: [1], doubt: goesOn('hasMore') },
  ],
  ['no list', { data: { rows: { 0: 1 } } }, undefined],
  ['a list elsewhere', { data: [1], rows: [1] }, undefined],
  ['null', null, undefined],
])('what is at its documented place: %s', (_, answer, expected) => {
  expect(listAt(answer, 'data', 'rows')).toEqual(expected);
});

describe('the key that asks', () => {
  it('is found wherever it stands, and is switched on', () => {
    const key = own({ id: 'other', withdraw: true }, { id: 'mine', withdraw: false });
    expect([key.permissions.withdraw, key.enabled]).toEqual([known(false), known(true)]);
  });

  it.each([
    [[{ on: true }], true],
    [[{ on: 'perhaps' }], true],
    [[{ on: false }], 'unrecognized'],
    [[{ on: true }, { on: false }], 'unrecognized'],
  ])(
    'is switched on, whatever rows like %j cannot tell, and nothing where one denies it',
    (rows, expected) => {
      const { enabled } = own(...rows.map((row) => ({ id: 'mine', ...row })));
      expect(enabled.known ? enabled.value : enabled.reason).toBe(expected);
    },
  );

  it.each([
    ['an empty list', []],
    ["another's", [{ id: 'other', withdraw: false }]],
    ['one without a name', [{ withdraw: false }, null, 'mine', ['mine'], { id: ['mine'] }, { id: '' }]],
  ])('is never taken for another: %s', (_, rows) => {
    expect(own(...rows).permissions.withdraw).toMatchObject({ known: false, reason: 'malformed' });
  });

  it('that is there twice keeps what both rows say', () => {
    const key = own({ id: 'mine', name: 'a', withdraw: false }, { id: 'mine', name: 'a', withdraw: true });
    expect(key.label).toEqual(known('a'));
    expect(key.permissions.withdraw).toMatchObject({ known: false, reason: 'malformed' });
  });

  it('that is there under two names keeps what both rows say', () => {
    const rows = [
      { id: 'mine', withdraw: false },
      { id: 'mi**', withdraw: true },
    ];
    const list = readKeyList(rows, namedBy('id'), (name) => name.startsWith('mi'));
    expect(describeOwn(list, describeRow).permissions.withdraw).toMatchObject({ known: false });
    expect(list.others).toEqual([]);
  });
});

describe('the other keys', () => {
  it('are told once each, and never as the one that asks', () => {
    const told = others({ id: 'a' }, { id: 'mine' }, { id: 'b' }, { id: 'a' });
    expect(told.map(({ identity }) => identity.fingerprint)).toEqual(['a', 'b']);
  });

  it('that are there twice keep what both rows say, and are of the account unless a row tells otherwise', () => {
    const rows = [
      { id: 'a', name: 'x', withdraw: false, user: 1 },
      { id: 'a', name: 'x', withdraw: true, user: 1 },
    ];
    const [sibling] = others(...rows);
    expect(sibling).toMatchObject({ label: known('x'), relation: 'sibling' });
    expect(sibling?.permissions.withdraw).toMatchObject({ known: false, reason: 'malformed' });
    const relationOf = ({ user }: Body) => (user === 1 ? 'sub-account' : 'sibling');
    expect(describeOthers(client, read(...rows), describeRow, relationOf)).toMatchObject([
      { relation: 'sub-account' },
    ]);
  });
});

describe('a list', () => {
  it('with a key that has no name is not whole, and what is in the row stays there', () => {
    const list = read({ id: 7, name: 'INVENTED' }, { id: 'a' });
    expect(
      namelessIn(list, 'Example').map(({ kind, message }) => [kind, message.includes('INVENTED')]),
    ).toEqual([['unexpected-response', false]]);
    expect(namelessIn(read({ id: 'a' }), 'Example')).toEqual([]);
  });

  it.each([null, 'row', [], {}, { id: 7 }, { id: ' ' }])('may lack a key where a row is %j', (odd) => {
    expect(read({ id: 'a' }, odd)).toMatchObject({
      others: [{ name: 'a' }],
      doubt: { known: false, reason: 'malformed' },
    });
  });

  it('that goes on is not whole', () => {
    const list = readKeyList({ rows: [{ id: 'a' }], doubt: goesOn('next') }, namedBy('id'), () => false);
    expect(list).toMatchObject({ others: [{ name: 'a' }], doubt: goesOn('next') });
    expect(namelessIn(list, 'Example')).toMatchObject([
      { kind: 'unexpected-response', message: 'Example answered, but next says that the list goes on.' },
    ]);
  });

  it('has the rows of a key together', () => {
    const { others, doubt } = read({ id: 'a', n: 1 }, { id: 'b' }, { id: 'a', n: 2 });
    expect(others.map(({ name, rows }) => [name, rows.length])).toEqual([
      ['a', 2],
      ['b', 1],
    ]);
    expect(doubt).toBeUndefined();
  });
});

describe('rows about one key', () => {
  const reads = {
    ...untold,
    permissions: { ...untold.permissions, read: known(true), withdraw: known(false) },
  };

  it('leave what all of them say, and nothing that they contradict', () => {
    const withdraws = { ...reads, permissions: { ...reads.permissions, withdraw: known(true) } };
    const one = agreed([reads, withdraws, reads]);
    expect(one.permissions.read).toEqual(known(true));
    expect(one.permissions.withdraw).toMatchObject({ known: false, reason: 'malformed' });
    expect(one.label).toEqual(untold.label);
    expect(agreed([reads])).toEqual(reads);
  });

  it('tell what kind of key it is only where they agree', () => {
    const agent = { ...reads, kind: known('agent' as const) };
    const master = { ...reads, kind: known('master-key' as const) };
    expect(agreed([agent, agent]).kind).toEqual(known('agent'));
    expect(agreed([agent, master]).kind).toMatchObject({ known: false, reason: 'malformed' });
  });

  it('tell nothing where there are none', () => {
    expect(agreed([]).enabled).toMatchObject({ known: false, reason: 'malformed' });
  });
});
