import { expect, it } from 'vitest';
import { bit, flagGrants } from './flags.ts';
import type { Body } from './readers.ts';

it.each<[unknown, unknown]>([
  [1, true],
  ['1', true],
  [true, true],
  ['True', true],
  [0, false],
  ['0', false],
  [false, false],
  ['false', false],
  [2, 'unrecognized'],
  [-1, 'unrecognized'],
  ['yes', 'unrecognized'],
  ['', 'unrecognized'],
  [null, 'malformed'],
  [undefined, 'malformed'],
  [{}, 'malformed'],
  [[1], 'malformed'],
])('%j is %s', (value, expected) => {
  const fact = bit(value, 'rights.trade');
  expect(fact.known ? fact.value : fact.reason).toBe(expected);
  if (!fact.known) expect(fact.detail).toMatch(/^rights\.trade is /);
});

const documented = new Map([
  ['info', 'read'],
  ['trade', 'trade'],
] as const);

it.each<[Body, unknown]>([
  [{ info: 1, trade: 0 }, ['info read']],
  [{ info: 0, trade: 0 }, []],
  [
    { info: 1, trade: 'maybe', lend: true, send: false },
    ['info read', 'trade unrecognized', 'lend unrecognized'],
  ],
  [{ info: 1, trade: null, lend: null }, ['info read']],
  [{ info: 0, lend: {} }, ['lend unrecognized']],
  [{ info: 0 }, 'malformed'],
  [{}, 'malformed'],
])('%j gives %j', (flags, expected) => {
  const grants = flagGrants(flags, documented);
  const told = grants.known ? grants.value.map(({ name, scope }) => `${name} ${scope}`) : grants.reason;
  expect(told).toEqual(expected);
});
