import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { folder, keyaudit } from '../helpers/process.ts';
import { type ConfiguredAccount, simulated } from '../helpers/simulated.ts';
import { commandsIn } from '../helpers/workflow-commands.ts';

const tracker = { name: 'tracker', exchange: 'binance', answers: 'tracker' } satisfies ConfiguredAccount;
const widened = { name: 'widened', exchange: 'binance', answers: 'widened' } satisfies ConfiguredAccount;
const down = { ...tracker, name: 'down', fault: 'http-503' } satisfies ConfiguredAccount;

/** Scans these accounts with a configuration file in the working directory. */
async function scan(accounts: readonly ConfiguredAccount[], args: readonly string[] = [], more = '') {
  const { config, env } = await simulated(accounts);
  const cwd = folder({ 'keyaudit.config.yaml': config + more });
  return { cwd, ...(await keyaudit(['scan', ...args], { cwd, env })) };
}

async function scanJson(accounts: readonly ConfiguredAccount[], args: readonly string[] = [], more = '') {
  const result = await scan(accounts, [...args, '--format', 'json'], more);
  return { ...result, report: JSON.parse(result.stdout) as Report };
}

const validate = addFormats
  .default(new Ajv.default({ strict: true, allowUnionTypes: true }))
  .compile(JSON.parse(readFileSync(new URL('../../schema/report.schema.json', import.meta.url), 'utf8')));

describe('the JSON report', () => {
  it('is what the shipped schema describes, whatever happened', async () => {
    const { report } = await scanJson([tracker, widened, down]);
    expect(validate(report), JSON.stringify(validate.errors)).toBe(true);
    expect(report.accounts.map(({ name, status }) => [name, status])).toEqual([
      ['tracker', 'audited'],
      ['widened', 'audited'],
      ['down', 'failed'],
    ]);
    expect(report.keys).toHaveLength(3);
  });

  it('is alone on stdout', async () => {
    const { stdout, stderr } = await scan([tracker], ['--format', 'json']);
    expect(stdout.startsWith('{')).toBe(true);
    expect(stdout.endsWith('}\n')).toBe(true);
    expect(stderr).toBe('');
  });
});

describe('the exit code', () => {
  it.each<[string, readonly ConfiguredAccount[], readonly string[], number]>([
    ['nothing at the threshold', [tracker], [], 0],
    ['a high finding', [widened], [], 1],
    ['below --fail-on', [widened], ['--fail-on', 'critical'], 0],
    ['at --fail-on', [tracker], ['--fail-on', 'low'], 1],
    ['an account that could not be audited', [tracker, down], [], 3],
    ['the same, allowed', [tracker, down], ['--allow-incomplete'], 0],
    ['what was found outranks what could not be looked at', [widened, down], [], 1],
    ['and allowing the one does not allow the other', [widened, down], ['--allow-incomplete'], 1],
  ])('%s', async (_, accounts, args, code) => {
    expect((await scan(accounts, args)).code).toBe(code);
  });

  it('follows policy.failOn, and --fail-on over it', async () => {
    expect((await scan([tracker], [], 'policy: { failOn: low }\n')).code).toBe(1);
    expect((await scan([tracker], ['--fail-on', 'high'], 'policy: { failOn: low }\n')).code).toBe(0);
  });

  it('is 2 for a wrong command line', async () => {
    for (const args of [
      ['scan', '--formt', 'json'],
      ['scan', '--format', 'xml'],
      ['scan', '--show', 'all'],
      ['scan', '--timeout', 'soon'],
      ['scan', '--timeout', '0s'],
      ['scan', '--concurrency', '0'],
      ['scan', '--depth', 'all'],
      ['scann'],
      ['explain', 'nothing'],
      ['explain'],
    ]) {
      const { code, stdout, stderr } = await keyaudit(args);
      expect(code, args.join(' ')).toBe(2);
      expect(stdout).toBe('');
      expect(stderr).toMatch(/^keyaudit: .*\n./);
    }
  });
});

it.each(['set the variables', '`keyaudit keys add`', '--discover', '`keyaudit init`', '`keyaudit demo`'])(
  'says how to begin where nothing is there: %s',
  async (way) => {
    const { code, stdout, stderr } = await keyaudit(['scan'], { cwd: folder({}) });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr.replaceAll('\n', ' ')).toContain(way);
  },
);

