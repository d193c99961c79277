import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { credentialFailure, knownPrograms, opened } from '../../test/helpers/credentials.ts';
import { readFromEnvironment } from './environment.js';
import { openText, readFromOnePassword } from './one-password.js';
import { plainKey, takeCredentials } from './stored-key.js';

const needs = { needed: ['apiKey', 'secret'], optional: ['password'] } as const;

const programs = knownPrograms({
  'op read --no-newline op://Private/Binance bot/api key': 'inventedKey',
  'op read --no-newline op://Private/Binance bot/keys/secret': 'inventedSecret',
  'op read --no-newline op://Private/Binance bot/empty': { problem: 'printed nothing' },
  'op read --no-newline op://Private/Binance bot/circle': 'op://Private/Binance bot/api key',
  'op read --no-newline op://Private/Binance bot/note': 'canary canary',
  'op read --no-newline op://Private/Binance bot/locked': {
    problem: 'ended with exit code 1; what it said is on stderr',
  },
});

const references = {
  apiKey: 'op://Private/Binance bot/api key',
  secret: 'op://Private/Binance bot/keys/secret',
};
const values = { apiKey: 'inventedKey', secret: 'inventedSecret' };

describe('references of the configuration', () => {
  it('are read by op', async () => {
    expect(opened(await readFromOnePassword(references, needs, programs))).toEqual(values);
  });

  it.each<[string, string, RegExp]>([
    [
      'what op refuses',
      'locked',
      /^op:\/\/Private\/Binance bot\/locked cannot be read: the program op ended with exit code 1; what it said is on stderr\. .*op signin/,
    ],
    ['an empty field', 'empty', /^op:\/\/.*\/empty cannot be read: the program op printed nothing\./],
    ['what is no key', 'note', /^apiKey, read from op:\/\/.*\/note by op, holds a space/],
    ['a reference behind a reference', 'circle', /^apiKey, read from .* is a reference to 1Password/],
  ])('are refused: %s', async (_, field, message) => {
    const given = { ...references, apiKey: `op://Private/Binance bot/${field}` };
    const said = await credentialFailure(readFromOnePassword(given, needs, programs));
    expect(said).toMatch(message);
    expect(said).not.toContain('canary');
  });

  it('tell where there is no op', async () => {
    const said = await credentialFailure(readFromOnePassword(references, needs, knownPrograms({})));
    expect(said).toMatch(/the program op was not found; .*developer\.1password\.com/);
  });

  it('are not followed where no program may be run', async () => {
    const said = await credentialFailure(readFromOnePassword(references, needs, null));
    expect(said).toMatch(/^the reference of apiKey is a reference to 1Password/);
  });
});

describe('a reference in the place of the text', () => {
  it('is followed from a variable, and from its file', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'keyaudit-op-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    writeFileSync(join(folder, 'secret'), `${references.secret}\n`);
    const env = { KEY: references.apiKey, SECRET_FILE: join(folder, 'secret') };
    const read = await readFromEnvironment({ apiKey: 'KEY', secret: 'SECRET' }, needs, env, { programs });
    expect(opened(read)).toEqual(values);
  });

  it('is followed from a stored key where its opener says so, and else refused', async () => {
    const key = plainKey(
      { account: null, exchange: null, place: 'the file' },
      new Map(Object.entries(references)),
    );
    expect(opened(await takeCredentials(key, 'binance', needs, programs))).toEqual(values);
    expect(await credentialFailure(takeCredentials(key, 'binance', needs))).toMatch(
      /^apiKey of the file is a reference to 1Password/,
    );
  });

  it.each<[string, string, RegExp]>([
    [
      'not whole',
      'op://Private/Binance bot',
      /is no whole reference to 1Password, which is op:\/\/vault\/item\/field/,
    ],
    ['in quotes', '"op://Private/Binance bot/api key"', /is wrapped in quotes/],
    ['with more lines', 'op://Private/Binance bot/api key\nmore', /is no whole reference/],
    ['with a control character', 'op://Private/Binance bot/\u001bkey', /is no whole reference/],
  ])('is refused: %s', async (_, text, message) => {
    expect(await credentialFailure(openText('apiKey', text, 'KEY', programs))).toMatch(message);
  });

  it('is only what begins like one', async () => {
    expect((await openText('password', 'see op://a/b/c', 'KEY', programs)).reveal()).toBe('see op://a/b/c');
  });
});
