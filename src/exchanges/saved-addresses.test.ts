import { expect, it } from 'vitest';
import { known, unknown } from '../model/fact.ts';
import { isoTime } from './readers.ts';
import { type AddressPage, hasText, pagedAddresses, savedAddresses } from './saved-addresses.ts';

const list = {
  name: 'book',
  isAddress: hasText('address'),
  savedAt: (row: Readonly<Record<string, unknown>>) => isoTime(row.at, 'at'),
};
const old = { address: 'invented-1', at: '2025-01-01T00:00:00Z' };
const recent = { address: 'invented-2', at: '2026-11-22T00:00:00Z' };

it('counts the rows, and takes the newest of their times', () => {
  expect(savedAddresses([recent, old], list)).toEqual({
    withdrawalAddresses: known(2),
    newestAddressAt: known(new Date('2026-11-22T00:00:00Z')),
  });
});

it('knows that an empty list has no newest', () => {
  expect(savedAddresses([], list)).toEqual({ withdrawalAddresses: known(0), newestAddressAt: known(null) });
});

it.each([
  ['nothing', undefined],
  ['null', null],
  ['an object', { rows: [] }],
  ['a row that is null', [old, null]],
  ['a row without an address', [old, { at: old.at }]],
  ['a row with an empty address', [old, { address: ' ', at: old.at }]],
  ['a row with a number for an address', [{ address: 7 }]],
])('tells nothing from %s', (_, value) => {
  const { withdrawalAddresses, newestAddressAt } = savedAddresses(value, list);
  expect(withdrawalAddresses).toMatchObject({ known: false, reason: 'malformed' });
  expect(newestAddressAt).toMatchObject({ known: false, reason: 'malformed' });
});

it('leaves the newest open where one time is', () => {
  const { withdrawalAddresses, newestAddressAt } = savedAddresses([recent, { ...old, at: null }], list);
  expect(withdrawalAddresses).toEqual(known(2));
  expect(newestAddressAt).toMatchObject({ known: false, reason: 'malformed' });
});

it('says so where times are not told', () => {
  const { newestAddressAt } = savedAddresses([old], { name: 'book', isAddress: hasText('address') });
  expect(newestAddressAt).toMatchObject({ known: false, reason: 'not-exposed' });
});

const paged = async (pages: Readonly<Record<string, AddressPage>>) =>
  await pagedAddresses(
    list,
    async (place) => pages[place ?? 'first'] ?? { rows: undefined, next: undefined },
  );

it('follows pages to the last', async () => {
  const { withdrawalAddresses, newestAddressAt } = await paged({
    first: { rows: [old], next: known('b') },
    b: { rows: [recent], next: undefined },
  });
  expect([withdrawalAddresses, newestAddressAt]).toEqual([known(2), known(new Date(recent.at))]);
});

it.each<[string, Readonly<Record<string, AddressPage>>]>([
  ['pages that go round', { first: { rows: [old], next: known('b') }, b: { rows: [old], next: known('b') } }],
  ['a page without rows', { first: { rows: [old], next: known('b') }, b: { rows: null, next: undefined } }],
  ['an odd place', { first: { rows: [old], next: unknown('malformed', 'cursor is not an id') } }],
])('tells nothing from %s', async (_, pages) => {
  const { withdrawalAddresses, newestAddressAt } = await paged(pages);
  expect([withdrawalAddresses.known, newestAddressAt.known]).toEqual([false, false]);
});

it('asks for no end of pages', async () => {
  let asked = 0;
  const { withdrawalAddresses } = await pagedAddresses(list, async () => {
    asked += 1;
    return { rows: [old], next: known(String(asked)) };
  });
  expect(withdrawalAddresses).toMatchObject({ known: false, reason: 'malformed' });
  expect(asked).toBe(100);
});
