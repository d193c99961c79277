import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exchangeIds } from '../../src/exchanges/index.ts';
import { folder, keyaudit } from '../helpers/process.ts';
import { type ConfiguredAccount, simulated } from '../helpers/simulated.ts';

const name = 'keyaudit.config.yaml';
const tracker: ConfiguredAccount = { name: 'tracker', exchange: 'binance', answers: 'tracker' };
const gridBot: ConfiguredAccount = { name: 'grid-bot', exchange: 'bybit', answers: 'well-kept' };
const masked: ConfiguredAccount = {
  ...{ name: 'spot', exchange: 'kucoin', answers: 'documented', password: 'invented' },
};
const down: ConfiguredAccount = { ...tracker, name: 'down', fault: 'http-503' };

/** What is in the file, where `keyaudit config` accepts it. */
async function accepted(cwd: string, env: Readonly<Record<string, string>> = {}): Promise<string> {
  expect(await keyaudit(['config'], { cwd, env })).toMatchObject({ code: 0 });
  return readFileSync(join(cwd, name), 'utf8');
}

/** `init --from-scan` over a configuration with these accounts. */
async function fromScan(accounts: readonly ConfiguredAccount[], rest = '', args: readonly string[] = []) {
  const { config, env } = await simulated(accounts);
  const cwd = folder({ [name]: `${config}${rest}` });
  const result = await keyaudit(['init', '--from-scan', '--force', ...args], { cwd, env });
  return { ...result, cwd, env, before: `${config}${rest}` };
}

describe('what init writes', () => {
  it('is accepted for every exchange', async () => {
    const cwd = folder();
    const args = exchangeIds.flatMap((id) => ['--account', `my ${id}=${id}`]);
    expect(await keyaudit(['init', ...args], { cwd })).toMatchObject({ code: 0 });
    expect(await accepted(cwd)).toContain('name: "my zaif"');
  });

  it.each([
    ['a name that is there twice', ['a=binance', 'a=kraken:bot'], '--account a=kraken:bot'],
    ['a name that begins with a space', [' a=binance'], 'begins or ends with a space'],
    ['a name with a control character', ['a\u001b[Db=binance'], 'control character'],
    ['a name that is too long', [`${'a'.repeat(101)}=binance`], 'longer than 100'],
    ['a name that holds a password', ['https://me:CANARY@host=binance'], 'keep secrets out'],
  ])('never has %s', async (_, accounts, message) => {
    const cwd = folder();
    const args = accounts.flatMap((account) => ['--account', account]);
    const { code, stderr } = await keyaudit(['init', ...args], { cwd });
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
    expect(stderr).not.toMatch(/bug in keyaudit/);
    expect(readdirSync(cwd)).toEqual([]);
  });
});

describe('where init cannot write', () => {
  it.each([
    ['a missing folder', 'missing/a.yaml', /missing\/a\.yaml: there is no folder .*Make the folder/s],
    ['a folder in the way', 'sub', /sub is a folder.*--output/s],
    ['a file in the place of a folder', 'file.txt/a.yaml', /file\.txt\/a\.yaml: there is no folder/],
    ['a name that no file system has', `${'x'.repeat(300)}.yaml`, /could not be written \(ENAMETOOLONG\)/],
    ['JSON, which has no comments', 'keyaudit.config.json', /YAML.*\.yaml/s],
  ])('%s is said, with 2', async (_, output, message) => {
    const cwd = folder({ 'file.txt': '' });
    mkdirSync(join(cwd, 'sub'));
    for (const force of [[], ['--force']]) {
      const args = ['init', '--account', 'a=binance', '--output', output, ...force];
      const { code, stderr } = await keyaudit(args, { cwd });
      expect([code, stderr]).toEqual([2, expect.stringMatching(message)]);
    }
    expect(readdirSync(cwd).toSorted()).toEqual(['file.txt', 'sub']);
  });

  it('refuses options that it would pass over', async () => {
    for (const args of [
      ['--from-scan', '--account', 'a=binance'],
      ['--config', 'a.yaml', '--account', 'a=binance'],
    ]) {
      const cwd = folder();
      const { code, stderr } = await keyaudit(['init', ...args], { cwd });
      expect([code, stderr]).toEqual([2, expect.stringContaining('--from-scan')]);
      expect(readdirSync(cwd)).toEqual([]);
    }
  });
});

