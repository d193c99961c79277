import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ignoreLine, shellWord } from './shell.ts';

describe('shellWord', () => {
  it.each([
    ['keys.json', 'keys.json'],
    ['user_data/config-private.json', 'user_data/config-private.json'],
    ['my keys.json', "'my keys.json'"],
    ["it's.json", "'it'\\''s.json'"],
    ['$(touch x).json', "'$(touch x).json'"],
    ['-rf', './-rf'],
    ['~/.keys/key', '~/.keys/key'],
    ['~/my keys/key', "~/'my keys/key'"],
    ['a\nb', "$'a\\x0ab'"],
    ['\u202efdp.json', "$'\\xe2\\x80\\xaefdp.json'"],
    // A variable that names a file of which nothing is known.
    ['$BINANCE_SECRET_FILE', '"$BINANCE_SECRET_FILE"'],
  ])('%j', (path, word) => expect(shellWord(path)).toBe(word));

  const hostile = [
    'a b',
    "a'b",
    'a"b',
    'a`touch owned`b',
    '$(touch owned)',
    'a;b&c|d',
    'a\nb',
    'a\\b',
    '*',
    '#a',
    '!a',
    '{a,b}',
    'naïve 🔑',
    '\u202egnp',
    '~',
  ];
  it.runIf(existsSync('/bin/bash')).each(hostile)('bash takes %j for one word', (name) => {
    const printed = execFileSync('/bin/bash', ['-c', `printf %s ${shellWord(`x/${name}`)}`], {
      encoding: 'utf8',
    });
    expect(printed).toBe(`x/${name}`);
  });
});

it.each([
  ['keys.json', '/keys.json'],
  ['#keys', '/#keys'],
  ['!keys', '/!keys'],
  ['a*b?[c]', '/a\\*b\\?\\[c]'],
  ['a\\b', '/a\\\\b'],
  ['keys ', '/keys\\ '],
  ['a\nb', null],
])('.gitignore: %j', (name, line) => expect(ignoreLine(name)).toBe(line));
