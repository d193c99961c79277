import { expect, it } from 'vitest';
import { bit } from './bits.ts';

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
