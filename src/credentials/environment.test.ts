import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AccountError } from '../model/account-error.js';
import type { CredentialName } from '../model/credentials.js';
import {
  accountFromEnvironment,
  type Environment,
  exchangesInEnvironment,
  readFromEnvironment,
} from './environment.js';

let folder: string;
const inFolder = (name: string) => join(folder, name);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'keyaudit-env-'));
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

const pem = '-----BEGIN PRIVATE KEY-----\nInventedInventedInvented\n-----END PRIVATE KEY-----';

const needs = (...needed: CredentialName[]) => ({ needed, optional: [] });

async function read(credential: CredentialName, env: Environment): Promise<string | undefined> {
  return (await readFromEnvironment({ [credential]: 'BOT' }, needs(credential), env))[credential]?.reveal();
}

async function failureOf(work: Promise<unknown>): Promise<AccountError> {
  const error: unknown = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof AccountError)) throw new Error('no AccountError');
  expect(error.kind).toBe('credential-source');
  return error;
}

describe('a variable', () => {
  it.each<[string, CredentialName, string, string]>([
    ['as it is', 'apiKey', 'INVENTED-key_1', 'INVENTED-key_1'],
    ['without its last line feed', 'secret', 'invented+/=\n', 'invented+/='],
    ['without its last CRLF', 'secret', 'invented\r\n', 'invented'],
    ['a passphrase with spaces', 'password', ' two words ', ' two words '],
    ['a passphrase beyond ASCII', 'password', 'größer 🔑', 'größer 🔑'],
    ['quotes inside', 'password', 'it\'s "it"', 'it\'s "it"'],
    ['one quote', 'password', '"', '"'],
    ['a PEM file’s text', 'secret', `${pem}\n`, pem],
    ['a PEM file’s text in one line', 'secret', pem.replaceAll('\n', '\\n'), pem],
    ['a wallet’s or owner’s private key as PEM', 'privateKey', `${pem}\n`, pem],
    ['the same in one line', 'privateKey', pem.replaceAll('\n', '\\n'), pem],
    ['a backslash and an n elsewhere', 'password', 'a\\nb', 'a\\nb'],
  ])('is read: %s', async (_, credential, value, expected) => {
    expect(await read(credential, { BOT: value })).toBe(expected);
    writeFileSync(inFolder('secret'), value);
    expect(await read(credential, { BOT_FILE: inFolder('secret') })).toBe(expected);
    expect(await read(credential, { BOT: '', BOT_FILE: inFolder('secret') })).toBe(expected);
  });

  it.each<[string, CredentialName, string, RegExp]>([
    ['empty', 'apiKey', '', /is empty/],
    ['only a line feed', 'apiKey', '\n', /is empty/],
    ['in double quotes', 'secret', '"invented"', /wrapped in quotes; remove them/],
    ['in single quotes', 'apiKey', "'invented'", /wrapped in quotes/],
    ['in quotes, as a passphrase', 'password', '"invented"', /wrapped in quotes/],
    ['in quotes, as PEM', 'secret', `"${pem}"`, /wrapped in quotes/],
    ['two last line feeds', 'secret', 'invented\n\n', /line break/],
    ['a line break inside', 'secret', 'inven\nted', /line break/],
    ['a line break in a passphrase', 'password', 'inven\rted', /line break/],
    ['a tab', 'password', 'inven\tted', /control character/],
    ['an escape', 'apiKey', 'inven\u001bted', /control character/],
    ['a space', 'apiKey', 'invented ', /a space or another character/],
    ['a letter beyond ASCII', 'secret', 'erfündén', /a space or another character/],
    ['PEM in place of the key', 'apiKey', pem, /line break/],
  ])('is refused: %s', async (_, credential, value, problem) => {
    const direct = await failureOf(read(credential, { BOT: value }));
    expect(direct.message).toMatch(problem);
    expect(direct.message).toContain('BOT');
    writeFileSync(inFolder('secret'), value);
    const filed = await failureOf(read(credential, { BOT_FILE: inFolder('secret') }));
    expect(filed.message).toMatch(problem);
    expect(filed.message).toContain('BOT_FILE');
  });

  it.each<[string, () => Environment, RegExp]>([
    ['neither is set', () => ({}), /BOT is not set, nor is its _FILE/],
    ['both are set', () => ({ BOT: 'a', BOT_FILE: 'b' }), /BOT and BOT_FILE are both set/],
    ['BOT_FILE is empty', () => ({ BOT_FILE: '' }), /BOT_FILE is empty/],
    ['no such file', () => ({ BOT_FILE: inFolder('none') }), /BOT_FILE does not exist/],
    ['a directory', () => ({ BOT_FILE: folder }), /BOT_FILE is a directory/],
    ['an endless device', () => ({ BOT_FILE: '/dev/zero' }), /BOT_FILE is larger than 64 KiB/],
  ])('says that %s', async (_, env, problem) => {
    expect((await failureOf(read('secret', env()))).message).toMatch(problem);
  });

  it.each([
    ['64 KiB', 64 * 1024, null],
    ['one byte more', 64 * 1024 + 1, /larger than 64 KiB/],
  ])('takes a file of at most 64 KiB: %s', async (_, bytes, problem) => {
    writeFileSync(inFolder('large'), 'x'.repeat(bytes));
    const reading = read('secret', { BOT_FILE: inFolder('large') });
    if (problem === null) expect(await reading).toHaveLength(bytes);
    else expect((await failureOf(reading)).message).toMatch(problem);
  });

  it('refuses a file that is not UTF-8', async () => {
    writeFileSync(inFolder('utf16'), Buffer.from([0xff, 0xfe, 0x41, 0x00]));
    expect((await failureOf(read('secret', { BOT_FILE: inFolder('utf16') }))).message).toMatch(/not UTF-8/);
  });

  it('is read only where it is needed', async () => {
    const names = { apiKey: 'K', secret: 'S', password: 'P' };
    const credentials = await readFromEnvironment(names, needs('apiKey', 'secret'), { K: 'k', S: 's' });
    expect(Object.keys(credentials)).toEqual(['apiKey', 'secret']);
    expect(JSON.stringify(credentials)).toBe('{"apiKey":"[redacted]","secret":"[redacted]"}');
    const failure = await failureOf(
      readFromEnvironment({ apiKey: 'K' }, needs('apiKey', 'secret'), { K: 'k' }),
    );
    expect(failure.message).toMatch(/no environment variable is named for secret/);
  });
});

