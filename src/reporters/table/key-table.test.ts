import { describe, expect, it } from 'vitest';
import { demoReport, keyReport, plain } from '../../../test/helpers/report.ts';
import type { KeyReport } from '../../model/report.ts';
import { keyTable } from './key-table.ts';
import { columns } from './layout.ts';
import { styleOf } from './style.ts';

const draw = (keys: readonly Partial<KeyReport>[], width = 80) =>
  keyTable(styleOf({ ...plain, width }), demoReport({ keys: keys.map(keyReport) })).split('\n');
/** The only row of a table with one key, and of 80 columns. */
const row = (key: Partial<KeyReport>) => draw([key]).at(-1) ?? '';

it.each([
  ['no list', { state: 'unrestricted', allowed: null }, 'any'],
  ['one address', { state: 'restricted', allowed: ['203.0.113.7'] }, '1 IP'],
  ['two', { state: 'restricted', allowed: ['203.0.113.7', '203.0.113.8'] }, '2 IPs'],
  ['a list that is not shown', { state: 'restricted', allowed: null }, 'list'],
  ['silence', { state: 'unknown', allowed: null }, '?'],
] as const)('IP restriction: %s', (_, ipRestriction, expected) => {
  expect(row({ ipRestriction })).toContain(` ${expected} `);
});

it.each([
  ['2026-11-23T09:59:59.000Z', '0d', 'today'],
  ['2026-11-22T09:00:00.000Z', '1d', 'yesterday'],
  ['2024-11-23T10:00:00.000Z', '730d', '730d ago'],
  ['2016-11-23T10:00:00.000Z', '10.0y', '10.0y ago'],
  // By the exchange's clock this is still to come.
  ['2026-11-24T10:00:00.000Z', '-1d', '-1d ago'],
  [null, '?', '?'],
])('a change at %s', (modifiedAt, short, long) => {
  expect(row({ modifiedAt })).toMatch(new RegExp(` ${short.replace('?', '\\?')}$`));
  expect(draw([{ modifiedAt }], 120).at(-1)).toMatch(new RegExp(` ${long.replace('?', '\\?')}$`));
});

it('writes the right to withdraw in capitals', () => {
  const permissions = { ...keyReport().permissions, withdraw: 'granted', transfer: 'unknown' } as const;
  expect(row({ permissions })).toMatch(/yes +yes +\? +YES +no/);
});

describe('keys found through another', () => {
  it.each([
    ["a sub-account's", { relation: 'sub-account', owner: 'bot1' }, '└ bot1 '],
    ["a sub-account's without a name", { relation: 'sub-account', owner: null }, '└ sub '],
    ['another of the account', { relation: 'sibling', label: 'old' }, '└ old '],
    ['another without a label', { relation: 'sibling', label: null }, '└ other key '],
    ['one that is switched off', { account: 'main', enabled: 'no' }, 'main (off) '],
  ] as const)('%s', (_, key, start) => {
    expect(row(key).startsWith(start)).toBe(true);
  });
});

describe('width', () => {
  const account = 'an-account-with-a-name-that-is-far-too-long';
  const keys = [{ account, enabled: 'no' }, { exchange: 'coinbaseinternational' }] as const;

  it.each([60, 61, 70, 79, 80, 81, 95, 100, 110, 120, 150, 200])('%i columns are kept', (width) => {
    for (const line of draw(keys, width)) expect(columns(line)).toBeLessThanOrEqual(width);
  });

  it('a long name is cut, what marks it is not', () => {
    expect(draw(keys).find((line) => line.startsWith('an-'))).toMatch(/^an-… \(off\) bybit /);
  });

  it('less than 60 columns are taken for 60', () => {
    expect(draw(keys, 20)).toEqual(draw(keys, 60));
  });
});

it('draws every key of many, in their order and in the same columns', () => {
  const keys = Array.from({ length: 130 }, (_, index) => ({ account: `account-${index}` }));
  const rows = draw(keys).filter((line) => line.startsWith('account-'));
  expect(rows.map((line) => line.split(' ')[0])).toEqual(keys.map(({ account }) => account));
  expect(new Set(rows.map((line) => line.indexOf('bybit'))).size).toBe(1);
});
