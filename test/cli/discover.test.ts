import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folder, keyaudit } from '../helpers/process.ts';
import { simulated } from '../helpers/simulated.ts';
import { testSite } from '../helpers/test-site.ts';

/** Bots' files, and Bybit answering one of their keys under its own name. */
async function bots(files: Readonly<Record<string, unknown>>) {
  const exchange = {
    name: 'grid',
    exchange: 'bybit',
    apiKey: 'inventedGridKey',
    secret: 'inventedGridSecret',
  };
  const { url } = await simulated([{ ...exchange, answers: 'well-kept' }]);
  const site = await testSite('api.bybit.com', url);
  const cwd = folder();
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(cwd, name)), { recursive: true });
    writeFileSync(join(cwd, name), typeof content === 'string' ? content : JSON.stringify(content));
  }
  const env = { ...site.env, HTTPS_PROXY: site.proxy };
  return { cwd, scan: async (...args: string[]) => await keyaudit(['scan', ...args], { cwd, env }) };
}

const key = { apiKey: 'inventedGridKey', secret: 'inventedGridSecret' };
const files = { 'bots/grid/keys.json': { bybit: key } };

describe('scan --discover', () => {
  it('lists what it finds, and audits it', async () => {
    const { scan } = await bots(files);
    const { code, stdout, stderr } = await scan('--discover', 'bots', '--yes', '--format', 'json');
    expect(stderr).toBe('Found 1 key in 1 file:\n  bots/grid/keys.json (ccxt’s keys.json)\n    bybit\n');
    const { accounts, keys } = JSON.parse(stdout);
    expect(accounts).toMatchObject([{ name: 'bybit', exchange: 'bybit', status: 'audited', error: null }]);
    expect(keys[0].permissions).toMatchObject({ read: 'granted', withdraw: 'denied' });
    expect(code).toBe(0);
    expect(stdout + stderr).not.toMatch(/inventedGrid/);
  });

  it('asks nothing of an exchange where nobody can agree', async () => {
    const { scan } = await bots(files);
    const { code, stdout, stderr } = await scan('--discover', 'bots');
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^Found 1 key in 1 file:\n/);
    expect(stderr).toMatch(/nobody is there to be asked; nothing was audited.*\n.*--yes/);
  });

  it('tells of an exchange that it does not know, and of a file that is broken', async () => {
    const { scan } = await bots({
      'keys.json': { nowhere: { apiKey: 'inventedOther', secret: 'inventedOther' }, bybit: key },
      'old/keys.json': '{"bybit": {"apiKey": "inventedCut',
    });
    const { code, stdout, stderr } = await scan('--discover', '.', '--yes', '--format', 'json');
    expect(stderr).toMatch(/^keyaudit: old\/keys\.json.*\nFound 2 keys in 1 file:/);
    expect(stderr).toMatch(/ {4}nowhere, which keyaudit does not know\n/);
    expect(JSON.parse(stdout).accounts).toMatchObject([
      { name: 'nowhere', status: 'failed', error: { kind: 'unsupported-exchange' } },
      { name: 'bybit', status: 'audited' },
    ]);
    expect(code).toBe(3);
    expect(stdout + stderr).not.toMatch(/invented(Other|Cut|Grid)/);
  });

  it.each<[string, string[], number]>([
    ['does not end with 0', [], 3],
    ['does, where that is allowed', ['--allow-incomplete'], 0],
    ['does not offline either', ['--offline'], 3],
  ])('where a file cannot be read, %s', async (_, args, expected) => {
    const { scan } = await bots({ ...files, 'old/keys.json': '{"bybit": {"apiKey": "inventedCut' });
    const { code, stderr } = await scan('--discover', '.', '--yes', '--fail-on', 'critical', ...args);
    expect(stderr).toMatch(/^keyaudit: old\/keys\.json/);
    // After the verdict, which is about the keys that were found.
    if (expected === 3) expect(stderr).toMatch(/not all of \. could be read.*\n$/);
    expect(code).toBe(expected);
  });

  it('offline, does not end with 0 where the only file cannot be read', async () => {
    const { scan } = await bots({ 'keys.json': '{"bybit": {"apiKey": "inventedCut' });
    expect((await scan('--discover', '.', '--offline')).code).toBe(2);
  });

  it.each<[string, string, (secret: string) => object]>([
    ['passivbot’s exchange', 'api-keys.json', (secret) => ({ me: { exchange: secret, ...key } })],
    ['ccxt’s exchange', 'keys.json', (secret) => ({ [secret]: key })],
    ['freqtrade’s exchange', 'config.json', (secret) => ({ exchange: { name: secret, ...key } })],
    [
      'OctoBot’s exchange',
      'user/config.json',
      (secret) => ({ exchanges: { [secret]: { 'api-key': 'k', 'api-secret': 's' } } }),
    ],
  ])('shows no secret that stands in the place of %s', async (_, name, content) => {
    for (const secret of [
      'inventedCanary0123456789',
      'inventedCanary/0123+456789==',
      `0x${'0cafe1'.repeat(10)}`,
    ]) {
      const { scan } = await bots({ [name]: content(secret) });
      const { stdout, stderr } = await scan('--discover', '.', '--yes', '--format', 'json', '--debug');
      expect(stderr).toMatch(/^Found 1 key/);
      expect((stdout + stderr).toLowerCase()).not.toContain(secret.toLowerCase());
    }
  });

  it('gives each key a name of its own, which --account takes', async () => {
    const { scan } = await bots({ 'a/keys.json': { bybit: key }, 'b/keys.json': { bybit: key } });
    const { stdout } = await scan(
      ...['--discover', '.', '--yes', '--format', 'json', '--account', 'bybit (b/keys.json)'],
    );
    expect(JSON.parse(stdout).accounts).toMatchObject([{ name: 'bybit (b/keys.json)', status: 'audited' }]);
  });

  it('takes the policy of the configuration, and leaves its accounts alone', async () => {
    const { cwd, scan } = await bots(files);
    const config = {
      accounts: [{ name: 'other', exchange: 'kraken' }],
      policy: { checks: { 'weak-key-type': 'off', 'no-expiry': { severity: 'critical' } } },
    };
    writeFileSync(join(cwd, 'keyaudit.config.json'), JSON.stringify(config));
    const { stdout } = await scan('--discover', 'bots', '--yes', '--format', 'json');
    const { accounts, findings } = JSON.parse(stdout);
    expect(accounts.map(({ name }: { name: string }) => name)).toEqual(['bybit']);
    const severities = findings.map(({ check, severity }: Record<string, string>) => [check, severity]);
    expect(severities).toContainEqual(['no-expiry', 'critical']);
    expect(severities.flat()).not.toContain('weak-key-type');
  });

  it.each<[string, Readonly<Record<string, unknown>>, string[], RegExp]>([
    ['there is no such folder', {}, ['--discover', 'none', '--yes'], /none does not exist/],
    [
      'there is no key',
      { 'keys.json': {} },
      ['--discover', '.', '--yes'],
      /\. has no file of a bot's with a key/,
    ],
    ['--yes stands alone', files, ['--yes'], /--yes goes with --discover/],
  ])('ends with 2 where %s', async (_, content, args, problem) => {
    const { scan } = await bots(content);
    const { code, stdout, stderr } = await scan(...args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(problem);
  });

  it('changes no file, and writes none', async () => {
    const { cwd, scan } = await bots(files);
    const file = join(cwd, 'bots/grid/keys.json');
    const before = [readFileSync(file, 'utf8'), statSync(file).mtimeMs, statSync(file).mode];
    await scan('--discover', 'bots', '--yes');
    expect([readFileSync(file, 'utf8'), statSync(file).mtimeMs, statSync(file).mode]).toEqual(before);
    expect(readdirSync(cwd, { recursive: true })).toHaveLength(3);
  });
});
