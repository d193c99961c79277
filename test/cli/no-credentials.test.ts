import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folder, keyaudit } from '../helpers/process.ts';
import { type ConfiguredAccount, simulated } from '../helpers/simulated.ts';

const tracker = { name: 'tracker', exchange: 'binance', answers: 'tracker' } satisfies ConfiguredAccount;
const widened = { name: 'widened', exchange: 'binance', answers: 'widened' } satisfies ConfiguredAccount;

type Env = Readonly<Record<string, string>>;

/** Scans two accounts, one of which can withdraw, with what is left of their variables. */
async function scan(envOf: (all: Env) => Env, args: readonly string[]) {
  const { config, env } = await simulated([tracker, widened]);
  const cwd = folder({ 'keyaudit.config.yaml': config });
  return { cwd, ...(await keyaudit(['scan', '--debug', ...args], { cwd, env: envOf(env) })) };
}

const none = () => ({});
/** What a workflow's `${{ secrets.NAME }}` gives in a pull request from a fork. */
const empty = (all: Env) => Object.fromEntries(Object.keys(all).map((name) => [name, '']));
const pass = ['--without-credentials', '0'];

describe('--without-credentials', () => {
  it.each<[string, (all: Env) => Env]>([
    ['no variable is set', none],
    ['all are empty', empty],
  ])('gives its code where %s, and says that nothing was audited', async (_, envOf) => {
    for (const code of [0, 7, 255]) {
      const outcome = await scan(envOf, [
        '--without-credentials',
        String(code),
        '--output',
        'json=report.json',
      ]);
      expect([outcome.code, outcome.stdout]).toEqual([code, '']);
      expect(outcome.stderr).toMatch(/^keyaudit: no credentials here; nothing was audited\.$/m);
      expect(outcome.stderr).toContain('tracker, widened');
      expect(outcome.stderr).toContain(`exit code is ${code}`);
      expect(outcome.stderr).not.toMatch(/pass|safe|GET /i);
      expect(existsSync(join(outcome.cwd, 'report.json'))).toBe(false);
    }
  });

  it('gives its code where there is neither a configuration nor a key', async () => {
    const { code, stdout, stderr } = await keyaudit(['scan', ...pass]);
    expect([code, stdout]).toEqual([0, '']);
    expect(stderr).toMatch(/^keyaudit: no credentials here; nothing was audited\.$/m);
    // There is none in a bare environment, and a locked one must not go unsaid.
    expect(stderr).toContain('The keychain was not read: ');
  });

  it('audits what is there, and counts what is not as ever', async () => {
    const found = await scan((all) => ({ ...all, TRACKER_KEY: '', TRACKER_SECRET: '' }), pass);
    expect(found.code).toBe(1);
    expect(found.stdout).toContain('TRACKER_KEY');
    const lost = await scan((all) => ({ ...all, WIDENED_KEY: '', WIDENED_SECRET: '' }), pass);
    expect(lost.code).toBe(3);
  });

  it.each<[string, (all: Env) => Env]>([
    ['half of a key', (all) => ({ ...empty(all), TRACKER_KEY: 'invented' })],
    ['a file that there is not', (all) => ({ ...empty(all), TRACKER_KEY_FILE: '/nowhere/invented' })],
    [
      'a variable and its file at once',
      (all) => ({ ...empty(all), TRACKER_KEY: 'invented', TRACKER_KEY_FILE: '/nowhere/invented' }),
    ],
  ])('does not hide %s', async (_, envOf) => {
    const { code, stdout, stderr } = await scan(envOf, pass);
    expect(code).toBe(3);
    expect(stdout).toMatch(/tracker \(binance\): .*TRACKER_(KEY|SECRET)/);
    expect(stderr).not.toContain('no credentials here');
  });

  it('does not hide a keychain that cannot be read', async () => {
    const cwd = folder({
      'keyaudit.config.yaml': 'accounts: [{ name: bot, exchange: kraken, credentials: { keychain: bot } }]',
    });
    const { code, stdout } = await keyaudit(['scan', ...pass], { cwd });
    expect(code).toBe(3);
    expect(stdout).toContain('keychain');
  });

  it('does not hide a wrong configuration, or an account that there is not', async () => {
    const wrong = folder({ 'keyaudit.config.yaml': 'accounts: []' });
    expect((await keyaudit(['scan', ...pass], { cwd: wrong })).code).toBe(2);
    expect((await keyaudit(['scan', ...pass, '--config', 'none.yaml'])).code).toBe(2);
    expect((await scan(none, [...pass, '--account', 'traker'])).code).toBe(2);
  });

  it('looks at the accounts of --account alone', async () => {
    const without = (all: Env) => ({ ...all, TRACKER_KEY: '', TRACKER_SECRET: '' });
    const outcome = await scan(without, [...pass, '--account', 'tracker']);
    expect(outcome.code).toBe(0);
    expect(outcome.stderr).toContain('no credentials here');
    expect(outcome.stderr).not.toContain('widened');
    expect((await scan(without, [...pass, '--account', 'widened'])).code).toBe(1);
  });

  it.each([
    ['--without-credentials', ['--config', 'keyaudit.config.yaml', ...pass]],
    ['--discover', ['--discover', '.', '--yes']],
  ])('looks once at where credentials may be, though %s looks before the audit', async (_, args) => {
    const bots = { main: { exchange: 'binance', key: 'invented', secret: 'invented' } };
    const unreachable = 'baseUrl: http://127.0.0.1:9, credentials: { env: { apiKey: K, secret: S } }';
    const cwd = folder({
      'keyaudit.config.yaml': `accounts: [{ name: a, exchange: bybit, ${unreachable} }]`,
      'api-keys.json': JSON.stringify(bots),
    });
    const env = { CREDENTIALS_DIRECTORY: '/nowhere', HTTPS_PROXY: 'http://127.0.0.1:9', K: 'k', S: 's' };
    const { stderr } = await keyaudit(['scan', '--no-history', ...args], { cwd, env });
    expect(stderr.match(/\$CREDENTIALS_DIRECTORY cannot be read/g)).toHaveLength(1);
  });

  it('does not go with --offline, which needs none', async () => {
    const { code, stderr } = await scan(none, [...pass, '--offline']);
    expect(code).toBe(2);
    expect(stderr).toContain('--offline');
  });

  it.each(['', '-1', '256', '1.5', 'pass'])('refuses %j for a code', async (code) => {
    const outcome = await keyaudit(['scan', '--without-credentials', code]);
    expect([outcome.code, outcome.stdout]).toEqual([2, '']);
    expect(outcome.stderr).toContain('--without-credentials');
  });
});

it('without it, no credentials are an error as ever', async () => {
  expect((await scan(empty, [])).code).toBe(3);
  expect((await keyaudit(['scan'])).code).toBe(2);
});
