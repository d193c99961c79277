import { expect, it } from 'vitest';
import { AccountError } from '../model/account-error.ts';
import type { CredentialSource } from '../model/credentials.ts';
import type { Environment } from './environment.ts';
import type { Keychain } from './keychain.ts';
import { isAbsent } from './presence.ts';

const env: CredentialSource = { kind: 'env', names: { apiKey: 'BOT_KEY', secret: 'BOT_SECRET' } };
const keychain: CredentialSource = { kind: 'keychain', entry: 'bot' };
const file: CredentialSource = {
  ...{ kind: 'file', path: '/nowhere/invented.json', shown: 'invented.json', format: null, account: null },
};

const empty: Keychain = { entries: async () => new Map() };
const withEntry: Keychain = { entries: async () => new Map([['bot', null]]) };
const locked: Keychain = {
  entries: async () => {
    throw new AccountError('credential-source', 'the OS keychain cannot be read.');
  },
};

it.each<[string, Environment, boolean]>([
  ['no variable is set', {}, true],
  ['all are empty, as the secrets of a fork are', { BOT_KEY: '', BOT_SECRET: '', BOT_SECRET_FILE: '' }, true],
  ['others are set', { OTHER_KEY: 'invented' }, true],
  ['one is set', { BOT_KEY: '', BOT_SECRET: 'invented' }, false],
  ['one names a file, which may be missing', { BOT_KEY_FILE: '/nowhere' }, false],
  ['one is set twice', { BOT_KEY: 'invented', BOT_KEY_FILE: '/nowhere' }, false],
  ['one holds nonsense', { BOT_KEY: ' ' }, false],
])('the environment has nothing of an account where %s: %o is %s', async (_, variables, absent) => {
  expect(await isAbsent(env, { env: variables, keychain: locked })).toBe(absent);
});

it.each<[string, Keychain, boolean]>([
  ['it has no such entry', empty, true],
  ['the entry is there, be it unreadable', withEntry, false],
  ['it is locked: the entry may be in it', locked, false],
])('the keychain has nothing of an account where %s: %s', async (_, chain, absent) => {
  expect(await isAbsent(keychain, { env: {}, keychain: chain })).toBe(absent);
});

it('any other source is there until it is opened', async () => {
  expect(await isAbsent(file, { env: {}, keychain: empty })).toBe(false);
});
