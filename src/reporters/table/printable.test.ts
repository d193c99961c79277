import { expect, it } from 'vitest';
import { demoReport } from '../../../test/helpers/report.ts';
import { printable, printableReport } from './printable.ts';

it.each([
  ['an escape sequence', '\x1b[31mred', '\\x1b[31mred'],
  ['a line break', 'a\r\nb', 'a\\x0d\\nb'],
  ['a C1 control', '\u009b31m', '\\x9b31m'],
  ['a bidirectional override', 'a\u202eb', 'a\\u202eb'],
  ['what has no width', 'a\u200bb\ufeff', 'a\\u200bb\\ufeff'],
  ['a tag beyond the first plane', '\u{e0041}', '\\u{e0041}'],
  ['what is no character', 'a\ufffe\u{1ffff}', 'a\\ufffe\\u{1ffff}'],
  ['half a character', 'a\ud800', 'a\\ud800'],
  ['a tower of accents', `o${'\u0301'.repeat(5)}`, 'o\u0301\u0301\u0301\\u0301\\u0301'],
  ['honest text', 'Börse 取引所 🚀', 'Börse 取引所 🚀'],
])('%s', (_, text, expected) => {
  expect(printable(text, 200, true)).toBe(expected);
});

it.each([
  ['longer than the limit', 'abcdef', 5, 'abcd…'],
  ['just as long', 'abcde', 5, 'abcde'],
  ['longer once written out', 'abc\x07', 5, 'abc\\…'],
  ['cut within a character', 'abc🚀d', 5, 'abc…'],
])('a text %s', (_, text, limit, expected) => {
  expect(printable(text, limit, true)).toBe(expected);
});

it.each([
  ['vmPU…8z4A', 'vmPU..8z4A'],
  ['Settings → API', 'Settings -> API'],
  ['Börse 🚀', 'B\\xf6rse \\u{1f680}'],
])('%s in ASCII', (text, expected) => {
  expect(printable(text, 200, false)).toBe(expected);
});

it('leaves an honest report as it is', () => {
  expect(printableReport(demoReport(), true)).toEqual(demoReport());
});