describe('an optional credential', () => {
  const address = { needed: ['walletAddress'], optional: ['privateKey'] } as const;
  const names = { walletAddress: 'W', privateKey: 'P' };

  it.each<[string, Environment, string[]]>([
    ['is left out where it is not there', { W: '0x1' }, ['walletAddress']],
    ['is left out where it is empty', { W: '0x1', P: '' }, ['walletAddress']],
    ['is read where it is there', { W: '0x1', P: '0x2' }, ['walletAddress', 'privateKey']],
  ])('%s', async (_, env, found) => {
    expect(Object.keys(await readFromEnvironment(names, address, env))).toEqual(found);
  });
});

describe('a canary', () => {
  const canary = 'canary7Invented5';

  it.each<[string, () => Environment]>([
    ['with a line break', () => ({ BOT: `${canary}\n${canary}` })],
    ['in quotes', () => ({ BOT: `"${canary}"` })],
    ['with a space', () => ({ BOT: `${canary} ` })],
    ['in both', () => ({ BOT: canary, BOT_FILE: canary })],
    ['as a path', () => ({ BOT_FILE: canary })],
    ['as a path through a file', () => ({ BOT_FILE: join('/dev/null', canary) })],
    ['as a path that is too long', () => ({ BOT_FILE: canary.repeat(1_000) })],
    ['as a path with a NUL', () => ({ BOT_FILE: `${canary}\0` })],
    ['in a directory’s name', () => ({ BOT_FILE: makeFolder(canary) })],
    ['in a file that is not UTF-8', () => ({ BOT_FILE: makeFile(Buffer.from(`${canary}ü`, 'latin1')) })],
    ['in a file that is too large', () => ({ BOT_FILE: makeFile(Buffer.from(canary.repeat(5_000))) })],
  ])('%s is not repeated', async (_, env) => {
    const { message, stack, cause } = await failureOf(read('secret', env()));
    expect(`${message} ${stack} ${String(cause)}`).not.toContain(canary);
  });

  it('in the place of a variable’s name is not repeated', async () => {
    const { message, stack } = await failureOf(readFromEnvironment({ secret: canary }, needs('secret'), {}));
    expect(message).toMatch(/that the configuration names for secret is not set/);
    expect(`${message} ${stack}`).not.toContain(canary);
  });

  function makeFolder(name: string): string {
    mkdirSync(inFolder(name));
    return inFolder(name);
  }

  function makeFile(content: Buffer): string {
    writeFileSync(inFolder('canary'), content);
    return inFolder('canary');
  }
});

describe('exchanges in the environment', () => {
  it.each<[string, Environment, string[]]>([
    ['nothing set', { PATH: '/bin' }, []],
    ['key and secret', { BINANCE_APIKEY: 'k', BINANCE_SECRET: 's' }, ['binance']],
    ['a file', { BINANCE_APIKEY_FILE: 'f', BINANCE_SECRET_FILE: 'f' }, ['binance']],
    ['two exchanges', { KUCOIN_APIKEY: 'k', BINANCE_APIKEY: 'k' }, ['binance', 'kucoin']],
    ['only the key', { BINANCE_APIKEY: 'k' }, ['binance']],
    ['only a secret', { BINANCE_SECRET: 's' }, []],
    ['all empty', { BINANCE_APIKEY: '', BINANCE_SECRET: '' }, []],
    ['an empty key', { BINANCE_APIKEY: '', BINANCE_SECRET: 's' }, ['binance']],
    ['an empty key and a passphrase', { KUCOIN_APIKEY: '', KUCOIN_PASSWORD_FILE: 'f' }, ['kucoin']],
    ['an address in the place of a key', { HYPERLIQUID_WALLETADDRESS: '0x1' }, ['hyperliquid']],
    ['a secret that is all there is', { MUDREX_SECRET: 's' }, ['mudrex']],
    ['small letters', { binance_apikey: 'k' }, []],
    ['an exchange that is not known', { NOWHERE_APIKEY: 'k', NOWHERE_SECRET: 's' }, []],
  ])('%s', (_, env, found) => {
    expect(exchangesInEnvironment(env, ['binance', 'kucoin', 'hyperliquid', 'mudrex'], ['mudrex'])).toEqual(
      found,
    );
  });

  it('make accounts of their name, with the variables that the exchange needs', () => {
    expect(accountFromEnvironment('binance', needs('apiKey', 'secret'))).toEqual({
      name: 'binance',
      exchange: 'binance',
      source: { kind: 'env', names: { apiKey: 'BINANCE_APIKEY', secret: 'BINANCE_SECRET' } },
    });
    expect(accountFromEnvironment('kucoin', needs('apiKey', 'secret', 'password')).source).toEqual({
      kind: 'env',
      names: { apiKey: 'KUCOIN_APIKEY', secret: 'KUCOIN_SECRET', password: 'KUCOIN_PASSWORD' },
    });
  });
});
