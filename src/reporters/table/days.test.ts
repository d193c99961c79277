import { expect, it } from 'vitest';
import { daysFrom, distance } from './days.ts';

const now = '2026-11-23T10:00:00.000Z';

it.each([
  ['2026-11-23T10:00:00.000Z', 'today'],
  ['2026-11-22T10:00:01.000Z', 'today'],
  ['2026-11-22T10:00:00.000Z', 'yesterday'],
  ['2026-11-21T10:00:01.000Z', 'yesterday'],
  ['2026-11-21T10:00:00.000Z', '2 days ago'],
  ['2024-02-28T10:00:00.000Z', '999 days ago'],
  ['2024-02-27T10:00:00.000Z', '2.7 years ago'],
  // By the exchange's clock, or because it is an end.
  ['2026-11-23T10:00:01.000Z', 'within a day'],
  ['2026-11-24T10:00:00.000Z', 'tomorrow'],
  ['2026-11-26T09:59:59.000Z', 'in 2 days'],
  ['2030-11-23T10:00:00.000Z', 'in 4.0 years'],
])('%s is %s', (time, expected) => {
  expect(distance(daysFrom(now, time))).toBe(expected);
});
