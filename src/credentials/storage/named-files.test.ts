import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folder } from '../../../test/helpers/process.ts';
import { credentialError } from '../secret-text.ts';
import { plainKey } from '../stored-key.ts';
import { partsWithKey } from './named-files.ts';

/** A format in which a file may take in others, as freqtrade's does; `a` and `b` are halves of a key. */
const format: Parameters<typeof partsWithKey>[1] = {
  read: async ({ text, env, readBeside }) => {
    if (text === 'broken') throw credentialError('it is broken');
    const { other, ...own } = JSON.parse(text) as Record<string, string>;
    const taken = other === undefined ? {} : (JSON.parse((await readBeside(other)).text) as object);
    const whole: Record<string, string> = { ...taken, ...own };
    const { a, b, ...rest } = whole;
    const fields = Object.entries({ ...rest, ...(a && b && { apiKey: a + b }), ...env });
    const key = plainKey({ account: null, exchange: 'kraken', place: 'it' }, new Map(fields));
    return key.names.length === 0 ? [] : [key];
  },
};

describe('of a file and those that it takes in', () => {
  const main = '{ "other": "private.json" }';
  const key = '{ "apiKey": "invented" }';
  const half = '{ "other": "private.json", "a": "1" }';
  it.each([
    ['the one that has the key', { 'config.json': main, 'private.json': key }, ['private.json']],
    ['the first, which has it', { 'config.json': key, 'private.json': '{}' }, ['config.json']],
    ['both, which have one', { 'config.json': key, 'private.json': key }, ['config.json', 'private.json']],
    ['none, where it is in variables', { 'config.json': main, 'private.json': '{}' }, []],
    ['a file alone that has it', { 'config.json': key }, ['config.json']],
    ['no file alone where it is in variables', { 'config.json': '{}' }, []],
    [
      'all, which have it together',
      { 'config.json': half, 'private.json': '{ "b": "1" }' },
      ['config.json', 'private.json'],
    ],
    ['what cannot be read', { 'config.json': main, 'private.json': 'broken' }, ['private.json']],
  ])('%s', async (_, files, holders) => {
    const path = folder(files);
    const [first, ...others] = Object.keys(files).map((name) => ({ path: join(path, name), shown: name }));
    if (first === undefined) throw new Error('no file');
    expect((await partsWithKey([first, ...others], format)).map(({ shown }) => shown)).toEqual(holders);
  });
});
