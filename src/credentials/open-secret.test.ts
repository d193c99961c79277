import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SecretSource } from '../model/target.js';
import { toEntry } from './entry.js';
import type { Environment } from './environment.js';
import { listKeychainAccounts } from './keychain.js';
import { openSecret } from './open-secret.js';
import { createPrograms } from './programs.js';

const canary = 'Canary invented pass7phrase';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'keyaudit-secret-'));
  writeFileSync(join(folder, 'hook'), `${canary}\n`);
  writeFileSync(join(folder, 'two-lines'), `${canary}\n${canary}\n`);
});
afterAll(() => rmSync(folder, { recursive: true }));

async function open(source: SecretSource, env: Environment = {}) {
  const entry = (exchange: string, fields: object) =>
    toEntry('mail', 'the keychain entry mail', { exchange, ...fields });
  const entries = new Map([
    ['mail', entry('notify', { password: canary })],
    ['bot', entry('binance', { password: canary })],
    ['empty', entry('notify', {})],
  ]);
  const signal = new AbortController().signal;
  return await openSecret(source, {
    env,
    keychain: { entries: async () => entries },
    askPassword: null,
    programs: createPrograms({ env: process.env, signal, show: () => {} }),
  });
}

const file = (name: string): SecretSource => ({ kind: 'text', path: join(folder, name), shown: name });
const printing = (text: string): SecretSource => ({
  kind: 'command',
  programs: { each: { password: { run: [process.execPath, '-p', JSON.stringify(text)], at: null } } },
  cwd: folder,
});

describe('a secret', () => {
  it.each<[string, () => SecretSource, Environment]>([
    ['of a variable', () => ({ kind: 'env', names: { password: 'HOOK' } }), { HOOK: canary }],
    ['of a keychain entry', () => ({ kind: 'keychain', entry: 'mail' }), {}],
    ['of a program', () => printing(canary), {}],
    ['of a file', () => file('hook'), {}],
  ])('%s is read whole', async (_, source, env) => {
    const secret = await open(source(), env);
    expect(String(secret)).toBe('[redacted]');
    expect(secret.redactFrom(canary)).toBe('[redacted]');
  });

  it('of a file that a variable names is read', async () => {
    const secret = await open(
      { kind: 'env', names: { password: 'HOOK' } },
      { HOOK_FILE: join(folder, 'hook') },
    );
    expect(secret.redactFrom(canary)).toBe('[redacted]');
  });

  it('of a unit’s credentials is read', async () => {
    const path = '$CREDENTIALS_DIRECTORY/hook';
    const secret = await open({ kind: 'text', path, shown: path }, { CREDENTIALS_DIRECTORY: folder });
    expect(secret.redactFrom(canary)).toBe('[redacted]');
  });
});

describe('what is no secret', () => {
  it.each<[string, () => SecretSource, RegExp]>([
    [
      'a variable that is not set',
      () => ({ kind: 'env', names: { password: 'HOOK' } }),
      /variable HOOK is not set/,
    ],
    [
      'an exchange’s entry',
      () => ({ kind: 'keychain', entry: 'bot' }),
      /the keychain entry mail is not for notify/,
    ],
    ['an entry without one', () => ({ kind: 'keychain', entry: 'empty' }), /holds no password/],
    ['a file that is not there', () => file('none'), /none/],
    ['a file of two lines', () => file('two-lines'), /two-lines holds a line break/],
    [
      'a unit’s credential without a unit',
      () => ({ kind: 'text', path: '$CREDENTIALS_DIRECTORY/a', shown: 'a' }),
      /not set/,
    ],
  ])('%s says so, and does not repeat it', async (_, source, message) => {
    const error = await open(source()).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ kind: 'credential-source', message: expect.stringMatching(message) });
    expect(String(error)).not.toContain(canary);
  });
});

it('of the keychain is no account', async () => {
  const text = JSON.stringify({ exchange: 'notify', password: canary });
  const entries = new Map([['mail', toEntry('mail', 'the keychain entry mail', JSON.parse(text))]]);
  expect(await listKeychainAccounts({ entries: async () => entries })).toEqual({
    accounts: [],
    unreadable: [],
  });
});
