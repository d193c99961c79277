import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { readCase } from '../../src/simulator/fixtures.ts';
import { folder, keyaudit } from '../helpers/process.ts';
import { type ConfiguredAccount, simulated } from '../helpers/simulated.ts';

const tracker: ConfiguredAccount = { name: 'tracker', exchange: 'binance', answers: 'tracker' };
const widened: ConfiguredAccount = { name: 'widened', exchange: 'kraken', answers: 'widened' };
const wellKept: ConfiguredAccount = { name: 'grid-bot', exchange: 'bybit', answers: 'well-kept' };

interface Scan {
  readonly args?: readonly string[];
  /** What follows the accounts in the configuration. */
  readonly rest?: string;
  readonly files?: Readonly<Record<string, string>>;
}

/** A scan of these accounts, with JSON for its report. */
async function scan(accounts: readonly ConfiguredAccount[], { args = [], rest = '', files = {} }: Scan = {}) {
  const { config, env } = await simulated(accounts);
  const cwd = folder({ 'keyaudit.config.yaml': `${config}${rest}`, ...files });
  const { code, stdout, stderr } = await keyaudit(['scan', '--format', 'json', ...args], { cwd, env });
  const report = stdout === '' ? null : (JSON.parse(stdout) as Report);
  return { code, stderr, report, stdout, cwd, env };
}

const failed = (report: Report | null) =>
  (report?.findings ?? [])
    .filter(({ outcome }) => outcome === 'fail')
    .map(({ check, severity }) => `${check} ${severity}`);

describe('a purpose', () => {
  it('says what does not fit, and nothing else', async () => {
    const { report, code } = await scan([{ ...widened, more: '    purpose: bot\n' }]);
    expect(code).toBe(1);
    expect(failed(report)).toEqual(['withdrawal-enabled critical', 'recently-modified high', 'key-age low']);
    expect(report?.findings[0]?.includes.map(({ check }) => check)).toContain('excess-permission');
  });

  it('lets a tracker be where it likes', async () => {
    const plain = await scan([tracker]);
    expect(failed(plain.report)).toContain('unrestricted-ip low');
    const { report } = await scan([{ ...tracker, more: '    purpose: tracker\n' }]);
    expect(failed(report)).not.toContain('unrestricted-ip low');
  });

  it('gives way to what is expected', async () => {
    const { report } = await scan([
      { ...wellKept, more: '    purpose: bot\n    expect: { permissions: [read], ips: [203.0.113.7] }\n' },
    ]);
    expect(failed(report)).toEqual(expect.arrayContaining(['excess-permission high', 'unexpected-ip high']));
  });
});

describe('a live key where a test key is meant to be', () => {
  it('is found', async () => {
    const { report, code } = await scan([{ ...wellKept, more: '    environment: test\n' }]);
    expect([code, failed(report)]).toEqual([1, expect.arrayContaining(['live-key-in-test high'])]);
  });
});

describe('--strict', () => {
  it('fails on what could not be verified', async () => {
    const rest = 'policy: { failOn: high }\n';
    expect((await scan([wellKept], { rest })).code).toBe(0);
    const { code, report } = await scan([wellKept], { rest, args: ['--strict'] });
    expect([code, report?.summary.verdict]).toEqual([1, 'fail']);
  });

  const waiver = (expires: string) =>
    `policy: { checks: { recently-modified: off, manage-enabled: off } }\nwaivers:\n  - { check: withdrawal-enabled, account: grid-bot, reason: none, owner: desk, expires: ${expires} }\n`;

  it.each([
    ['unused', waiver(inDays(30)), 'unused waiver'],
    ['expired', waiver(inDays(-1)), 'waives nothing any more'],
  ])('fails on a waiver that is %s, which is told in any case', async (state, rest, words) => {
    const plain = await scan([wellKept], { rest });
    expect([plain.code, plain.report?.waivers.map((each) => each.state)]).toEqual([0, [state]]);
    expect((await scan([wellKept], { rest, args: ['--strict'] })).code).toBe(1);
    const table = await keyaudit(['scan'], { cwd: plain.cwd, env: plain.env });
    expect(table.stdout.replace(/\s+/g, ' ')).toContain(words);
    expect(table.stdout).toContain('desk');
  });
});

