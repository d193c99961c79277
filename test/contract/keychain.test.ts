import { existsSync, readFileSync } from 'node:fs';
import { inspect } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Keychain,
  keychainService,
  listKeychainAccounts,
  type NewEntry,
  openKeychain,
  readFromKeychain,
  removeFromKeychain,
  storeInKeychain,
} from '../../src/credentials/keychain.js';
import type { CredentialName, Credentials } from '../../src/model/credentials.ts';
import { Secret } from '../../src/model/secret.ts';
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

  it.each([
    ...bad,
    ['not there', '', /has no entry not there of the service keyaudit;.*keyaudit keys add/] as const,
  ])('refuses an entry: %s, without its content', async (entry, _, message) => {
    const reading = readFromKeychain(entry, 'binance', needs('apiKey', 'secret'), keychain);
    const error: unknown = await reading.catch((reason: unknown) => reason);
    expect(error).toMatchObject({ kind: 'credential-source', message: expect.stringMatching(message) });
    // As a crash would print it: with its stack, cause and properties.
    expect(inspect(error)).not.toContain(canary);
  });

  describe('stores', () => {
    const pem = `-----BEGIN PRIVATE KEY-----\n${'Invented'.repeat(200)}\n-----END PRIVATE KEY-----`;
    const entry = (name: string, more: Credentials = {}) => ({
      name,
      exchange: 'binance',
      credentials: { apiKey: new Secret(`key of ${name}`), ...more },
      addedAt: '2026-11-26T10:00:00.000Z',
    });
    const store = async (added: NewEntry, replace = false, platform: NodeJS.Platform = 'linux') =>
      await storeInKeychain(added, replace, service.env, platform);
    const stored = async (name: string) => (await openKeychain(service.env).entries()).get(name);

    it('an entry, with line breaks and letters beyond ASCII, and takes it out', async () => {
      const name = 'größer "bot"';
      await store(entry(name, { secret: new Secret(pem), password: new Secret('zwei wörter 🔑') }));
      const found = await stored(name);
      expect(found).toMatchObject({ exchange: 'binance', addedAt: '2026-11-26T10:00:00.000Z' });
      const opened = await found?.open(['secret', 'password']);
      expect([opened?.secret?.reveal(), opened?.password?.reveal()]).toEqual([pem, 'zwei wörter 🔑']);
      await removeFromKeychain(name, service.env);
      expect(await stored(name)).toBeUndefined();
      expect(await stored('bot')).toBeDefined();
    });

    it('nothing over an entry that is there, unless told to', async () => {
      await store(entry('kept', { secret: new Secret('first') }));
      const second = entry('kept', { secret: new Secret('second') });
      await expect(store(second)).rejects.toMatchObject({
        kind: 'credential-source',
        message: expect.stringMatching(/has an entry kept already/),
      });
      const secretOf = async () => (await (await stored('kept'))?.open(['secret']))?.secret?.reveal();
      expect(await secretOf()).toBe('first');
      await store(second, true);
      expect(await secretOf()).toBe('second');
    });

    it('several at the same time', async () => {
      const names = Array.from({ length: 6 }, (_, index) => `one of many ${index}`);
      await Promise.all(names.map(async (name) => await store(entry(name))));
      const entries = await openKeychain(service.env).entries();
      expect(names.filter((name) => !entries.has(name))).toEqual([]);
    });

    // 2560 bytes, in UTF-16: https://learn.microsoft.com/windows/win32/api/wincred/ns-wincred-credentialw
    it.each([
      ['win32', 1280, null],
      ['win32', 1281, /too large: Windows takes 1280 characters.*PEM.*_FILE/],
      ['linux', 1281, null],
      ['darwin', 1281, null],
    ] as const)('on %s: an entry of %d characters', async (platform, characters, problem) => {
      const name = `on ${platform}`;
      const rest = JSON.stringify({ exchange: 'binance', apiKey: '', addedAt: entry(name).addedAt }).length;
      const storing = store(
        entry(name, { apiKey: new Secret('x'.repeat(characters - rest)) }),
        true,
        platform,
      );
      if (problem === null) await storing;
      else await expect(storing).rejects.toMatchObject({ message: expect.stringMatching(problem) });
    });

    it('nothing where there is no keychain, the kernel’s keyring neither', async () => {
      const nowhere = { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent/bus' };
      await expect(storeInKeychain(entry('lost'), false, nowhere, 'linux')).rejects.toMatchObject({
        kind: 'credential-source',
        message: expect.stringMatching(/cannot be changed.*environment variables.*age.*directory.*command/),
      });
      expect(existsSync('/proc/keys') ? readFileSync('/proc/keys', 'utf8') : '').not.toContain('lost');
      await expect(removeFromKeychain('lost', nowhere)).rejects.toMatchObject({ kind: 'credential-source' });
    });
  });

  // The last test: it locks the keychain that the others read.
  it('locked: fails at once, without a prompt', async () => {
    service.lock();
    await expect(openKeychain(service.env).entries()).rejects.toMatchObject({
      kind: 'credential-source',
      message: expect.stringMatching(/cannot be read; it is locked, or/),
    });
    const entry = { name: 'late', exchange: 'binance', credentials: {}, addedAt: null };
    await expect(storeInKeychain(entry, false, service.env, 'linux')).rejects.toMatchObject({
      message: expect.stringMatching(/cannot be changed; it is locked, or/),
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
