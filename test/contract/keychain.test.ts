import { inspect } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Keychain,
  keychainService,
  listKeychainAccounts,
  openKeychain,
  readFromKeychain,
} from '../../src/credentials/keychain.js';
import type { CredentialName } from '../../src/model/credentials.ts';
import { type SecretService, startSecretService } from '../helpers/secret-service.js';

const needs = (...needed: CredentialName[]) => ({ needed, optional: [] });

const canary = 'canary7Invented5';

/** Entries that hold no credentials of binance, and what is said of them. */
const bad: [entry: string, text: string, message: RegExp][] = [
  ['garbage', canary, /is not the JSON object/],
  ['half JSON', `{"exchange": "binance", "secret": "${canary}`, /is not the JSON object/],
  ['a list', `["${canary}"]`, /is not the JSON object/],
  ['no exchange', `{"apiKey": "${canary}"}`, /is not the JSON object/],
  ['another exchange', `{"exchange": "${canary}", "apiKey": "${canary}"}`, /is not for binance/],
  ['no secret', `{"exchange": "binance", "apiKey": "${canary}"}`, /holds no secret/],
  ['a number', `{"exchange": "binance", "apiKey": "${canary}", "secret": 7}`, /holds no secret/],
  [
    'a line break',
    JSON.stringify({ exchange: 'binance', apiKey: canary, secret: `${canary}\n${canary}` }),
    /secret of the keychain entry a line break holds a line break/,
  ],
];

function testKeychain(service: SecretService): void {
  let keychain: Keychain;

  beforeAll(() => {
    const store = (entry: string, text: string) => service.store(keychainService, entry, text);
    store('bot', '{"exchange": "binance", "apiKey": "invented", "secret": "invented+/="}');
    store('ünusual "name"', '{"exchange": "kucoin", "apiKey": "k", "secret": "s", "password": "two wörds"}');
    for (const [entry, text] of bad) store(entry, text);
    service.store('another service', 'not ours', '{"exchange": "binance"}');
    keychain = openKeychain(service.env);
  });

  afterAll(() => service.stop());

  it('gives what was stored', async () => {
    const bot = await readFromKeychain('bot', 'binance', needs('apiKey', 'secret'), keychain);
    expect([bot.apiKey?.reveal(), bot.secret?.reveal(), bot.password]).toEqual([
      'invented',
      'invented+/=',
      undefined,
    ]);
    const { password } = await readFromKeychain('ünusual "name"', 'kucoin', needs('password'), keychain);
    expect(password?.reveal()).toBe('two wörds');
  });

  it('lists its entries, and those that cannot be read apart', async () => {
    const { accounts, unreadable } = await listKeychainAccounts(keychain);
    const names = ['a line break', 'a number', 'another exchange', 'bot', 'no secret', 'ünusual "name"'];
    expect(accounts.map(({ name }) => name)).toEqual(names);
    expect(accounts[3]).toEqual({
      name: 'bot',
      exchange: 'binance',
      source: { kind: 'keychain', entry: 'bot' },
    });
    expect(unreadable).toEqual(['a list', 'garbage', 'half JSON', 'no exchange']);
  });

  it.each([...bad, ['not there', '', /has no entry not there of the service keyaudit/] as const])(
    'refuses an entry: %s, without its content',
    async (entry, _, message) => {
      const reading = readFromKeychain(entry, 'binance', needs('apiKey', 'secret'), keychain);
      const error: unknown = await reading.catch((reason: unknown) => reason);
      expect(error).toMatchObject({ kind: 'credential-source', message: expect.stringMatching(message) });
      // As a crash would print it: with its stack, cause and properties.
      expect(inspect(error)).not.toContain(canary);
    },
  );

  // The last test: it locks the keychain that the others read.
  it('locked: fails at once, without a prompt', async () => {
    service.lock();
    await expect(openKeychain(service.env).entries()).rejects.toMatchObject({
      kind: 'credential-source',
      message: expect.stringMatching(/cannot be read; it is locked, or/),
    });
  });
}

const started = await startSecretService();
if ('unavailable' in started) {
  console.warn(`The OS keychain is not tested: ${started.unavailable}.`);
  it.skip(`the OS keychain: ${started.unavailable}`, () => {});
} else {
  describe('the OS keychain', () => testKeychain(started));
}
