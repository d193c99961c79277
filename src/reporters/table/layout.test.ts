import { describe, expect, it } from 'vitest';
import { columns, groupBy, numbering, paragraph, shorten, wrap } from './layout.ts';

it.each([
  ['plain', 5],
  ['vmPU…8z4A', 9],
  ['取引', 4],
])('%s takes its columns', (text, width) => {
  expect(columns(text)).toBe(width);
});

it.each([
  ['short', 5, 'short'],
  ['a bit longer', 6, 'a bit…'],
  ['取引所', 5, '取引…'],
  ['𝐀𝐁𝐂', 2, '𝐀…'],
  ['nothing', 0, ''],
])('shortens %s to %i', (text, width, expected) => {
  expect(shorten(text, width, '…')).toBe(expected);
});

describe('wrap', () => {
  it.each([
    ['at blanks', 'one two three', ['one two', 'three']],
    ['through long words', 'a 0123456789', ['a', '01234567', '89']],
    ['by what is seen', '取引所取引所 a', ['取引所取', '引所 a']],
    ['where it fits, without blanks too many', ' a  b', ['a b']],
    ['nothing', '', ['']],
  ])('%s', (_, text, expected) => {
    expect(wrap(text, 8)).toEqual(expected);
  });
});

it('hangs a paragraph under its lead, and paints what it is told to', () => {
  const painted = { paintLead: () => '<1.> ', paint: (text: string) => `[${text}]` };
  expect(paragraph(11, { lead: '  1. ', text: 'one two', ...painted })).toEqual(['<1.> [one]', '     [two]']);
});

it('groups in the order of first appearance', () => {
  expect([...groupBy(['bb', 'a', 'cc'], (text) => String(text.length))]).toEqual([
    ['2', ['bb', 'cc']],
    ['1', ['a']],
  ]);
});

it('gives the same number to what holds the same, and another to what does not', () => {
  const numberOf = numbering<{ text: string }>();
  const shared = { text: 'a' };
  const numbers = [shared, { text: 'b' }, { text: 'a' }, shared, { text: 'b' }].map(numberOf);
  expect(numbers).toEqual([0, 1, 0, 0, 1]);
});
