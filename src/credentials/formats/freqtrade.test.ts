import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { AccountError } from '../../model/account-error.js';
import { readCredentialFile } from '../credential-file.js';
import type { Environment } from '../environment.js';
import { freqtrade } from './freqtrade.js';

/** What comes of these files, the first of which is read: each key's exchange and credentials, null for a file of another kind, or the message. */
async function read(files: Readonly<Record<string, string>>, env: Environment = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'keyaudit-freqtrade-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  const [shown = ''] = Object.keys(files);
  try {
    const source = { path: join(folder, shown), shown };
    const read = await readCredentialFile(source, [freqtrade], { env, askPassword: null });
    if (read === null) return null;
    return await Promise.all(
      read.keys.map(async ({ exchange, names, open }) => ({ exchange, ...(await opened(open(names))) })),
    );
  } catch (error) {
    if (!(error instanceof AccountError)) throw error;
    return error.message;
  }
}

async function opened(credentials: Promise<Readonly<Record<string, { reveal: () => string }>>>) {
  return Object.fromEntries(
    Object.entries(await credentials).map(([name, secret]) => [name, secret.reveal()]),
  );
}

const bot = (exchange: object) => JSON.stringify({ stake_currency: 'USDT', exchange });

describe('freqtrade’s configuration', () => {
  it.each<[string, string]>([
    ['of another program', '{ "exchange": { "name": "events", "type": "topic", "password": "CANARY" } }'],
    ['without an exchange', '{ "telegram": { "token": "CANARY" } }'],
    ['a list', '[{ "exchange": { "key": "CANARY", "secret": "CANARY" } }]'],
    ['of a program with its own exchange', '{ "exchange": "binance", "key": "CANARY", "secret": "CANARY" }'],
  ])('is not what a file %s is', async (_, text) => {
    expect(await read({ 'config.json': text })).toBeNull();
  });

  it.each<[string, object]>([
    ['its sample', { name: 'binance', key: 'your_exchange_key', secret: 'your_exchange_secret' }],
    ['empty texts', { name: 'binance', key: '', secret: '', password: '' }],
    ['what show-config prints', { name: 'binance', key: 'REDACTED', secret: 'REDACTED' }],
    ['null', { name: 'binance', key: null, secret: null }],
    ['a passphrase alone', { name: 'okx', password: 'invented' }],
  ])('with %s holds no key', async (_, exchange) => {
    expect(await read({ 'config.json': bot(exchange) })).toEqual([]);
  });

  it.each<[string, string]>([
    ['gateio', 'gate'],
    ['okex', 'okx'],
    ['huobi', 'htx'],
    ['Binance', 'binance'],
    ['binanceus', 'binanceus'],
    ['nowhere', 'nowhere'],
  ])('of %s is one of %s', async (name, exchange) => {
    expect(await read({ 'config.json': bot({ name, key: 'k', secret: 's' }) })).toEqual([
      { exchange, apiKey: 'k', secret: 's' },
    ]);
  });

  const own = { name: 'binance', key: 'CANARY', secret: 'CANARY' };
  const named = (exchange: object) =>
    JSON.stringify({ stake_currency: 'USDT', add_config_files: ['private.json'], exchange });
  it('sends no key of one exchange to another, which a file that takes it in names', async () => {
    const files = { 'config.json': named({ name: 'kraken' }), 'private.json': bot(own) };
    expect(await read(files)).toBe(
      'config.json: its key is said to be of binance, and then of another exchange, which must not see it.',
    );
  });

  it('nor one that it hands to ccxt', async () => {
    const private_ = bot({ name: 'binance', ccxt_config: { apiKey: 'CANARY', secret: 'CANARY' } });
    const files = { 'config.json': named({ name: 'kraken' }), 'private.json': private_ };
    expect(await read(files)).toMatch(/^config\.json: its key is said to be of binance, and then/);
  });

  it('knows a test site by an option beside which another file has one', async () => {
    const own = { name: 'binance', key: 'k', secret: 's', ccxt_config: { options: { sandbox: true } } };
    const files = {
      'config.json': named({ ccxt_config: { options: { defaultType: 'swap' } } }),
      'private.json': bot(own),
    };
    expect(await read(files)).toEqual([{ exchange: 'binance sandbox', apiKey: 'k', secret: 's' }]);
  });

  it('takes a key of the other exchange with its name', async () => {
    const key = { name: 'kraken', key: 'k', secret: 's' };
    const files = { 'config.json': named(key), 'private.json': bot(own) };
    expect(await read(files)).toEqual([{ exchange: 'kraken', apiKey: 'k', secret: 's' }]);
  });

  it.each<[string, string, number]>([
    ['a missing comma', '{\n  // a\n  "exchange": { "name": "binance"\n    "key": "CANARY" } }', 4],
    ['an open text', '{\n  "exchange": {\n    "key": "CANARY\n  }\n}', 3],
    ['its end missing', '{\n  "exchange": {\n    "key": "CANARY",\n', 3],
    ['two values', '{}\n{}', 2],
  ])('with %s is said to be wrong, by line', async (_, text, line) => {
    expect(await read({ 'config.json': text })).toBe(`config.json:${line}: this is not valid JSON.`);
  });

  it.each<[string, Environment, object]>([
    ['by a variable', { FREQTRADE__EXCHANGE__KEY: 'v' }, { exchange: 'binance', apiKey: 'v', secret: 's' }],
    [
      'in small letters',
      { FREQTRADE__exchange__key: 'v' },
      { exchange: 'binance', apiKey: 'v', secret: 's' },
    ],
    ['its exchange', { FREQTRADE__EXCHANGE__NAME: 'okx' }, { exchange: 'okx', apiKey: 'f', secret: 's' }],
    [
      'by what is handed to ccxt, whatever its case',
      {
        FREQTRADE__EXCHANGE__CCXT_CONFIG__apiKey: 'v',
        FREQTRADE__EXCHANGE__CCXT_CONFIG__SECRET: 'w',
        FREQTRADE__EXCHANGE__KEY: 'x',
      },
      { exchange: 'binance', apiKey: 'v', secret: 'w' },
    ],
    [
      'by what ccxt trades with, above the rest',
      {
        FREQTRADE__EXCHANGE__CCXT_SYNC_CONFIG__apiKey: 'v',
        FREQTRADE__EXCHANGE__CCXT_CONFIG__apiKey: 'w',
      },
      { exchange: 'binance', apiKey: 'v', secret: 's' },
    ],
    [
      'by a switch to the test site',
      { FREQTRADE__EXCHANGE__CCXT_CONFIG__SANDBOX: 'true' },
      { exchange: 'binance sandbox', apiKey: 'f', secret: 's' },
    ],
    [
      'by one of ccxt’s options',
      { FREQTRADE__EXCHANGE__CCXT_CONFIG__OPTIONS__sandboxMode: 'true' },
      { exchange: 'binance sandbox', apiKey: 'f', secret: 's' },
    ],
    [
      'its site',
      { FREQTRADE__EXCHANGE__CCXT_CONFIG__OPTIONS__SANDBOX: 't' },
      { exchange: 'binance sandbox', apiKey: 'f', secret: 's' },
    ],
    [
      'not by another section',
      { FREQTRADE__TELEGRAM__KEY: 'v' },
      { exchange: 'binance', apiKey: 'f', secret: 's' },
    ],
    [
      'not by another prefix',
      { freqtrade__exchange__key: 'v' },
      { exchange: 'binance', apiKey: 'f', secret: 's' },
    ],
  ])('is overridden %s', async (_, env, expected) => {
    expect(await read({ 'config.json': bot({ name: 'binance', key: 'f', secret: 's' }) }, env)).toEqual([
      expected,
    ]);
  });
});

