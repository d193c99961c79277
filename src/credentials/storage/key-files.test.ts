import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  closeSync,
  constants,
  mkdirSync,
  openSync,
  readSync,
  symlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { folder } from '../../../test/helpers/process.ts';
import { repository } from '../../../test/helpers/repository.ts';
import type { CredentialSource } from '../../model/credentials.ts';
import { createKeyFileReader, type KeyFileOptions } from './key-files.ts';

const linux = { platform: 'linux', uid: process.getuid?.() } as const;

interface Setting {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly exchange?: string;
}

async function look(source: CredentialSource, { cwd, env = {}, exchange = 'kraken' }: Setting) {
  const options: KeyFileOptions = {
    ...linux,
    cwd,
    env: { PATH: process.env.PATH, HOME: '/nonexistent', ...env },
  };
  return await createKeyFileReader(options)(source, exchange);
}

const session = { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent' };
const env = (names: Record<string, string>): CredentialSource => ({ kind: 'env', names });
const file = (path: string, more: object = {}): CredentialSource => ({
  ...{ kind: 'file', path, shown: path, format: 'ccxt', account: null },
  ...more,
});
const ccxtKeys = JSON.stringify({ kraken: { apiKey: 'invented', secret: 'invented' } });

describe('where a key lies', () => {
  it('is no file for a keychain, a command, 1Password, and plain variables', async () => {
    const cwd = folder();
    const sources: CredentialSource[] = [
      { kind: 'keychain', entry: 'bot' },
      { kind: 'command', cwd, programs: { all: { run: ['pass'], at: null } } },
      { kind: 'op', references: {} },
      env({ apiKey: 'BOT_KEY' }),
    ];
    const found = await Promise.all(
      sources.map((source) => look(source, { cwd, env: { BOT_KEY: 'invented' } })),
    );
    expect(found).toEqual([[], [], [], []]);
  });

  it('is the file that a variable names, unless that holds what is public', async () => {
    const cwd = folder({ key: 'invented', secret: 'invented', address: '0x0' });
    const names = { apiKey: 'BOT_KEY', secret: 'BOT_SECRET', walletAddress: 'BOT_ADDRESS' };
    const found = await look(env(names), {
      cwd,
      env: { BOT_KEY_FILE: 'key', BOT_SECRET_FILE: join(cwd, 'secret'), BOT_ADDRESS_FILE: 'address' },
    });
    expect(found.map(({ path }) => path)).toEqual(['key', 'secret']);
  });

  it('is not told of where a variable may hold the secret in place of a path', async () => {
    const secret = 'InventedSecretInPlaceOfAPath0123456789';
    const found = await look(env({ secret: 'BOT_SECRET' }), {
      cwd: folder(),
      env: { BOT_SECRET_FILE: secret },
    });
    expect(found).toMatchObject([
      { path: '$BOT_SECRET_FILE', readableBy: { known: false, detail: 'there is no such file' } },
    ]);
    expect(JSON.stringify(found)).not.toContain(secret);
  });

  it('is no file where a variable names a pipe', async () => {
    const cwd = folder();
    execFileSync('mkfifo', [join(cwd, 'pipe')]);
    expect(await look(env({ secret: 'BOT_SECRET' }), { cwd, env: { BOT_SECRET_FILE: 'pipe' } })).toEqual([]);
  });

  it('is no file where a pipe has what a bot’s file would, and leaves that to whoever asks the exchange', async () => {
    const cwd = folder();
    const path = join(cwd, 'pipe');
    execFileSync('mkfifo', [path]);
    const pipe = openSync(path, constants.O_RDWR | constants.O_NONBLOCK);
    onTestFinished(() => closeSync(pipe));
    writeSync(pipe, ccxtKeys);
    expect(await look(file(path), { cwd })).toEqual([]);
    const left = Buffer.alloc(1000);
    expect(left.toString('utf8', 0, readSync(pipe, left))).toBe(ccxtKeys);
  });

  it('is those files of a folder that are called like a secret, and those that are named', async () => {
    const cwd = folder();
    const path = join(cwd, 'keys');
    mkdirSync(path);
    for (const name of ['api-key', 'SECRET', 'secret_key', 'uid', 'notes', 'pw'])
      writeFileSync(join(path, name), 'invented');
    const source: CredentialSource = { kind: 'directory', path, shown: 'keys', files: { password: 'pw' } };
    const found = await look(source, { cwd });
    expect(found.map((each) => each.path).toSorted()).toEqual([
      'keys/SECRET',
      'keys/api-key',
      'keys/pw',
      'keys/secret_key',
    ]);
  });

  it('is a file of age’s, which is encrypted, and the identity, which is not', async () => {
    const cwd = folder({ 'keys.age': 'invented', identity: 'invented' });
    const named = (name: string) => ({ path: join(cwd, name), shown: name });
    const source: CredentialSource = {
      ...{ kind: 'age', ...named('keys.age'), entry: 'bot' },
      identity: named('identity'),
    };
    const found = await look(source, { cwd, env: session });
    expect(found).toMatchObject([
      { path: 'keys.age', protection: { value: 'encrypted' } },
      { path: 'identity', protection: { value: 'none' }, isMovable: false },
    ]);
  });

  it('is the identity that the environment names, too', async () => {
    const cwd = folder({ 'keys.age': 'invented', identity: 'invented' });
    const path = join(cwd, 'keys.age');
    const source: CredentialSource = { kind: 'age', path, shown: 'keys.age', entry: 'bot', identity: null };
    const found = await look(source, { cwd, env: { KEYAUDIT_AGE_IDENTITY_FILE: 'identity' } });
    expect(found.map((each) => each.path)).toEqual(['keys.age', 'identity']);
  });

  it.each([null, 'ccxt'])('is a bot’s file, protected as its format is (%s)', async (format) => {
    const cwd = folder({ 'keys.json': ccxtKeys });
    const found = await look(file(join(cwd, 'keys.json'), { format }), { cwd, env: session });
    expect(found).toMatchObject([{ path: 'keys.json', protection: { value: 'none' }, isMovable: false }]);
  });

  it('is looked at though the file is not of its format, and then nothing is known of what guards the key', async () => {
    const cwd = folder({ 'keys.json': '[]' });
    const found = await look(file(join(cwd, 'keys.json'), { shown: 'keys.json' }), { cwd });
    expect(found).toMatchObject([
      { path: 'keys.json', protection: { known: false }, readableBy: { known: true } },
    ]);
  });

  it('is unknown where there is none', async () => {
    const cwd = folder();
    const found = await look(file(join(cwd, 'none'), { shown: './none' }), { cwd });
    expect(found).toMatchObject([
      { path: './none', readableBy: { detail: 'there is no such file' }, repository: { known: false } },
    ]);
  });
});

describe('what a file is called', () => {
  it.each([
    ['work', 'work/sub/key', 'sub/key'],
    ['work', 'home/key', '~/key'],
    ['work', 'other/key', 'as it was written'],
    ['home', 'home/key', 'key'],
    // What would mean something else in a command.
    ['work/sub', 'work/sub/~', './~'],
    ['work/sub', 'work/sub/~/key', './~/key'],
    ['work/sub', 'work/sub/$HOME', './$HOME'],
  ])('from %s, %s', async (cwd, name, path) => {
    const root = folder();
    const at = (steps: string) => join(root, steps);
    for (const each of [cwd, dirname(name)]) mkdirSync(at(each), { recursive: true });
    writeFileSync(at(name), 'invented');
    const source = file(at(name), { shown: 'as it was written' });
    expect(await look(source, { cwd: at(cwd), env: { HOME: at('home') } })).toMatchObject([{ path }]);
  });
});

describe('a link', () => {
  it('is judged by the file that it leads to', async () => {
    const { path, write, git, commit } = repository();
    const key = write('key');
    git('add', '.');
    commit();
    const cwd = folder();
    symlinkSync(key, join(cwd, 'link'));
    chmodSync(key, 0o644);
    chmodSync(path, 0o755);
    expect(await look(file(join(cwd, 'link')), { cwd })).toMatchObject([
      { path: 'link', isLink: true, readableBy: { value: ['everybody'] }, repository: { value: 'tracked' } },
    ]);
  });

  it('that leads in a circle is unknown', async () => {
    const cwd = folder();
    symlinkSync('b', join(cwd, 'a'));
    symlinkSync('a', join(cwd, 'b'));
    expect(await look(file(join(cwd, 'a')), { cwd })).toMatchObject([
      { readableBy: { detail: 'it is a link that leads in a circle' } },
    ]);
  });
});

describe('where the keychain would do', () => {
  const movable = async (more: Record<string, string>, name = 'key') => {
    const cwd = folder();
    const path = join(cwd, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, 'invented');
    const [found] = await look(env({ secret: 'BOT' }), { cwd, env: { BOT_FILE: name, ...more } });
    return [found?.isMovable, found?.isMounted];
  };

  it.each([
    ['a desktop', session, 'key', [true, false]],
    ['a server', {}, 'key', [false, false]],
    ['CI', { ...session, CI: 'true' }, 'key', [false, false]],
    ['a pod', session, '..2026_11_26_10_00_00.123456789/key', [false, true]],
    ['a folder with a version', session, '..2026/key', [true, false]],
  ])('%s', async (_, more, name, expected) => expect(await movable(more, name)).toEqual(expected));

  it('not in a service with credentials of systemd’s', async () => {
    const cwd = folder({ key: 'invented' });
    const [found] = await look(env({ secret: 'BOT' }), {
      cwd,
      env: { ...session, BOT_FILE: 'key', CREDENTIALS_DIRECTORY: cwd },
    });
    expect(found).toMatchObject({ isMovable: false, isMounted: true });
  });
});