describe('--account', () => {
  it('asks only these', async () => {
    const { report } = await scanJson([tracker, widened, down], ['--account', 'tracker', 'down']);
    expect(report.accounts.map(({ name }) => name)).toEqual(['tracker', 'down']);
  });

  it('says which there are', async () => {
    const { code, stderr } = await scan([tracker, widened], ['--account', 'traker']);
    expect(code).toBe(2);
    expect(stderr).toMatch(/traker.*no account/);
    expect(stderr).toContain('tracker');
  });
});

describe('--output', () => {
  it('writes a file that nobody else may read, and nothing else', async () => {
    const { cwd, stdout, code } = await scan([widened], ['--format', 'json', '--output', 'report.json']);
    expect(code).toBe(1);
    expect(stdout).toBe('');
    const file = join(cwd, 'report.json');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(validate(JSON.parse(readFileSync(file, 'utf8')))).toBe(true);
    expect(readdirSync(cwd).toSorted()).toEqual(['keyaudit.config.yaml', 'report.json']);
  });

  it('takes away the rights that an earlier file gave', async () => {
    const { config, env } = await simulated([tracker]);
    const cwd = folder({ 'keyaudit.config.yaml': config });
    writeFileSync(join(cwd, 'report.txt'), 'old', { mode: 0o644 });
    await keyaudit(['scan', '--output', 'report.txt'], { cwd, env });
    expect(statSync(join(cwd, 'report.txt')).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(cwd, 'report.txt'), 'utf8')).toContain('tracker');
  });

  it('given several times writes each, beside the report on stdout', async () => {
    const outputs = ['--output', 'json=report.json', '--output', 'markdown=report.md'];
    const { cwd, stdout, stderr, code } = await scan([widened], outputs);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^FAIL /m);
    expect(stderr).toBe('Report written to report.json\nReport written to report.md\n');
    expect(validate(JSON.parse(readFileSync(join(cwd, 'report.json'), 'utf8')))).toBe(true);
    expect(readFileSync(join(cwd, 'report.md'), 'utf8')).toMatch(/^## keyaudit: FAIL\n/);
  });

  it.each([
    ['jsn=report.json', 'json'],
    ['json=', 'no file'],
  ])('with %s is refused before anything is asked', async (output, word) => {
    const { code, stderr, stdout } = await scan([tracker], ['--debug', '--output', output]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(word);
    expect(stderr).not.toContain('GET');
  });

  it.each([['missing/report.json'], ['.']])('to %s is refused before anything is asked', async (output) => {
    const { code, stderr, stdout } = await scan([tracker], ['--output', output]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(output);
  });
});

describe('--show', () => {
  it('changes what people see, and neither the exit code nor what programs read', async () => {
    const people = await scan([widened], ['--show', 'critical']);
    expect(people.code).toBe(1);
    expect(people.stdout).not.toMatch(/^HIGH /m);
    expect(people.stdout).toContain('Not shown, being milder than critical: ');
    const [some, all] = [await scanJson([widened], ['--show', 'critical']), await scanJson([widened])];
    expect(some.report.findings).toHaveLength(all.report.findings.length);
    expect(some.code).toBe(1);
  });
});

describe('without a configuration', () => {
  it('takes the variables that ccxt uses, and the files they name', async () => {
    const keys = folder({ key: 'invented-key\n', secret: 'invented-secret\n' });
    const env = {
      BINANCE_APIKEY_FILE: join(keys, 'key'),
      BINANCE_SECRET_FILE: join(keys, 'secret'),
      // Leaves through a proxy that there is not, so that nothing goes out.
      HTTPS_PROXY: 'http://127.0.0.1:9',
    };
    const { code, stdout } = await keyaudit(['scan', '--format', 'json'], { env });
    const report = JSON.parse(stdout) as Report;
    expect(report.accounts).toMatchObject([
      { name: 'binance', exchange: 'binance', error: { kind: 'unreachable' } },
    ]);
    expect(report.keys).toMatchObject([{ relation: 'calling', masked: 'inv…key' }]);
    expect(code).toBe(3);
  });

  it('takes those that bots use as well, and tells of what it does not audit', async () => {
    const env = {
      BINANCE_API_KEY: 'invented-key',
      BINANCE_API_SECRET: 'invented-secret',
      PB_EXCHANGE: 'nowhere',
      PB_API_KEY: 'invented-other-key',
      PB_API_SECRET: 'invented-other-secret',
      BYBIT_TESTNET_API_KEY: 'invented-test-key',
      BYBIT_TESTNET_API_SECRET: 'invented-test-secret',
      HTTPS_PROXY: 'http://127.0.0.1:9',
    };
    const { code, stdout, stderr } = await keyaudit(['scan', '--format', 'json'], { env });
    expect((JSON.parse(stdout) as Report).accounts).toMatchObject([
      { name: 'binance', exchange: 'binance', error: { kind: 'unreachable' } },
      { name: 'passivbot', exchange: 'nowhere', error: { kind: 'unsupported-exchange' } },
    ]);
    expect(stderr).toMatch(/^keyaudit: BYBIT_TESTNET_API_KEY and BYBIT_TESTNET_API_SECRET: /m);
    expect(stdout + stderr).not.toContain('invented');
    expect(code).toBe(3);
  });

  it('and without keys says how to begin', async () => {
    const { code, stderr, stdout } = await keyaudit(['scan']);
    expect([code, stdout]).toEqual([2, '']);
    for (const word of ['BINANCE_APIKEY', 'keyaudit.config.yaml', 'keyaudit demo'])
      expect(stderr).toContain(word);
  });
});

describe('--debug', () => {
  it('shows each request without key, secret and signature', async () => {
    const { stderr } = await scan([tracker], ['--debug']);
    expect(stderr).toMatch(
      /^tracker: GET http:\/\/127\.0\.0\.1:\d+\/sapi\/v1\/account\/apiRestrictions 200, /m,
    );
    expect(stderr).not.toMatch(/invented|signature|timestamp|\?/);
  });
});

it('gives the runner of a workflow no command, on stdout or on stderr, that a name has in it', async () => {
  const { config, env } = await simulated([tracker]);
  const cwd = folder({
    'keyaudit.config.yaml': config.replace('name: tracker', 'name: "::add-mask::tracker"'),
  });
  const inWorkflow = await keyaudit(['scan', '--debug'], { cwd, env: { ...env, GITHUB_ACTIONS: 'true' } });
  expect(inWorkflow.code).toBe(0);
  expect(inWorkflow.stderr).toMatch(/^\\:add-mask::tracker: GET /m);
  expect(commandsIn(inWorkflow.stdout + inWorkflow.stderr)).toEqual([]);
  // Elsewhere nobody reads commands, and the name is shown as it is.
  const elsewhere = await keyaudit(['scan', '--debug'], { cwd, env });
  expect(elsewhere.stderr).toMatch(/^::add-mask::tracker: GET /m);
});

it('audits two accounts that hold the same key', async () => {
  const twins = ['one', 'two'].map((name) => ({
    ...tracker,
    name,
    apiKey: 'invented-shared-key',
    secret: 'shared',
  }));
  const { report } = await scanJson(twins);
  expect(report.accounts.map(({ status }) => status)).toEqual(['audited', 'audited']);
  expect(new Set(report.keys.map(({ fingerprint }) => fingerprint)).size).toBe(1);
});

it('audits a thousand accounts', async () => {
  const many = Array.from({ length: 1000 }, (_, at) => ({ ...tracker, name: `tracker-${at}` }));
  const { report, code } = await scanJson(many);
  expect(report.summary).toMatchObject({ accounts: 1000, keys: 1000, findings: { low: 2000 } });
  expect(code).toBe(0);
});

describe('when it is interrupted', () => {
  it('exits with 130, and writes nothing', async () => {
    const { config, env } = await simulated([{ ...tracker, fault: 'hang' }]);
    const cwd = folder({ 'keyaudit.config.yaml': config });
    const { code, stdout, stderr } = await keyaudit(
      ['scan', '--debug', '--output', 'report.json', '--format', 'json'],
      {
        cwd,
        env,
        during: (child) => setTimeout(() => child.kill('SIGINT'), 2500),
      },
    );
    expect([code, stdout]).toEqual([130, '']);
    expect(stderr).toContain('interrupted');
    expect(existsSync(join(cwd, 'report.json'))).toBe(false);
    expect(readdirSync(cwd)).toEqual(['keyaudit.config.yaml']);
  });
});

it('bears a reader that stops early', async () => {
  const { config, env } = await simulated(
    Array.from({ length: 300 }, (_, at) => ({ ...tracker, name: `t-${at}` })),
  );
  const cwd = folder({ 'keyaudit.config.yaml': config });
  const { code, stderr } = await keyaudit(['scan', '--format', 'json'], {
    cwd,
    env,
    during: (child) => child.stdout?.once('data', () => child.stdout?.destroy()),
  });
  expect([code, stderr]).toEqual([0, '']);
});
