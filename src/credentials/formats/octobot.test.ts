import { describe, expect, it } from 'vitest';
import { AccountError } from '../../model/account-error.js';
import type { StoredKey } from '../stored-key.js';
import { octobot } from './octobot.js';

async function read(text: string): Promise<readonly StoredKey[] | null> {
  const nothing = async () => {
    throw new Error('asked for more than the file');
  };
  const shown = 'user/config.json';
  return await octobot.read({
    path: `/${shown}`,
    shown,
    text,
    env: {},
    readBeside: nothing,
    password: nothing,
  });
}

const withKey = (fields: object) => JSON.stringify({ exchanges: { binance: fields } });

async function failureOf(text: string): Promise<string> {
  const error: unknown = await (async () => {
    for (const key of (await read(text)) ?? []) await key.open(key.names);
  })().catch((reason: unknown) => reason);
  if (!(error instanceof AccountError)) throw new Error('no AccountError', { cause: error });
  expect(error.kind).toBe('credential-source');
  return error.message;
}

describe('a file of another shape', () => {
  it.each([
    ['[]'],
    ['null'],
    ['{}'],
    ['{"exchanges": []}'],
    ['{"exchanges": {}}'],
    ['{"exchanges": {"binance": []}}'],
    ['{"exchanges": {"binance": {"key": "canary", "secret": "canary"}}}'],
    ['{"__proto__": {"exchanges": {"binance": {"api-key": "canary"}}}}'],
  ])('is not OctoBot’s: %s', async (text) => {
    expect(await read(text)).toBeNull();
  });
});

describe('an exchange', () => {
  it.each<[string, string]>([
    ['with placeholders', withKey({ 'api-key': 'your-api-key-here', 'api-secret': 'your-api-secret-here' })],
    ['with empty fields', withKey({ 'api-key': '', 'api-secret': '', 'api-password': null })],
    ['with numbers for a key', withKey({ 'api-key': 1.5, 'api-secret': false })],
  ])('%s has no key', async (_, text) => {
    expect(await read(text)).toEqual([]);
  });

  it('that a prototype pretends to have has none', async () => {
    const text =
      '{"exchanges": {"binance": {"api-key": "", "__proto__": {"api-secret": "canary"}}, "__proto__": {"api-key": "INVENTED"}}}';
    expect((await read(text))?.map(({ account, names }) => [account, names])).toEqual([
      ['__proto__', ['apiKey']],
    ]);
  });
});

describe('what cannot be right', () => {
  // A token of Fernet's specification, under another key.
  const foreign =
    'gAAAAAAdwJ6wAAECAwQFBgcICQoLDA0ODy021cpGVWKZ_eEwCGM4BLLF_5CV9dOPmrhuVUPgJobwOz7JcbmrR64jVmpU4IwqDA==';

  it.each<[string, string, string]>([
    [
      'a token under another key',
      withKey({ 'api-key': foreign }),
      'api-key of binance in user/config.json is damaged, or was not encrypted by OctoBot.',
    ],
    [
      'half a token',
      withKey({ 'api-key': 'INVENTED', 'api-secret': foreign.slice(0, 60) }),
      'api-secret of binance in user/config.json is damaged, or was not encrypted by OctoBot.',
    ],
    [
      'a plain key with a line break',
      withKey({ 'api-key': 'canary\ncanary' }),
      'api-key of binance in user/config.json holds a line break.',
    ],
    ['half a file', withKey({ 'api-key': 'canary' }).slice(0, -5), 'user/config.json is not valid JSON.'],
  ])('is told: %s', async (_, text, message) => {
    expect(await failureOf(text)).toBe(message);
  });
});
