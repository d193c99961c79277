import { expect, it } from 'vitest';
import { type Body, epoch } from './readers.ts';
import { eitherSpelling } from './spellings.ts';

const [day, nextDay] = [1_772_542_900_000, 1_772_629_300_000];

it.each<[string, Body, number | string]>([
  ['the usual spelling', { at: day }, day],
  ['the usual spelling, the other empty', { at: day, _at: null }, day],
  ['the other spelling', { _at: day }, day],
  ['the other spelling, the usual one empty', { at: null, _at: day }, day],
  ['both, which agree', { at: day, _at: day }, day],
  ['both, which agree in meaning', { at: day, _at: String(day) }, day],
  ['both, which differ', { at: day, _at: nextDay }, 'at and _at contradict each other'],
  ['both, of which one cannot be read', { at: 'never', _at: day }, 'at is not a time'],
  ['both, of which the other cannot be read', { at: day, _at: 'never' }, '_at is not a time'],
  ['neither', {}, 'at is missing'],
  ['two that are empty', { at: null, _at: null }, 'at is missing'],
])('a field in %s', (_, body, expected) => {
  const fact = eitherSpelling(body, ['at', '_at'], (value, field) => epoch(value, 1, field));
  expect(fact.known ? fact.value.getTime() : fact.detail).toBe(expected);
});
