import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { asNobodySpecial } from '../../test/helpers/unprivileged.ts';
import { discover, type SearchLimits } from './discover.js';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'keyaudit-discover-'));
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

const keys = (exchange: string) =>
  JSON.stringify({ [exchange]: { apiKey: 'inventedKey', secret: 'inventedSecret' } });

function put(path: string, text = keys('kraken')): string {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

const tools = { env: {}, askPassword: null };

async function found(limits?: SearchLimits) {
  const { files, notices } = await discover({ path: root, shown: 'bots' }, tools, limits);
  return { files: files.map(({ shown }) => shown), notices };
}

describe('a search', () => {
  it('finds a file below, and says what it holds', async () => {
    put('one/two/keys.json');
    const { files } = await discover({ path: root, shown: 'bots' }, tools);
    expect(files).toMatchObject([
      {
        path: join(root, 'one/two/keys.json'),
        shown: 'bots/one/two/keys.json',
        format: { id: 'ccxt' },
        keys: [{ account: 'kraken', exchange: 'kraken', names: ['apiKey', 'secret'] }],
      },
    ]);
  });

  it('finds a file whose name has other capitals', async () => {
    put('Keys.JSON');
    expect((await found()).files).toEqual(['bots/Keys.JSON']);
  });

  it.each([
    ['a file of another name', 'other.json'],
    ['what packages bring', 'node_modules/bot/keys.json'],
    ['a virtual environment', 'bot/.venv/keys.json'],
    ['what git keeps', '.git/keys.json'],
  ])('leaves out %s', async (_, path) => {
    put(path);
    expect(await found()).toEqual({ files: [], notices: [] });
  });

  it.each([
    ['another program’s', '{"theme": "dark"}'],
    ['an exchange without a key', '{"kraken": {"apiKey": "", "secret": ""}}'],
    ['a list', '[]'],
    ['null', 'null'],
  ])('passes over a file of that name without a key: %s', async (_, text) => {
    put('keys.json', text);
    expect(await found()).toEqual({ files: [], notices: [] });
  });

  it('tells of a file that cannot be understood, and goes on', async () => {
    put('a/keys.json', '{"kraken": {"apiKey": "inventedCanary');
    put('b/keys.json');
    const { files, notices } = await found();
    expect(files).toEqual(['bots/b/keys.json']);
    expect(notices).toHaveLength(1);
    expect(notices[0]).toMatch(/^bots\/a\/keys\.json/);
    expect(notices[0]).not.toContain('inventedCanary');
  });

  it.each<[string, string, string]>([
    [
      'a connector whose fields keyaudit does not know',
      'connectors/vertex.yml',
      `connector: vertex\nvertex_seed: ${'7b'.repeat(40)}\n`,
    ],
    [
      'a list of keys',
      'api-keys.json',
      '[{ "exchange": "kraken", "key": "inventedCanaryKey0001", "secret": "inventedCanarySecret" }]',
    ],
    [
      'keys one level deeper',
      'keys.json',
      '{ "accounts": { "kraken": { "apiKey": "inventedCanaryKey0001", "secret": "inventedCanarySecret" } } }',
    ],
    [
      'a field called otherwise',
      'keys.json',
      '{ "kraken": { "API-Key": "inventedCanaryKey0001", "API-Secret": "inventedCanarySecret" } }',
    ],
    [
      'a table of keys',
      'api-keys.csv',
      'exchange;key;secret\nkraken;inventedCanaryKey0001;inventedCanarySecret\n',
    ],
  ])('tells of a file that looks as if it held a key in another shape: %s', async (_, path, text) => {
    const file = put(path, text);
    const { files, notices } = await found();
    expect(files).toEqual([]);
    expect(notices).toHaveLength(1);
    expect(notices[0]).toContain(file.slice(root.length + 1));
    expect(notices[0]).not.toMatch(/Canary|7b7b/);
  });

  it.each<[string, string, string]>([
    ['a package’s', 'config.json', '{ "key": "value", "secret": "", "tokens": ["a"] }'],
    [
      'a connector that was never connected',
      'connectors/kraken.yml',
      "connector: kraken\nkraken_api_key: ''\n",
    ],
    ['another program’s variables', '.env', 'PORT=3000\nSECRET=short\nAWS_REGION=eu-west-1\n'],
  ])('says nothing of a file that does not: %s', async (_, path, text) => {
    put(path, text);
    expect(await found()).toEqual({ files: [], notices: [] });
  });

  const bot = (name: string, key: string) => ({ exchange: { name, key, secret: 'inventedSecret' } });
  it.each<[string, Readonly<Record<string, object>>, string[]]>([
    [
      'as a part that has the key',
      {
        'config.json': { add_config_files: ['config-private.json'] },
        'config-private.json': bot('kraken', 'inventedKey'),
      },
      ['bots/config.json'],
    ],
    [
      'that has a key of its own, over which the other wins',
      {
        'config.json': { ...bot('kraken', 'inventedKey'), add_config_files: ['config-old.json'] },
        'config-old.json': bot('kraken', 'inventedOld'),
      },
      ['bots/config-old.json', 'bots/config.json'],
    ],
    [
      'of another bot',
      {
        'config.json': { ...bot('kraken', 'inventedKey'), add_config_files: ['keys.json'] },
        'keys.json': JSON.parse(keys('bybit')),
      },
      ['bots/config.json', 'bots/keys.json'],
    ],
  ])('a file that another takes in %s', async (_, files, expected) => {
    for (const [name, content] of Object.entries(files)) put(name, JSON.stringify(content));
    expect((await found()).files).toEqual(expected);
  });

  it('reads a link to a file, and follows none to a folder', async () => {
    put('real/keys.json');
    mkdirSync(join(root, 'linked'));
    symlinkSync(join(root, 'real/keys.json'), join(root, 'linked/keys.json'));
    symlinkSync(root, join(root, 'real/loop'));
    expect((await found()).files).toEqual(['bots/linked/keys.json', 'bots/real/keys.json']);
  });

  it('opens no device and no pipe, and says where a link leads nowhere', async () => {
    for (const name of ['zero', 'gone', 'pipe']) mkdirSync(join(root, name));
    symlinkSync('/dev/zero', join(root, 'zero/keys.json'));
    symlinkSync(join(root, 'nowhere'), join(root, 'gone/keys.json'));
    execFileSync('mkfifo', [join(root, 'pipe/keys.json')]);
    expect(await found()).toEqual({
      files: [],
      notices: ['bots/gone/keys.json is a link that leads nowhere.'],
    });
  });

  it('ends at its depth, and says so', async () => {
    put('1/2/keys.json');
    put('1/2/3/keys.json');
    expect(await found({ depth: 2, entries: 100 })).toEqual({
      files: ['bots/1/2/keys.json'],
      notices: ['What lies more than 2 folders below bots was not searched.'],
    });
    expect((await found({ depth: 3, entries: 100 })).notices).toEqual([]);
  });

  it('ends at its number of files, the nearest first, and says so', async () => {
    put('keys.json');
    for (let number = 0; number < 10; number += 1) put(`deep/${number}.txt`, '');
    put('deep/keys.json');
    const { files, notices } = await found({ depth: 6, entries: 5 });
    expect(files).toContain('bots/keys.json');
    expect(notices).toEqual(['bots holds more than 5 files; the rest was not searched.']);
  });

  it('goes on past a folder that is closed, and says so', async () => {
    put('closed/keys.json');
    put('open/keys.json');
    chmodSync(root, 0o755);
    chmodSync(join(root, 'closed'), 0);
    expect(await asNobodySpecial(found)).toEqual({
      files: ['bots/open/keys.json'],
      notices: ['bots/closed may not be read by this user.'],
    });
  });

  it.each([
    ['does not exist', () => join(root, 'none')],
    ['is no folder', () => put('keys.json')],
  ])('of what %s fails', async (problem, path) => {
    await expect(discover({ path: path(), shown: 'there' }, tools)).rejects.toMatchObject({
      kind: 'credential-source',
      message: `there ${problem}.`,
    });
  });
});