describe('--account', () => {
  it('leaves open what the other accounts would show', async () => {
    const accounts = [wellKept, { ...wellKept, name: 'second' }, { ...tracker, name: 'elsewhere' }];
    const rest = `waivers: [{ check: expired, account: second, reason: none, expires: ${inDays(30)} }]\n`;
    const shared = (report: Report | null) =>
      report?.findings.filter(({ check }) => check === 'shared-key').map(({ detail }) => detail);
    const one = await scan(accounts, { rest, args: ['--account', 'grid-bot'] });
    expect(shared(one.report)).toEqual([expect.stringContaining('the keys of second were not read')]);
    expect(one.report?.waivers).toEqual([]);
    const all = await scan(accounts, { rest });
    expect(shared(all.report)).toEqual([]);
    expect(all.report?.waivers.map(({ state }) => state)).toEqual(['unused']);
  });
});

describe('--baseline', () => {
  /** The widened key, which somebody changed some hours earlier than this moment. */
  const changed = (hours: number): ConfiguredAccount => {
    const { answers } = readCase('kraken', 'widened', new Date(Date.now() - hours * 3_600_000));
    return { ...widened, answers };
  };
  const inBaseline = (report: Report | null) =>
    report?.findings.filter((finding) => finding.inBaseline).map(({ check }) => check);

  it('shows and fails only what is new', async () => {
    const key = changed(1);
    const before = await scan([key]);
    const files = { 'before.json': before.stdout };
    const again = await scan([key], { args: ['--baseline', 'before.json'], files });
    expect([again.code, again.report?.summary.inBaseline]).toEqual([0, before.report?.findings.length]);
    const other = await scan([key, { ...key, name: 'second' }], {
      args: ['--baseline', 'before.json'],
      files,
    });
    expect(other.code).toBe(1);
    expect(
      new Set(other.report?.findings.filter(({ inBaseline }) => !inBaseline).map(({ account }) => account)),
    ).toEqual(new Set(['second']));
  });

  it('does not hide a later change behind an earlier one', async () => {
    const before = await scan([changed(1)]);
    const later = await scan([changed(0)], {
      args: ['--baseline', 'before.json'],
      files: { 'before.json': before.stdout },
    });
    expect(later.code).toBe(1);
    expect(inBaseline(later.report)).toContain('withdrawal-enabled');
    expect(inBaseline(later.report)).not.toContain('recently-modified');
  });

  it.each([
    ['is not there', {}, 'there is no such file'],
    ['is no JSON', { 'before.json': '{' }, 'is not JSON'],
    ['is no report', { 'before.json': '{"findings": 7}' }, 'is no report of keyaudit'],
    ['has an odd finding', { 'before.json': '{"schemaVersion": 1, "findings": [{}]}' }, 'findings[0]'],
  ])('refuses a file that %s', async (_, files, message) => {
    const { code, stderr, stdout } = await scan([wellKept], { args: ['--baseline', 'before.json'], files });
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
  });
});

describe('keyaudit config', () => {
  it('says each value, and where it comes from', async () => {
    const cwd = folder({
      'keyaudit.config.yaml':
        'accounts: [{ name: bot, exchange: binance }]\npolicy:\n  extends: firm.yaml\n  recentDays: 7\n',
      'firm.yaml': 'failOn: medium\n',
    });
    const { stdout, code } = await keyaudit(['config', '--explain'], { cwd });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^policy\.failOn: medium +firm\.yaml:1$/m);
    expect(stdout).toMatch(/^policy\.recentDays: 7 +keyaudit\.config\.yaml:4$/m);
    expect(stdout).toMatch(/^policy\.maxAgeDays: 180 +default$/m);
    const overruled = await keyaudit(['config', '--explain', '--fail-on', 'critical'], { cwd });
    expect(overruled.stdout).toMatch(/^policy\.failOn: critical +--fail-on$/m);
    expect((await keyaudit(['config'], { cwd })).stdout).toContain('nothing is wrong with it');
  });

  it('needs a file', async () => {
    const { code, stderr } = await keyaudit(['config'], { cwd: folder() });
    expect([code, stderr]).toEqual([2, expect.stringContaining('keyaudit init')]);
  });
});

