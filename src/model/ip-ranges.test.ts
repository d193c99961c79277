import { expect, it } from 'vitest';
import { coveredBy, isUnroutable, rangeOf, sizeOf } from './ip-ranges.ts';

it.each([
  ['203.0.113.7', 1n],
  [' 203.0.113.7 ', 1n],
  ['203.0.113.0/24', 256n],
  ['203.0.113.7/24', 256n],
  ['203.0.113.0/23', 512n],
  ['0.0.0.0/0', 2n ** 32n],
  ['::/0', 2n ** 128n],
  ['2001:db8::/64', 2n ** 64n],
  ['2001:db8::1', 1n],
  ['::ffff:203.0.113.7', 1n],
  ['192.0.2.1-192.0.2.10', 10n],
  ['192.0.2.1 - 192.0.2.1', 1n],
])('%s has %s addresses', (entry, size) => {
  const range = rangeOf(entry);
  expect(range && sizeOf(range)).toBe(size);
});

it.each([
  '',
  'any',
  '*',
  '203.0.**.7',
  '203.0.113',
  '203.0.113.7/33',
  '203.0.113.7/',
  '203.0.113.7/24/8',
  '1',
  '0x7f.1',
  '2001:db8::/129',
  '192.0.2.9-192.0.2.1',
  '192.0.2.1-',
  'a-b-c',
  '300.1.1.1',
])('"%s" is no range', (entry) => {
  expect(rangeOf(entry)).toBe(null);
});

const ranges = (...entries: string[]) => entries.flatMap((entry) => rangeOf(entry) ?? []);

it.each([
  [['203.0.113.0/24'], '203.0.113.7', true],
  [['203.0.113.7'], '203.0.113.0/24', false],
  [['203.0.113.0/25', '203.0.113.128/25'], '203.0.113.0/24', true],
  [['203.0.113.128/25', '203.0.113.0/25'], '203.0.113.0/24', true],
  [['203.0.113.0/25', '203.0.113.129/32'], '203.0.113.0/24', false],
  [['203.0.113.7'], '::ffff:203.0.113.7', true],
  [[], '203.0.113.7', false],
  [['::/0'], '203.0.113.7', true],
])('%j covers %s: %s', (list, entry, covered) => {
  const [range] = ranges(entry);
  expect(range && coveredBy(ranges(...list), range)).toBe(covered);
});

it.each([
  ['10.1.2.3', true],
  ['127.0.0.1', true],
  ['192.168.0.0/16', true],
  ['192.168.0.0/15', false],
  ['203.0.113.7', false],
  ['fe80::1', true],
  ['2001:db8::1', false],
  ['::1', true],
])('%s is out of reach for everybody: %s', (entry, out) => {
  const [range] = ranges(entry);
  expect(range && isUnroutable(range)).toBe(out);
});
