import { expect, it } from 'vitest';
import { fitted } from './help-width.ts';

it.each<[string, string, number, string]>([
  ['leaves short lines alone', 'a\n\n  b  c\n', 6, 'a\n\n  b  c\n'],
  ['breaks prose at its margin', 'one two three', 8, 'one two\nthree'],
  ['indents what is left of a command', '  run one two three', 12, '  run one\n    two\n    three'],
  [
    'goes on below the second column',
    '  run  says one two three four five',
    30,
    '  run  says one two three four\n       five',
  ],
  [
    'gives up a second column that has no room',
    '  a long command line here  says it',
    30,
    '  a long command line here\n    says it',
  ],
  [
    'goes on below a column that began on a line before',
    `${' '.repeat(24)}one two three`,
    32,
    `${' '.repeat(24)}one two\n${' '.repeat(24)}three`,
  ],
  [
    'moves a word that would not fit to the left',
    `${' '.repeat(24)}abcdefgh`,
    30,
    `${' '.repeat(22)}abcdefgh`,
  ],
])('%s', (_, text, width, expected) => {
  expect(fitted(text, width)).toBe(expected);
});
