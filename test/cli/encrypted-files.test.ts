import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { folder, keyaudit } from '../helpers/process.ts';
import { type ConfiguredAccount, simulated } from '../helpers/simulated.ts';
import { canMakeTerminal, conversation } from '../helpers/terminal.ts';

const fixtures = fileURLToPath(new URL('../../fixtures/credentials/', import.meta.url));

/** An account at a simulated exchange whose key lies in a fixture's file. */
interface Kept extends ConfiguredAccount {
  readonly apiKey: string;
  readonly secret: string;
  /** The case, and the file in it. */
  readonly kept: readonly [fixture: string, file: string];
}

const binance: Kept = {
  name: 'bot',
  exchange: 'binance',
  answers: 'tracker',
  apiKey: 'INVENTED-binance-key',
  secret: 'invented-binance-secret',
  kept: ['hummingbot/binance', 'conf/connectors/binance.yml'],
};

const kucoin: Kept = {
  name: 'bot',
  exchange: 'kucoin',
  answers: 'well-kept',
  apiKey: 'INVENTED-kucoin-key',
  secret: 'invented-kucoin-secret',
  password: 'invented words ü 🔑',
  kept: ['octobot/encrypted', 'user/config.json'],
};

/** A working directory with the file where its bot has it, and a configuration that names no format. */
async function kept({ kept: [fixture, file], ...account }: Kept): Promise<string> {
  const { url } = await simulated([account]);
  const cwd = folder();
  cpSync(join(fixtures, fixture), cwd, { recursive: true });
  writeFileSync(
    join(cwd, 'keyaudit.config.yaml'),
    `accounts:\n  - name: bot\n    exchange: ${account.exchange}\n    baseUrl: ${url}\n    credentials: { file: ./${file} }\n`,
  );
  return cwd;
}

async function scan(cwd: string, env: Readonly<Record<string, string>> = {}) {
  const outcome = await keyaudit(['scan', '--format', 'json'], { cwd, env });
  const report: Report = JSON.parse(outcome.stdout);
  return { ...outcome, account: report.accounts[0], keys: report.keys };
}

/** Every file below a folder, and what is in it. */
function contents(path: string): Readonly<Record<string, string>> {
  const files = readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files.map(({ parentPath, name }) => [
      join(parentPath, name),
      readFileSync(join(parentPath, name), 'utf8'),
    ]),
  );
}

describe('a scan', () => {
  it.each<[string, Kept, Record<string, string>]>([
    ['hummingbot’s', binance, { HBOT_PASSWORD: 'invented password' }],
    ['OctoBot’s', kucoin, {}],
  ])('signs with the key in %s file, tells nothing of it, and changes no file', async (_, account, env) => {
    const cwd = await kept(account);
    const before = contents(cwd);
    const { account: audited, keys, stdout, stderr } = await scan(cwd, env);
    expect(audited).toMatchObject({ name: 'bot', status: 'audited', error: null });
    expect(keys).toHaveLength(1);
    for (const text of [account.apiKey, account.secret, account.password, env.HBOT_PASSWORD])
      if (text !== undefined) expect(stdout + stderr).not.toContain(text);
    expect(contents(cwd)).toEqual(before);
  });

  it.each<[string, Record<string, string>, string]>([
    [
      'wrong',
      { HBOT_PASSWORD: 'canary-password' },
      'the password in HBOT_PASSWORD is not that of hummingbot’s folder conf.',
    ],
    [
      'nowhere, and nobody can be asked',
      {},
      'hummingbot’s folder conf needs its password: set HBOT_PASSWORD or CONFIG_PASSWORD (or …_FILE), or run keyaudit at a terminal.',
    ],
  ])('says so where the password is %s', async (_, env, message) => {
    const { account, code, stdout, stderr } = await scan(await kept(binance), env);
    expect(account).toMatchObject({ status: 'failed', error: { kind: 'credential-source', message } });
    expect(code).toBe(3);
    expect(stdout + stderr).not.toContain('canary');
  });
});

if (!canMakeTerminal)
  it('is not tried at a terminal', ({ skip }) => skip("util-linux's script is not installed"));

describe.runIf(canMakeTerminal)('at a terminal', () => {
  const question = 'Password of hummingbot’s folder conf: ';
  const wrong = [`That is not it. ${question}`, 'canary\r'] as const;

  it('the password is asked for until it is right, and not shown', async () => {
    const turns = [
      [question, 'canary\r'],
      wrong,
      [`That is not it. ${question}`, 'invented password\r'],
    ] as const;
    const { code, raw, lines } = await conversation('scan', turns, { cwd: await kept(binance) });
    expect(code, raw).toBe(0);
    expect(lines.join('\n')).toMatch(/^bot +binance/m);
    expect(raw).not.toMatch(/canary|invented password/);
  });

  it('it may be wrong three times, and then the account is not audited', async () => {
    const turns = [[question, 'canary\r'], wrong, wrong] as const;
    const { code, raw, lines } = await conversation('scan', turns, { cwd: await kept(binance) });
    expect(code, raw).toBe(3);
    expect(lines.join(' ').replaceAll(/\s+/g, ' ')).toContain(
      'FAILED bot (binance): the password of hummingbot’s folder conf was wrong 3 times.',
    );
    expect(raw).not.toContain('canary');
  });

  it('it is asked for once for all connectors of a folder', async () => {
    const { url } = await simulated([
      binance,
      { ...binance, name: 'other', exchange: 'bybit', answers: 'well-kept' },
    ]);
    const cwd = await kept(binance);
    const text = readFileSync(join(cwd, 'conf/connectors/binance.yml'), 'utf8');
    writeFileSync(join(cwd, 'conf/connectors/bybit.yml'), text.replaceAll('binance', 'bybit'));
    const accounts = ['binance', 'bybit'].map(
      (exchange) =>
        `  - { name: ${exchange}-bot, exchange: ${exchange}, baseUrl: "${url}", credentials: { file: ./conf/connectors/${exchange}.yml } }\n`,
    );
    writeFileSync(join(cwd, 'keyaudit.config.yaml'), `accounts:\n${accounts.join('')}`);
    const { code, raw } = await conversation('scan', [[question, 'invented password\r']], { cwd });
    expect(code, raw).toBe(0);
    expect(raw.split(question)).toHaveLength(2);
  });
});
