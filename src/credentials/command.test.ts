import { describe, expect, it } from 'vitest';
import { credentialFailure, knownPrograms, opened } from '../../test/helpers/credentials.ts';
import type { CommandSource, CredentialName } from '../model/credentials.js';
import { readFromCommand } from './command.js';

const needs = (...needed: CredentialName[]) => ({ needed, optional: ['password', 'uid'] as const });
const keyAndSecret = needs('apiKey', 'secret');

/** What one program, gives. */
const all = (text: string, at: string | null = null, wanted = keyAndSecret) =>
  readFromCommand(
    { kind: 'command', programs: { all: { run: ['./print', 'it'], at } }, cwd: '/invented' },
    'binance',
    wanted,
    knownPrograms({ './print it': text }),
  );

const each: CommandSource = {
  kind: 'command',
  programs: {
    each: {
      apiKey: { run: ['pass', 'show', 'key'], at: null },
      secret: { run: ['vault', 'secret'], at: 'data.data.secret' },
      password: { run: ['pass', 'show', 'phrase'], at: null },
    },
  },
  cwd: '/invented',
};

const key = '{ "apiKey": "inventedKey", "secret": "inventedSecret" }';

describe('a program that prints all', () => {
  it.each<[string, string, string | null]>([
    ['the object itself', key, null],
    ['with a line break', `${key}\n`, null],
    ['with its exchange', key.replace('{', '{ "exchange": "binance",'), null],
    ['with more than is wanted', key.replace('{', '{ "Version": 1, "note": null, "login": "l",'), null],
    ['an empty optional one', key.replace('{', '{ "password": "",'), null],
    ['below a name', `{ "data": { "data": ${key} } }`, 'data.data'],
    ['in a list', `[{}, { "bot": ${key} }]`, '1.bot'],
    ['as a text in JSON', JSON.stringify({ id: 'i', value: key }), 'value'],
    ['below a text in JSON', JSON.stringify({ SecretString: `{ "bot": ${key} }` }), 'SecretString.bot'],
  ])('%s', async (_, text, at) => {
    expect(opened(await all(text, at))).toEqual({ apiKey: 'inventedKey', secret: 'inventedSecret' });
  });

  it('may print optional ones, and ids as numbers', async () => {
    const credentials = await all(key.replace('{', '{ "password": "two words", "uid": 12345,'));
    expect(opened(credentials)).toMatchObject({ password: 'two words', uid: '12345' });
  });

  it.each<[string, string, string | null, string]>([
    ['no JSON', 'canary', null, 'what ./print printed is not JSON.'],
    ['a cut object', '{ "apiKey": "canary', null, 'what ./print printed is not JSON.'],
    ['a list', '["canary"]', null, 'what ./print printed is no JSON object.'],
    ['a text', '"\\"canary\\""', null, 'what ./print printed is no JSON object.'],
    ['null', 'null', null, 'what ./print printed is no JSON object.'],
    ['a number', '{ "apiKey": 4711, "secret": "s" }', null, 'what ./print printed has no text in apiKey.'],
    [
      'an object for a text',
      '{ "apiKey": { "canary": "canary" }, "secret": "s" }',
      null,
      'what ./print printed has no text in apiKey.',
    ],
    [
      'an odd exchange',
      '{ "exchange": ["canary"], "apiKey": "k", "secret": "s" }',
      null,
      'what ./print printed has no text in exchange.',
    ],
    [
      'another exchange',
      '{ "exchange": "kraken", "apiKey": "canary", "secret": "s" }',
      null,
      'what ./print printed is not for binance.',
    ],
    [
      'not all that is needed',
      '{ "apiKey": "canary" }',
      null,
      'what ./print printed holds no secret, which this exchange needs.',
    ],
    [
      'the prototype’s names',
      '{ "__proto__": { "apiKey": "canary", "secret": "canary" } }',
      null,
      'what ./print printed holds no apiKey, which this exchange needs.',
    ],
    [
      'a credential that cannot be right',
      '{ "apiKey": "canary canary", "secret": "s" }',
      null,
      'apiKey of what ./print printed holds a space or another character that no key has.',
    ],
    [
      'nothing at the place',
      `{ "data": ${key} }`,
      'data.data',
      'what ./print printed has nothing at data.data.',
    ],
    ['a number on the way', '{ "data": 7 }', 'data.data', 'what ./print printed has nothing at data.data.'],
    ['null on the way', '{ "data": null }', 'data.data', 'what ./print printed has nothing at data.data.'],
    ['no own member', '{}', 'constructor.name', 'what ./print printed has nothing at constructor.name.'],
    ['no JSON on the way', '{ "value": "canary" }', 'value', 'what ./print printed is not JSON.'],
  ])('is refused where it prints %s', async (_, text, at, message) => {
    expect(await credentialFailure(all(text, at))).toBe(message);
  });

  it('is not taken at a reference’s word', async () => {
    const text = '{ "apiKey": "op://vault/item/field", "secret": "s" }';
    expect(await credentialFailure(all(text))).toMatch(/^apiKey of .* is a reference to 1Password/);
  });
});

