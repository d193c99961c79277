import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { UserError } from '../model/user-error.js';
import { parseConfigText } from './document.js';
import { type LoadOptions, loadConfig } from './load-config.js';

vi.mock(import('./document.js'), { spy: true });

let root: string;
let options: LoadOptions;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'keyaudit-config-'));
  mkdirSync(join(root, 'work'));
  options = {
    explicitPath: null,
    cwd: join(root, 'work'),
    env: { HOME: join(root, 'home') },
    exchangeIds: ['binance', 'kucoin'],
    needsOf: async (ids) =>
      new Map(
        ids.map((id) => [id, { credentials: { needed: ['apiKey', 'secret'], optional: [] }, hazards: [] }]),
      ),
    checks: [],
    today: '2026-11-23',
  };
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

/** A file whose account's name is its path. */
function put(
  path: string,
  content: string | Buffer = `accounts: [{ name: ${path}, exchange: binance }]`,
): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
}

async function found(
  changes: Partial<LoadOptions> = {},
): Promise<{ name?: string | undefined; file: string } | null> {
  const config = await loadConfig({ ...options, ...changes });
  return config && { name: config.accounts[0]?.name, file: config.file };
}

it('finds nothing where there is nothing', async () => {
  expect(await found()).toBeNull();
});

it('prefers --config, then the working directory, then the user’s folder; yaml, yml, json', async () => {
  const order = [
    'elsewhere/named.txt',
    'work/keyaudit.config.yaml',
    'work/keyaudit.config.yml',
    'work/keyaudit.config.json',
    'home/.config/keyaudit/keyaudit.config.yaml',
    'home/.config/keyaudit/keyaudit.config.yml',
    'home/.config/keyaudit/keyaudit.config.json',
  ];
  for (const path of order) put(path);
  const [explicit, ...searched] = order;
  expect(await found({ explicitPath: '../elsewhere/named.txt' })).toEqual({
    name: explicit,
    file: '../elsewhere/named.txt',
  });
  for (const path of searched) {
    const file = path.startsWith('work/') ? path.slice('work/'.length) : join(root, path);
    expect(await found()).toEqual({ name: path, file });
    rmSync(join(root, path));
  }
});

it('takes an absolute XDG_CONFIG_HOME, and ignores a relative one', async () => {
  put('xdg/keyaudit/keyaudit.config.yaml');
  put('home/.config/keyaudit/keyaudit.config.yaml');
  const absolute = { ...options.env, XDG_CONFIG_HOME: join(root, 'xdg') };
  expect((await found({ env: absolute }))?.name).toBe('xdg/keyaudit/keyaudit.config.yaml');
  const relative = { ...options.env, XDG_CONFIG_HOME: '../xdg' };
  expect((await found({ env: relative }))?.name).toBe('home/.config/keyaudit/keyaudit.config.yaml');
});

it('reads a file that begins with a byte-order mark', async () => {
  put('work/keyaudit.config.yaml', '\uFEFFaccounts: [{ name: bot, exchange: binance }]');
  expect((await found())?.name).toBe('bot');
});

it.each([
  ['a missing --config', () => {}, 'gone.yaml', /^gone\.yaml: there is no such file/],
  ['a directory', () => mkdirSync(join(root, 'work/dir')), 'dir', /^dir: is a directory/],
  [
    'more than 1 MiB',
    () => put('work/big.yaml', '#'.repeat(1024 * 1024 + 1)),
    'big.yaml',
    /larger than 1 MiB/,
  ],
  ['an endless device', () => {}, '/dev/zero', /^\/dev\/zero: is larger than 1 MiB/],
  [
    'not UTF-8',
    () => put('work/utf16.yaml', Buffer.from('accounts: ü', 'latin1')),
    'utf16.yaml',
    /not UTF-8/,
  ],
])('refuses %s', async (_, prepare, explicitPath, message) => {
  prepare();
  await expect(loadConfig({ ...options, explicitPath })).rejects.toThrow(message);
  await expect(loadConfig({ ...options, explicitPath })).rejects.toBeInstanceOf(UserError);
});

it('does not pass over a file that it cannot open', async () => {
  mkdirSync(join(root, 'work/keyaudit.config.yaml'));
  put('work/keyaudit.config.json');
  await expect(found()).rejects.toThrow(/^keyaudit\.config\.yaml: is a directory/);
});

// A name longer than any file system has fails for the superuser too, who may read everything.
it('says when it cannot read the file', async () => {
  const name = `${'x'.repeat(300)}.yaml`;
  await expect(found({ explicitPath: name })).rejects.toThrow(/cannot be read \(ENAMETOOLONG\)/);
});

it('parses each file once', async () => {
  put(
    'work/keyaudit.config.yaml',
    'accounts: [{ name: bot, exchange: binance }]\npolicy: { extends: firm.yaml }\n',
  );
  put('work/firm.yaml', 'failOn: low\nextends: group.yaml\n');
  put('work/group.yaml', 'failOn: medium\n');
  vi.mocked(parseConfigText).mockClear();
  await found();
  expect(vi.mocked(parseConfigText).mock.calls.map(([file]) => file)).toEqual([
    'keyaudit.config.yaml',
    'firm.yaml',
    'group.yaml',
  ]);
});