describe('--from-scan', () => {
  it('leaves out an IP list that the exchange hides a part of, and says so', async () => {
    const { code, cwd, env, stderr } = await fromScan([masked, gridBot]);
    expect([code, stderr]).toEqual([0, expect.stringContaining('spot: ')]);
    const text = await accepted(cwd, env);
    expect(text).not.toContain('203.**.154');
    expect(text).toMatch(/# init: Its IP list is left out/);
    expect(text.match(/ips:/g)).toHaveLength(1);
  });

  it('keeps an IP list of the file where today’s cannot be written', async () => {
    const more = '    expect: { permissions: [read], ips: [203.0.113.7] } # by hand\n';
    const { cwd, env, stderr } = await fromScan([{ ...masked, more }]);
    const text = await accepted(cwd, env);
    expect(text).toContain('203.0.113.7');
    expect(text).toContain('# by hand');
    // What was expected and is so no longer may be what a thief did.
    expect(stderr).toMatch(/spot: expect\.permissions was read, and is now read, /);
  });

  it('names an account that could not be audited, in the file too, and exits with 3', async () => {
    const more = '    expect: { permissions: [read] }\n';
    const first = await fromScan([tracker, down, { ...down, name: 'gone', more }]);
    expect(first.code).toBe(3);
    expect(first.stderr).toMatch(/down: Could not be audited/);
    expect(first.stderr).toMatch(/gone: Could not be audited.*as it was/);
    const text = await accepted(first.cwd, first.env);
    expect(text.match(/# init: Could not be audited \(unreachable\)/g)).toHaveLength(2);
    expect(text.match(/expect:/g)).toHaveLength(2);
    // A second time says it once.
    await keyaudit(['init', '--from-scan', '--force'], { cwd: first.cwd, env: first.env });
    expect(await accepted(first.cwd, first.env)).toBe(text);
  });

  it('takes back what it said of an account that is well again', async () => {
    const { cwd } = await fromScan([down]);
    const file = join(cwd, name);
    expect(readFileSync(file, 'utf8')).toContain('# init: Could not');
    const well = await simulated([{ ...tracker, name: 'down' }]);
    const text = readFileSync(file, 'utf8').replace(/http:\/\/127\.0\.0\.1:\d+/, well.url);
    writeFileSync(file, text);
    const { code } = await keyaudit(['init', '--from-scan', '--force'], { cwd, env: well.env });
    expect(code).toBe(0);
    expect(await accepted(cwd)).not.toContain('# init: Could not');
  });

  it('expects nothing of a key of which nothing is told', async () => {
    const { code, cwd, stderr } = await fromScan([
      { ...tracker, exchange: 'okx', answers: 'wrong-ip', password: 'p' },
    ]);
    const text = await accepted(cwd);
    expect(text).not.toContain('expect:');
    expect(text).toContain('# init: ');
    expect([code, stderr]).toEqual([3, expect.stringContaining('tracker: ')]);
  });

  it('makes a file of what the environment has, with what could not be audited named in it', async () => {
    const cwd = folder();
    const env = {
      BINANCE_APIKEY: 'invented',
      BINANCE_SECRET: 'invented',
      HTTPS_PROXY: 'http://127.0.0.1:9',
    };
    const { code, stderr } = await keyaudit(['init', '--from-scan'], { cwd, env });
    expect([code, stderr]).toEqual([3, expect.stringMatching(/binance: Could not be audited/)]);
    const text = await accepted(cwd);
    expect(text).toContain('# init: Could not be audited');
    expect(text).toContain('apiKey: BINANCE_APIKEY');
    expect(text).not.toContain('invented');
  });

  it('leaves a file alone that has YAML aliases', async () => {
    const rest = 'policy: { recentDays: &days 30, maxAgeDays: *days }\n';
    const { code, cwd, stderr, before } = await fromScan([gridBot], rest);
    expect([code, stderr]).toEqual([2, expect.stringContaining('alias')]);
    expect(readFileSync(join(cwd, name), 'utf8')).toBe(before);
  });

  it('takes JSON', async () => {
    const { config, env } = await simulated([gridBot, tracker]);
    const url = /http:[^\n]*/.exec(config)?.[0];
    const accounts = [
      ['grid-bot', 'bybit', 'GRID_BOT'],
      ['tracker', 'binance', 'TRACKER'],
    ].map(([account, exchange, prefix]) => ({
      ...{ name: account, exchange, baseUrl: url },
      credentials: { env: { apiKey: `${prefix}_KEY`, secret: `${prefix}_SECRET` } },
    }));
    const cwd = folder({ 'keyaudit.config.json': JSON.stringify({ accounts }, null, 2) });
    expect(await keyaudit(['init', '--from-scan'], { cwd, env })).toMatchObject({ code: 0 });
    expect((await accepted(cwd)).match(/expect/g)).toHaveLength(2);
  });

  it('writes nothing where the file would not be right in its place', async () => {
    const { config, env } = await simulated([gridBot]);
    const cwd = folder({ [name]: `${config}policy: { extends: firm.yaml }\n`, 'firm.yaml': 'failOn: low\n' });
    mkdirSync(join(cwd, 'sub'));
    const { code, stderr } = await keyaudit(['init', '--from-scan', '--output', 'sub/a.yaml'], { cwd, env });
    expect([code, stderr]).toEqual([
      2,
      expect.stringMatching(/nothing was written.*sub\/a\.yaml:\d+: policy\.extends/s),
    ]);
    expect(existsSync(join(cwd, 'sub/a.yaml'))).toBe(false);
  });
});