describe('a program for each', () => {
  it('prints the credential, or JSON that has it', async () => {
    const programs = knownPrograms({
      'pass show key': 'inventedKey\n',
      'vault secret': '{ "data": { "data": { "secret": "inventedSecret" } } }',
      'pass show phrase': 'two words\n',
    });
    expect(opened(await readFromCommand(each, 'kucoin', keyAndSecret, programs))).toEqual({
      apiKey: 'inventedKey',
      secret: 'inventedSecret',
      password: 'two words',
    });
  });

  it.each<[string, string, string]>([
    ['several lines', 'canary\nurl: canary\n', 'apiKey, printed by pass, holds a line break.'],
    ['quotes', '"canary"\n', 'apiKey, printed by pass, is wrapped in quotes; remove them.'],
  ])('is refused where it prints %s', async (_, text, message) => {
    const reading = readFromCommand(each, 'kucoin', keyAndSecret, knownPrograms({ 'pass show key': text }));
    expect(await credentialFailure(reading)).toBe(message);
  });

  it('is refused where there is no text at the place', async () => {
    const programs = knownPrograms({
      'pass show key': 'k',
      'vault secret': '{"data":{"data":{"secret":{}}}}',
    });
    const message = await credentialFailure(readFromCommand(each, 'kucoin', keyAndSecret, programs));
    expect(message).toBe('what vault printed is no text.');
  });

  it('is missed where none is named', async () => {
    const reading = readFromCommand(
      each,
      'kucoin',
      needs('apiKey', 'token'),
      knownPrograms({ 'pass show key': 'k' }),
    );
    expect(await credentialFailure(reading)).toBe('no program is named for token.');
  });
});

describe('a program that fails', () => {
  it('is named, without its arguments', async () => {
    const failed = knownPrograms({ 'pass show key': { problem: 'ended with exit code 1' } });
    expect(await credentialFailure(readFromCommand(each, 'kucoin', keyAndSecret, failed))).toBe(
      'the program pass ended with exit code 1.',
    );
  });

  it('is named by its first word, where a whole command line stands in its place', async () => {
    const source: CommandSource = {
      kind: 'command',
      programs: { all: { run: ['./print --token canary'], at: null } },
      cwd: '/invented',
    };
    const reading = readFromCommand(source, 'binance', keyAndSecret, knownPrograms({}));
    expect(await credentialFailure(reading)).toBe(
      'the program ./print … was not found; give its path, or put its folder on PATH.',
    );
  });

  it('is not even run where none may be', async () => {
    expect(await credentialFailure(readFromCommand(each, 'kucoin', keyAndSecret, null))).toMatch(
      /none is run/,
    );
  });
});
