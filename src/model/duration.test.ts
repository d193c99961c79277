import { expect, it } from 'vitest';
import { parseDuration, sayDuration } from './duration.ts';

it.each([
  ['500ms', 500],
  ['10s', 10_000],
  ['1.5m', 90_000],
  ['24h', 86_400_000],
  ['25h', null],
  ['0s', null],
  ['0.1ms', null],
  ['10', null],
  ['-1s', null],
  ['1 s', null],
  ['', null],
])('reads %s as %s ms', (text, ms) => expect(parseDuration(text)).toBe(ms));

it.each([
  [400, '0 s'],
  [42_000, '42 s'],
  [59_499, '59 s'],
  [59_500, '1 min'],
  [60_000, '1 min'],
  [125_000, '2 min 5 s'],
  [3_599_000, '59 min 59 s'],
  [3_600_000, '1 h'],
  [7_500_000, '2 h 5 min'],
  [86_399_000, '23 h 59 min'],
  [172_800_000, '2 d'],
  [277_200_000, '3 d 5 h'],
])('says %s ms as %s', (ms, words) => expect(sayDuration(ms)).toBe(words));