describe('keyaudit init', () => {
  it('writes what it is told to, readable by its owner alone, and never over a file', async () => {
    const cwd = folder();
    const args = ['init', '--account', 'grid=bybit:bot', '--account', 'taxes=binance'];
    expect((await keyaudit(args, { cwd })).code).toBe(0);
    const file = join(cwd, 'keyaudit.config.yaml');
    const text = readFileSync(file, 'utf8');
    expect(text).toContain('purpose: bot');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect((await keyaudit(['config'], { cwd })).stdout).toContain('2 accounts');
    const again = await keyaudit(args, { cwd });
    expect([again.code, again.stderr]).toEqual([2, expect.stringContaining('--force')]);
    expect(readFileSync(file, 'utf8')).toBe(text);
  });

  it.each([
    ['an exchange that there is not', 'a=nowhere'],
    ['a purpose that there is not', 'a=binance:fun'],
    ['no exchange', 'a'],
  ])('refuses %s', async (_, account) => {
    const { code, stderr } = await keyaudit(['init', '--account', account], { cwd: folder() });
    expect([code, stderr]).toEqual([2, expect.stringContaining('name=exchange:purpose')]);
  });

  it('takes the accounts of the environment, and asks nobody where nobody is', async () => {
    const cwd = folder();
    const env = { BINANCE_APIKEY: 'invented', BINANCE_SECRET: 'invented' };
    expect((await keyaudit(['init'], { cwd, env })).code).toBe(0);
    const text = readFileSync(join(cwd, 'keyaudit.config.yaml'), 'utf8');
    expect(text).toContain('apiKey: BINANCE_APIKEY');
    expect(text).not.toContain('invented');
    const nothing = await keyaudit(['init'], { cwd: folder() });
    expect([nothing.code, nothing.stderr]).toEqual([2, expect.stringContaining('--account')]);
  });

  it('--from-scan keeps the configuration as it was, and adds what each key is today', async () => {
    const { config, env } = await simulated([wellKept, { ...tracker, more: '    # who reads\n' }]);
    const cwd = folder({ 'keyaudit.config.yaml': config });
    expect((await keyaudit(['init', '--from-scan', '--force'], { cwd, env })).code).toBe(0);
    const text = readFileSync(join(cwd, 'keyaudit.config.yaml'), 'utf8');
    expect(text).toContain('# who reads');
    expect(text).toMatch(/permissions: \[ ?read, trade ?\]/);
    expect(text).toContain('Not told by the exchange: manage');
    // What is expected is so today.
    const today = await keyaudit(['scan', '--format', 'json'], { cwd, env });
    const checks = (JSON.parse(today.stdout) as Report).findings.map(({ check }) => check);
    expect(checks).not.toContain('excess-permission');
    expect(checks).not.toContain('missing-permission');
    expect(checks).not.toContain('unexpected-ip');
  });

  it('--from-scan makes any later widening fail', async () => {
    const before = await simulated([{ ...widened, name: 'savings', answers: 'tracker' }]);
    const cwd = folder({ 'keyaudit.config.yaml': before.config });
    expect((await keyaudit(['init', '--from-scan', '--force'], { cwd, env: before.env })).code).toBe(0);
    const after = await simulated([{ ...widened, name: 'savings' }]);
    const file = join(cwd, 'keyaudit.config.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replace(before.url, after.url));
    const { code, stdout } = await keyaudit(['scan', '--format', 'json'], { cwd, env: after.env });
    const found = (JSON.parse(stdout) as Report).findings.flatMap(({ check, includes }) => [
      check,
      ...includes.map((part) => part.check),
    ]);
    expect([code, found]).toEqual([1, expect.arrayContaining(['excess-permission'])]);
  });
});

function inDays(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}