describe('add_config_files', () => {
  const naming = (...files: unknown[]) => JSON.stringify({ add_config_files: files });
  const key = (apiKey: string) => JSON.stringify({ exchange: { key: apiKey, secret: 's' } });

  it('of one rank: the last wins', async () => {
    const files = { 'config.json': naming('a.json', 'b.json'), 'a.json': key('a'), 'b.json': key('b') };
    expect(await read(files)).toEqual([{ exchange: null, apiKey: 'b', secret: 's' }]);
  });

  it('are found from the folder of the file that names them', async () => {
    const files = { 'config.json': naming('x/a.json'), 'x/a.json': naming('../b.json'), 'b.json': key('b') };
    expect(await read(files)).toEqual([{ exchange: null, apiKey: 'b', secret: 's' }]);
  });

  it.each<[string, Readonly<Record<string, string>>, RegExp]>([
    [
      'a file that is not there',
      { 'user_data/config.json': naming('a.json') },
      /^user_data\/a\.json does not exist\.$/,
    ],
    [
      'a broken one',
      { 'user_data/config.json': naming('a.json'), 'user_data/a.json': '{\n"exchange": CANARY }' },
      /^user_data\/a\.json:2: this is not valid JSON\.$/,
    ],
    ['itself', { 'config.json': naming('config.json') }, /^config\.json is named .* in a circle/],
    ['each other', { 'config.json': naming('a.json'), 'a.json': naming('config.json') }, /in a circle/],
    [
      'one file again and again',
      { 'config.json': naming(...Array<string>(100).fill('a.json')), 'a.json': key('a') },
      /too many files/,
    ],
    ['an endless device', { 'config.json': naming('/dev/zero') }, /^\/dev\/zero is no ordinary file\.$/],
    ['a folder', { 'config.json': naming('.') }, /is no ordinary file/],
  ])('that name %s are said to', async (_, files, message) => {
    expect(await read(files)).toMatch(message);
  });

  it.each([
    ['a text', 'a.json'],
    ['a number', 3],
    ['null', null],
    ['numbers', [1, 2]],
  ])('that are %s name nothing', async (_, listed) => {
    const text = JSON.stringify({ add_config_files: listed, exchange: { key: 'k', secret: 's' } });
    expect(await read({ 'config.json': text })).toEqual([{ exchange: null, apiKey: 'k', secret: 's' }]);
  });
});
