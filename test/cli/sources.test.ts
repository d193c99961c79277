import { execFile, execFileSync } from 'node:child_process';
import { closeSync, constants, existsSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { folder, keyaudit, type RunOptions } from '../helpers/process.ts';
import { simulated } from '../helpers/simulated.ts';
import { pathWithStandIns, signedIn } from '../helpers/stand-ins.ts';
import { testSite } from '../helpers/test-site.ts';

const key = 'inventedCanaryKey7';
const secret = 'inventedCanarySecret5';
const json = JSON.stringify({ apiKey: key, secret });

interface Place {
  /** What the configuration has under `credentials`, for each account. */
  readonly credentials: readonly string[];
  /** Files below the folder of the configuration; those that begin with `#!` can be run. */
  readonly files?: Readonly<Record<string, string>>;
}

/** A folder with a configuration of accounts with the same key, at a simulated exchange. */
async function setUp({ credentials, files = {} }: Place) {
  const account = { name: 'bot', exchange: 'binance', apiKey: key, secret };
  const { url } = await simulated([{ ...account, answers: 'tracker' }]);
  const cwd = join(folder(), 'my keys');
  const accounts = credentials.map(
    (source, index) =>
      `  - { name: bot-${index}, exchange: binance, baseUrl: "${url}", credentials: { ${source} } }`,
  );
  const all = { ...files, 'keyaudit.config.yaml': `accounts:\n${accounts.join('\n')}\n` };
  for (const [name, text] of Object.entries(all)) {
    mkdirSync(dirname(join(cwd, name)), { recursive: true });
    writeFileSync(join(cwd, name), text, { mode: text.startsWith('#!') ? 0o755 : 0o600 });
  }
  return { cwd, url };
}

/** Scans; one key in several accounts is found fault with, which is not looked at here. */
async function scan(cwd: string, options: RunOptions = {}, ...more: string[]) {
  const args = ['scan', '--format', 'json', '--fail-on', 'critical', ...more];
  const { code, stdout, stderr } = await keyaudit(args, { cwd, ...options });
  expect(stdout + stderr).not.toMatch(/inventedCanary/);
  const { accounts } = (stdout === '' ? { accounts: [] } : JSON.parse(stdout)) as Pick<Report, 'accounts'>;
  return { code, stderr, told: accounts.map(({ status, error }) => error?.message ?? status) };
}

describe('a program', () => {
  it('is run in the folder of the configuration, once for all accounts that name it', async () => {
    const { cwd } = await setUp({
      credentials: ['command: [./print it]', 'command: [./print it]', 'command: { run: [./print it] }'],
      files: { 'print it': `#!/bin/sh\necho run >> runs\necho 'unlocking' >&2\necho '${json}'\n` },
    });
    const { told, stderr } = await scan(folder(), {}, '--config', join(cwd, 'keyaudit.config.yaml'));
    expect(told).toEqual(['audited', 'audited', 'audited']);
    expect(stderr).toBe('print it: unlocking\n');
    expect(readFileSync(join(cwd, 'runs'), 'utf8')).toBe('run\n');
  });

  it('fails its account alone, and what it printed is told nowhere', async () => {
    const print = (text: string) => `command: [sh, -c, "${text}"]`;
    const { cwd } = await setUp({
      credentials: [
        print(`echo ${key}; exit 3`),
        print(`echo ${key}`),
        print(`echo '[' '${key}'`),
        `command: { apiKey: [echo, ${key} ${key}], secret: [echo, ${secret}] }`,
        `command: [./none, ${key}]`,
        `command: ["./none --token ${key}"]`,
        `command: { apiKey: [echo, ${key}], secret: [echo, ${secret}] }`,
      ],
    });
    const { code, stderr, told } = await scan(cwd, {}, '--debug');
    expect(told).toEqual([
      'the program sh ended with exit code 3.',
      'what sh printed is not JSON.',
      'what sh printed is not JSON.',
      'apiKey, printed by echo, holds a space or another character that no key has.',
      'the program ./none was not found; give its path, or put its folder on PATH.',
      'the program ./none … was not found; give its path, or put its folder on PATH.',
      'audited',
    ]);
    expect(code).toBe(3);
    expect(stderr).toMatch(/^bot-6: GET http/m);
  });

  it('does not see what another one printed, in no command line and no environment', async () => {
    const { cwd } = await setUp({
      credentials: ['command: [cat, one.json]', 'command: [./look]'],
      files: {
        'one.json': json,
        look: '#!/bin/sh\ncat /proc/[0-9]*/cmdline /proc/$PPID/environ /proc/$$/environ > seen 2>&-\ncat one.json\n',
      },
    });
    expect((await scan(cwd)).told).toEqual(['audited', 'audited']);
    const seen = readFileSync(join(cwd, 'seen'), 'utf8');
    expect(seen).toContain('keyaudit.js');
    expect(seen).not.toMatch(/inventedCanary/);
  });

  it('is ended with all that it started when the scan is called off', async () => {
    const { cwd } = await setUp({
      credentials: ['command: [./wait]'],
      files: { wait: '#!/bin/sh\ntrap "" INT TERM\nsleep 600 &\necho $! > child\nmv child begun\nwait\n' },
    });
    const { code, stderr } = await scan(cwd, {
      during: async (child) => {
        while (!existsSync(join(cwd, 'begun'))) await sleep(20);
        child.kill('SIGINT');
      },
    });
    expect([code, stderr]).toEqual([130, 'keyaudit: interrupted; nothing was written.\n']);
    const pid = readFileSync(join(cwd, 'begun'), 'utf8').trim();
    while (isRunning(pid)) await sleep(20);
  });

  function isRunning(pid: string): boolean {
    const status = `/proc/${pid}/status`;
    return existsSync(status) && !/^State:\s+Z/m.test(readFileSync(status, 'utf8'));
  }
});

describe('a pipe that a variable names', () => {
  const credentials = ['env: { apiKey: BOT_KEY, secret: BOT_SECRET }'];

  it('is read once somebody has written to it', async () => {
    const { cwd } = await setUp({ credentials });
    const pipes = `BOT_KEY_FILE=<(sleep 0.3; echo ${key}) BOT_SECRET_FILE=<(echo ${secret})`;
    const line = `${pipes} keyaudit scan --format json`;
    const env = { PATH: pathWithStandIns(), HOME: cwd };
    const { stdout } = await promisify(execFile)('bash', ['-c', line], { cwd, env });
    const report = JSON.parse(stdout) as Report;
    expect(report.accounts).toMatchObject([{ status: 'audited' }]);
  });

  it('and that nobody writes to is left when the scan is called off', async () => {
    const { cwd } = await setUp({ credentials });
    execFileSync('mkfifo', [join(cwd, 'pipe')]);
    const { code } = await scan(cwd, {
      env: { BOT_KEY_FILE: join(cwd, 'pipe'), BOT_SECRET: secret },
      during: async (child) => {
        await untilOpen(join(cwd, 'pipe'));
        child.kill('SIGINT');
      },
    });
    expect(code).toBe(130);
  });

  /** Opening it for writing fails as long as nobody reads it. */
  async function untilOpen(pipe: string): Promise<void> {
    for (;;) {
      try {
        return closeSync(openSync(pipe, constants.O_WRONLY | constants.O_NONBLOCK));
      } catch {
        await sleep(20);
      }
    }
  }
});

describe('1Password', () => {
  const stored = { INVENTED_KEY: key, INVENTED_SECRET: secret };
  const references = { apiKey: 'op://Private/Binance/api-key', secret: 'op://Private/Binance/secret' };
  const credentials = [
    'op: { apiKey: op://Private/Binance/api-key, secret: op://Private/Binance/secret }',
    'env: { apiKey: BOT_KEY, secret: BOT_SECRET }',
    'file: ./keys.json',
  ];
  const files = { 'keys.json': JSON.stringify({ binance: references }) };
  const variables = { BOT_KEY: references.apiKey, BOT_SECRET: references.secret };

  it('is asked for what the configuration, a variable and a named file refer to', async () => {
    const { cwd } = await setUp({ credentials, files });
    const { told, stderr } = await scan(cwd, {
      env: { PATH: pathWithStandIns(), ...stored, ...variables, ...signedIn },
    });
    expect(told).toEqual(['audited', 'audited', 'audited']);
    expect(stderr).toBe('');
  });

  it('says itself why it does not answer, and keyaudit what to do', async () => {
    const { cwd } = await setUp({ credentials: credentials.slice(0, 1) });
    const { told, stderr } = await scan(cwd, { env: { PATH: pathWithStandIns(), ...stored } });
    expect(told).toEqual([expect.stringMatching(/^op:\/\/Private\/Binance\/api-key .*op signin/)]);
    expect(stderr).toMatch(/^op: \[ERROR\] .* you are not currently signed in/);
  });

  it('is not asked for what a file refers to that nobody named', async () => {
    const { cwd } = await setUp({ credentials: [], files: { 'bots/keys.json': files['keys.json'] } });
    const { told } = await scan(
      join(cwd, 'bots'),
      { env: { PATH: pathWithStandIns(), ...stored, ...signedIn } },
      '--discover',
      '.',
      '--yes',
    );
    expect(told).toEqual([
      expect.stringMatching(/^apiKey of .* is a reference to 1Password, which is not followed/),
    ]);
  });
});

describe('the credentials of a unit of systemd', () => {
  const files = { 'unit/BINANCE_APIKEY': `${key}\n`, 'unit/BINANCE_SECRET': secret };

  it('are found without a configuration', async () => {
    const { cwd, url } = await setUp({ credentials: [], files });
    const site = await testSite('api.binance.com', url);
    const unit = { CREDENTIALS_DIRECTORY: join(cwd, 'unit') };
    const env = { ...site.env, HTTPS_PROXY: site.proxy, ...unit };
    expect((await scan(folder(), { env })).told).toEqual(['audited']);
  });

  it('are what a configuration may name', async () => {
    const { cwd } = await setUp({
      credentials: [
        'env: { apiKey: BINANCE_APIKEY, secret: BINANCE_SECRET }',
        'directory: { path: $CREDENTIALS_DIRECTORY, files: { apiKey: BINANCE_APIKEY, secret: BINANCE_SECRET } }',
      ],
      files,
    });
    const env = { CREDENTIALS_DIRECTORY: join(cwd, 'unit') };
    expect((await scan(cwd, { env })).told).toEqual(['audited', 'audited']);
    expect((await scan(cwd)).told).toEqual([
      'the environment variable BINANCE_APIKEY is not set, nor is its _FILE.',
      expect.stringMatching(/^\$CREDENTIALS_DIRECTORY is in a unit's credentials, and .* not set/),
    ]);
  });
});
