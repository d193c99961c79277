import { describe, expect, it } from 'vitest';
import { isoTime, restrictedTo } from './readers.ts';

describe('a list of addresses', () => {
  const state = (...entries: string[]) => {
    const fact = restrictedTo(entries, 'ips');
    return fact.known ? (fact.value.restricted ? 'restricted' : 'anywhere') : fact.reason;
  };
  it.each([
    [['203.0.113.7'], 'restricted'],
    [['10.0.0.0/8', '2001:db8::/32', '::1'], 'restricted'],
    [['203.**.113.7', '203.0.113.*'], 'restricted'],
    [['*'], 'anywhere'],
    [['203.0.113.7', '0.0.0.0/0'], 'anywhere'],
    [['::/0'], 'anywhere'],
    [[], 'malformed'],
    [[''], 'unrecognized'],
    [['any'], 'unrecognized'],
    [['*.*.*.*'], 'unrecognized'],
    [['203.0.113.7,0.0.0.0'], 'unrecognized'],
  ])('%j: %s', (entries, expected) => {
    expect(state(...entries)).toBe(expected);
  });

  it.each(['0.0.0.0', '0.0.0.0/32', '000.000.000.000', '::', '::0', '::/128', '0:0:0:0:0:0:0:0'])(
    'is not understood with %s in it, which some take for everybody',
    (zeros) => {
      expect([state(zeros), state('203.0.113.7', zeros)]).toEqual(['unrecognized', 'unrecognized']);
    },
  );
});

it.each([
  ['2026-02-28T10:00:00Z', '2026-02-28T10:00:00.000Z'],
  ['2024-02-29T23:30:00.5-02:00', '2024-03-01T01:30:00.500Z'],
  ['2026-02-30T10:00:00Z', 'unrecognized'],
  ['2026-04-31T10:00:00Z', 'unrecognized'],
  ['2026-13-01T10:00:00Z', 'unrecognized'],
  ['2026-00-00T00:00:00Z', 'unrecognized'],
  ['0001-01-01T00:00:00Z', 'unrecognized'],
  ['2026-02-28 10:00:00', 'malformed'],
  [1772272800, 'malformed'],
])('the time %s is %s', (value, expected) => {
  const fact = isoTime(value, 'time');
  expect(fact.known ? fact.value.toISOString() : fact.reason).toBe(expected);
});
