import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { credentialFailure, knownPrograms, opened } from '../../test/helpers/credentials.ts';
import { asNobodySpecial } from '../../test/helpers/unprivileged.ts';
import type { CredentialName } from '../model/credentials.js';
import { readFromDirectory } from './directory.js';

const needs = { needed: ['apiKey', 'secret'], optional: ['password'] } as const;
const programs = knownPrograms({ 'op read --no-newline op://Private/Bot/key': 'inventedKey' });

function folderWith(files: Readonly<Record<string, string | Buffer>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'keyaudit-directory-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

const read = (path: string, files: Partial<Record<CredentialName, string>> = {}) =>
  readFromDirectory({ kind: 'directory', path, shown: './keys', files }, 'binance', needs, {
    programs,
    signal: undefined,
  });

const values = { apiKey: 'inventedKey', secret: 'inventedSecret' };

describe('a directory', () => {
  it.each<[string, string[]]>([
    ['ccxt’s names', ['apiKey', 'secret']],
    ['Kubernetes’ usual names', ['api-key', 'api-secret']],
    ['names like variables', ['API_KEY', 'SECRET']],
    ['small letters', ['apikey', 'secret_key']],
  ])('has a file for each credential: %s', async (_, [key = '', secret = '']) => {
    const folder = folderWith({ [key]: 'inventedKey\n', [secret]: 'inventedSecret', 'other.txt': 'x' });
    expect(opened(await read(folder))).toEqual(values);
  });

  it('may have optional ones, a passphrase by that name too', async () => {
    const folder = folderWith({ apiKey: 'inventedKey', secret: 'inventedSecret', passphrase: 'two words' });
    expect(opened(await read(folder))).toEqual({ ...values, password: 'two words' });
  });

  it('is read as Kubernetes mounts it, through links', async () => {
    const folder = folderWith({
      '..2026_11_26/api-key': 'inventedKey',
      '..2026_11_26/secret': 'inventedSecret',
    });
    symlinkSync('..2026_11_26', join(folder, '..data'));
    for (const name of ['api-key', 'secret']) symlinkSync(join('..data', name), join(folder, name));
    expect(opened(await read(folder))).toEqual(values);
  });

  it('is read by the names that are given', async () => {
    const folder = folderWith({ binance_key: 'inventedKey', apiKey: 'another', secret: 'inventedSecret' });
    expect(opened(await read(folder, { apiKey: 'binance_key' }))).toEqual(values);
  });

  it('may say for which exchange it is', async () => {
    const folder = folderWith({ exchange: 'binance\n', apiKey: 'inventedKey', secret: 'inventedSecret' });
    expect(opened(await read(folder))).toEqual(values);
  });

  it('may name what 1Password has', async () => {
    const folder = folderWith({ apiKey: 'op://Private/Bot/key\n', secret: 'inventedSecret' });
    expect(opened(await read(folder))).toEqual(values);
  });

  it.each<[string, Record<string, string | Buffer>, string]>([
    [
      'without what is needed',
      { apiKey: 'canary' },
      './keys has no file secret, which this exchange needs; say with files which it is.',
    ],
    [
      'with two files for one credential',
      { 'api-key': 'canary', API_KEY: 'canary', secret: 'canary' },
      './keys has several files for apiKey (API_KEY, api-key); say with files which it is.',
    ],
    [
      'of another exchange',
      { exchange: 'kraken', apiKey: 'canary', secret: 'canary' },
      './keys is not for binance: its file exchange names another.',
    ],
    ['with an empty file', { apiKey: '\n', secret: 'canary' }, './keys/apiKey is empty.'],
    [
      'with a file of more than a key',
      { apiKey: 'canary\ncanary', secret: 'canary' },
      './keys/apiKey holds a line break.',
    ],
    [
      'with a huge file',
      { apiKey: Buffer.alloc(65_537, 'x'), secret: 'canary' },
      './keys/apiKey is larger than 64 KiB.',
    ],
    ['with a folder for a file', { 'apiKey/canary': 'canary', secret: 's' }, './keys/apiKey is a directory.'],
  ])('is refused: %s', async (_, files, message) => {
    expect(await credentialFailure(read(folderWith(files)))).toBe(message);
  });

  it('is refused where a name that is given is not there, or the folder is not', async () => {
    const folder = folderWith({ apiKey: 'canary', secret: 'canary' });
    expect(await credentialFailure(read(folder, { secret: 'other' }))).toBe('./keys/other does not exist.');
    expect(await credentialFailure(read(join(folder, 'none')))).toBe('the directory ./keys does not exist.');
    expect(await credentialFailure(read(join(folder, 'secret')))).toBe('the directory ./keys is none.');
  });

  it('is refused where this user may not look', async () => {
    const folder = folderWith({ apiKey: 'canary', secret: 'canary' });
    chmodSync(folder, 0);
    expect(await asNobodySpecial(async () => await credentialFailure(read(folder)))).toBe(
      'the directory ./keys may not be listed by this user.',
    );
  });
});
