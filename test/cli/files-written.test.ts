import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { installMissing } from '../helpers/debian.ts';
import { folder } from '../helpers/process.ts';
import { startSecretService } from '../helpers/secret-service.ts';
import { simulated } from '../helpers/simulated.ts';
import { traced } from '../helpers/traced.ts';

/** A configuration with one account in the environment and one in a bot's file. */
async function setUp() {
  const { url, config, env } = await simulated([
    { name: 'grid-bot', exchange: 'bybit', answers: 'well-kept' },
    { name: 'tracker', exchange: 'binance', answers: 'tracker' },
  ]);
  const cwd = folder({ 'keyaudit.config.yaml': config });
  const keys = { bybit: { apiKey: env.GRID_BOT_KEY, secret: env.GRID_BOT_SECRET } };
  writeFileSync(join(cwd, 'keys.json'), JSON.stringify(keys));
  writeFileSync(
    join(cwd, 'bots.yaml'),
    `accounts: [{ name: grid-bot, exchange: bybit, baseUrl: "${url}", credentials: { file: ./keys.json } }]`,
  );
  return { cwd, env };
}

const reason = installMissing(['strace'], ['strace']);
if (reason !== null) it('is not traced', ({ skip }) => skip(reason));

describe.runIf(reason === null)('what is written to the disk', () => {
  it.each([
    ['scan', ['--no-history'], 0],
    ['scan', ['--no-history', '--config', 'bots.yaml', '--format', 'json'], 0],
    ['scan', ['--no-history', '--discover', '.', '--yes'], 3],
    ['demo', [], 0],
    ['exchanges', [], 0],
    ['config', ['--explain'], 0],
  ] as const)('by %s %j is nothing', async (command, args, expected) => {
    const { cwd, env } = await setUp();
    const before = contentOf(cwd);
    // What would go out, goes nowhere.
    const { code, output, written } = await traced([command, ...args], {
      cwd,
      env: { ...env, HTTPS_PROXY: 'http://127.0.0.1:9' },
    });
    expect(code, output).toBe(expected);
    expect(written).toEqual([]);
    expect(contentOf(cwd)).toEqual(before);
  });

  it.each([
    ['a program', { command: ['cat', 'key.json'] }],
    ['a directory', { directory: './keys' }],
  ])('by a scan of a key from %s is nothing', async (_, credentials) => {
    const { url, env } = await simulated([{ name: 'tracker', exchange: 'binance', answers: 'tracker' }]);
    const key = { apiKey: env.TRACKER_KEY, secret: env.TRACKER_SECRET };
    const account = { name: 'tracker', exchange: 'binance', baseUrl: url, credentials };
    const cwd = folder({
      'keyaudit.config.json': JSON.stringify({ accounts: [account] }),
      'key.json': JSON.stringify(key),
    });
    mkdirSync(join(cwd, 'keys'));
    for (const [name, text] of Object.entries(key)) writeFileSync(join(cwd, 'keys', name), text ?? '');
    const { code, output, written } = await traced(['scan', '--no-history'], { cwd });
    expect(code, output).toBe(0);
    expect(written).toEqual([]);
  });

  it('by init is the configuration', async () => {
    const cwd = folder();
    const { code, output, written } = await traced(['init', '--account', 'bot=binance'], { cwd });
    expect(code, output).toBe(0);
    const file = join(cwd, 'keyaudit.config.yaml');
    expect(written.filter((path) => !path.startsWith(file))).toEqual([]);
    expect(readdirSync(cwd)).toEqual(['keyaudit.config.yaml']);
  });

  it('is the history, and what it takes to change it', async () => {
    const { cwd, env } = await setUp();
    const { code, home, output, written } = await traced(['scan'], { cwd, env });
    expect(code, output).toBe(0);
    const folder = join(home, '.local/state/keyaudit');
    expect(written).toContain(join(folder, 'history.db'));
    expect(written.filter((path) => !isIn(folder, path) && !folder.startsWith(path))).toEqual([]);
    expect(readdirSync(folder)).toEqual(['history.db']);
    const bytes = readFileSync(join(folder, 'history.db'), 'latin1');
    for (const secret of Object.values(env)) expect(bytes).not.toContain(secret);
  });

  it('is the report, and the file that becomes it', async () => {
    const { cwd, env } = await setUp();
    const args = ['scan', '--no-history', '--output', 'json=report.json'];
    const { code, output, written } = await traced(args, { cwd, env });
    expect(code, output).toBe(0);
    expect(written).toContain(join(cwd, 'report.json'));
    expect(written.filter((path) => !path.startsWith(join(cwd, 'report.json')))).toEqual([]);
    expect(readdirSync(cwd).toSorted()).toEqual(
      ['bots.yaml', 'keyaudit.config.yaml', 'keys.json', 'report.json'].toSorted(),
    );
  });

  it('holds no key, and no program is run', async () => {
    const { cwd, env } = await setUp();
    const args = ['scan', '--config', 'bots.yaml', '--output', 'r.json'];
    const { programs, output } = await traced(args, { cwd, env });
    const report = readFileSync(join(cwd, 'r.json'), 'utf8');
    for (const secret of Object.values(env)) expect(report + output).not.toContain(secret);
    // The command itself.
    expect(programs).toHaveLength(1);
  });
});

const service = reason === null ? await startSecretService() : { unavailable: reason };
if ('unavailable' in service) {
  it.skip(`keyaudit keys: ${service.unavailable}`, () => {});
} else {
  describe('what the commands of the keychain write to the disk', () => {
    afterAll(service.stop);

    it('is nothing, but for the file of age and its identity', async () => {
      const key = JSON.stringify({ apiKey: 'inventedKey', secret: 'inventedSecret' });
      const cwd = folder({ 'keys.json': JSON.stringify({ bybit: JSON.parse(key) }) });
      const run = async (args: string) =>
        await traced(['keys', ...args.split(' ')], { cwd, env: service.env, input: key });
      for (const args of [
        'add bot --exchange binance --no-verify',
        'list',
        'import --yes --no-verify',
        'remove bot --yes',
      ]) {
        const { code, output, written } = await run(args);
        expect(code, output).toBe(0);
        expect([args, written]).toEqual([args, []]);
      }
      const { code, output, written } = await run('export --age keys.age --new-identity id.txt');
      expect(code, output).toBe(0);
      const named = [join(cwd, 'keys.age'), join(cwd, 'id.txt')];
      expect(written.filter((path) => !named.some((name) => path.startsWith(name)))).toEqual([]);
      expect(readdirSync(cwd).toSorted()).toEqual(['id.txt', 'keys.age', 'keys.json']);
    });
  });
}

function contentOf(folder: string): readonly (readonly [string, string])[] {
  return readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')] as const);
}

function isIn(folder: string, path: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}
