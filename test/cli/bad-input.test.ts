import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exchangeIds, loadExchanges } from '../../src/exchanges/index.ts';
import type { Report } from '../../src/model/report.ts';
import { type Fault, faults } from '../../src/simulator/faults.ts';
import { folder, keyaudit } from '../helpers/process.ts';
import { type ConfiguredAccount, simulated } from '../helpers/simulated.ts';

const tracker = { name: 'tracker', exchange: 'binance', answers: 'tracker' } satisfies ConfiguredAccount;

describe('a configuration that is wrong exits with 2 and names the place', () => {
  it.each<[string, string, RegExp]>([
    ['empty', '', /keyaudit\.config\.yaml.*empty/],
    ['only a comment', '# later\n', /keyaudit\.config\.yaml.*empty/],
    ['not YAML', 'accounts:\n  - name: [a\n', /keyaudit\.config\.yaml:\d+/],
    ['a list', '- a\n', /keyaudit\.config\.yaml/],
    ['no accounts', 'accounts: []\n', /keyaudit\.config\.yaml:1: accounts/],
    [
      'an unknown key',
      'accounts:\n  - name: a\n    exchnage: binance\n',
      /:3: accounts\[0\]\.exchnage: .*did you mean exchange/,
    ],
    [
      'an unknown exchange',
      'accounts:\n  - name: a\n    exchange: binanse\n',
      /:3: accounts\[0\]\.exchange: .*binance.*kucoin/s,
    ],
    [
      'duplicate names',
      'accounts:\n  - { name: a, exchange: binance }\n  - { name: a, exchange: binance }\n',
      /:3: accounts\[1\]\.name/,
    ],
    [
      'plain http to elsewhere',
      'accounts:\n  - name: a\n    exchange: binance\n    baseUrl: http://exchange.example\n',
      /:4: accounts\[0\]\.baseUrl/,
    ],
    [
      'an alias bomb',
      `a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefgh'
        .split('')
        .map((c, i) => `${c}: &${c} [${`*${'abcdefg'[i]},`.repeat(9)}]`)
        .join('\n')}\n`,
      /keyaudit\.config\.yaml/,
    ],
  ])('%s', async (_, text, message) => {
    const { code, stdout, stderr } = await keyaudit(['scan'], {
      cwd: folder({ 'keyaudit.config.yaml': text }),
    });
    expect(stderr).toMatch(message);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).not.toMatch(/^ +at /m);
  });

  it('a secret in the file is refused, and not shown', async () => {
    const text =
      'accounts:\n  - name: a\n    exchange: binance\n    credentials: { apiKey: CANARY-key, secret: CANARY-secret }\n';
    const { code, stderr } = await keyaudit(['scan'], { cwd: folder({ 'keyaudit.config.yaml': text }) });
    expect(code).toBe(2);
    expect(stderr).toMatch(/:4: accounts\[0\]\.credentials/);
    expect(stderr).not.toContain('CANARY');
  });

  it('a file that is not there, or is a folder', async () => {
    expect(await keyaudit(['scan', '--config', 'nowhere.yaml'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('nowhere.yaml'),
    });
    const cwd = folder();
    mkdirSync(join(cwd, 'sub.yaml'));
    expect((await keyaudit(['scan', '--config', 'sub.yaml'], { cwd })).code).toBe(2);
  });
});

/** One account whose secrets come from this environment, beside one that is well. */
async function withEnvironment(env: Record<string, string>, exchange = 'binance') {
  const good = await simulated([tracker]);
  const password = exchange === 'kucoin' || exchange === 'okx' ? ', password: P' : '';
  const bad = `  - { name: bad, exchange: ${exchange}, baseUrl: '${good.url}', credentials: { env: { apiKey: K, secret: S${password} } } }\n`;
  const cwd = folder({ 'keyaudit.config.yaml': good.config + bad });
  const result = await keyaudit(['scan', '--format', 'json'], { cwd, env: { ...good.env, ...env } });
  return { ...result, report: JSON.parse(result.stdout) as Report };
}

describe('credentials that cannot be read fail their account, and no other', () => {
  it.each<[string, Record<string, string>, RegExp]>([
    ['a missing variable', { S: 'invented' }, /\bK\b/],
    ['an empty variable', { K: '', S: 'invented' }, /\bK\b/],
    ['a secret in quotes', { K: 'invented', S: '"CANARY"' }, /\bS\b.*quotes/],
    ['a secret with a line break inside', { K: 'invented', S: 'CANA\nRY' }, /\bS\b/],
    ['a key with a control character', { K: 'CANA\u0007RY', S: 'invented' }, /\bK\b/],
    ['a file that is not there', { K_FILE: '/nowhere/key', S: 'invented' }, /K_FILE/],
    ['both a variable and a file', { K: 'CANARY', K_FILE: '/nowhere/key', S: 'invented' }, /K_FILE/],
  ])('%s', async (_, env, message) => {
    const { report, code, stdout, stderr } = await withEnvironment(env);
    expect(report.accounts).toMatchObject([
      { name: 'tracker', status: 'audited' },
      {
        name: 'bad',
        status: 'failed',
        error: { kind: 'credential-source', message: expect.stringMatching(message) },
      },
    ]);
    expect(report.keys.map(({ account, fingerprint }) => [account, fingerprint === 'unknown'])).toEqual([
      ['tracker', false],
      ['bad', true],
    ]);
    expect(code).toBe(3);
    expect(stdout + stderr).not.toMatch(/CANA/);
  });

  it('a folder where a file should be', async () => {
    const { report } = await withEnvironment({ K_FILE: folder(), S: 'invented' });
    expect(report.accounts[1]?.error?.message).toMatch(/K_FILE.*directory/);
  });

  it('a secret that its exchange cannot sign with', async () => {
    const { report } = await withEnvironment({ K: 'invented', S: 'not*base64!' }, 'kraken');
    expect(report.accounts[1]).toMatchObject({
      status: 'failed',
      error: { kind: 'invalid-credentials', message: expect.stringContaining('malformed') },
    });
  });
});

it.each(['okx', 'kucoin'])('a wrong passphrase at %s is said', async (exchange) => {
  const account = { name: 'bot', exchange, answers: 'well-kept', password: 'right' };
  const { config, env } = await simulated([{ ...account, answers: [] }]);
  const cwd = folder({ 'keyaudit.config.yaml': config });
  const { stdout } = await keyaudit(['scan', '--format', 'json'], {
    cwd,
    env: { ...env, BOT_PASSWORD: 'CANARY' },
  });
  const { accounts } = JSON.parse(stdout) as Report;
  expect(accounts).toMatchObject([
    {
      status: 'failed',
      error: { kind: 'invalid-credentials', message: expect.stringMatching(/passphrase/) },
    },
  ]);
  expect(stdout).not.toContain('CANARY');
});

/** Several exchanges to a process: there are more than a hundred. */
const groups = Array.from({ length: Math.ceil(exchangeIds.length / 4) }, (_, at) =>
  exchangeIds.slice(at * 4, (at + 1) * 4),
);
const exchanges = await loadExchanges();

/**
 * Exchanges that allow so few calls a minute that all faults would take minutes. They get those that no call is
 * repeated for.
 */
const slow = ['coinsph', 'grvt', 'woo'];
const unrepeated: Fault[] = ['half-json', 'html', 'null', 'empty-object'];

describe('an exchange that misbehaves fails its account, is told, and shows nothing of the key', () => {
  it.each(groups.map((group) => [group.join(', '), group] as const))('%s', async (_, group) => {
    const kinds = Object.keys(faults) as Fault[];
    const { config, env } = await simulated([
      tracker,
      ...group.flatMap((exchange) =>
        (slow.includes(exchange) ? unrepeated : kinds).map((fault) => ({
          name: `${exchange}-with-${fault}`,
          exchange,
          answers: [],
          fault,
          more: acceptingHazards(exchange),
          apiKey: `CANARYkey${fault}`,
          // Kraken's secrets are base64.
          secret: Buffer.from('CANARY').toString('base64'),
          password: 'CANARYpass',
        })),
      ),
    ]);
    const cwd = folder({ 'keyaudit.config.yaml': config });
    for (const format of group.includes('binance') ? ['json', 'table'] : ['json']) {
      // The first call misbehaves; a slow machine has a second for the good account's.
      const args = [
        'scan',
        '--debug',
        '--depth',
        'key',
        '--format',
        format,
        '--timeout',
        '3s',
        '--concurrency',
        '10',
      ];
      const { code, stdout, stderr } = await keyaudit(args, { cwd, env });
      expect(stdout + stderr).not.toMatch(/CANARY|Q0FOQVJZ|\bsignature=/i);
      expect(stderr).not.toMatch(/bug in keyaudit/);
      if (format === 'table') continue;
      const report = JSON.parse(stdout) as Report;
      const statuses = report.accounts.map(({ name, status, error }) => [name, status, error?.kind] as const);
      expect(statuses[0]).toEqual(['tracker', 'audited', undefined]);
      for (const [name, status, kind] of statuses.slice(1)) {
        // To some, an empty list is a good answer: of balances, of saved addresses.
        if (name.endsWith('-empty-list') && status === 'audited') continue;
        expect(['failed', 'partial'], name).toContain(status);
        expect(told, name).toContain(kind);
      }
      // Nobody got anything for it.
      for (const { account, permissions, ipRestriction } of report.keys.slice(1)) {
        const { read, ...others } = permissions;
        expect(Object.values(others), account).toEqual(Array(4).fill('unknown'));
        if (!account.endsWith('-empty-list')) expect(read, account).toBe('unknown');
        expect(ipRestriction.state, account).toBe('unknown');
      }
      expect([1, 3]).toContain(code);
    }
  });
});

/** What can be said of an exchange that misbehaves. At BitMEX, HTTP 403 is how a right is refused. */
const told = [
  'unreachable',
  'unexpected-response',
  'rate-limited',
  'invalid-credentials',
  'permission-refused',
];

/** Where asking can hurt, nothing is asked before it is allowed. */
function acceptingHazards(exchange: string): string {
  const asks = (exchanges.get(exchange)?.hazards ?? []).filter(({ handling }) => handling === 'asks');
  return `    acceptHazards: [${asks.map(({ name }) => name).join(', ')}]\n`;
}

it('a key that an exchange echoes in a label is blotted out', async () => {
  const account = {
    name: 'echo',
    exchange: 'binance',
    apiKey: 'CANARYkeyCANARYkey',
    secret: 'CANARYsecret',
    answers: [
      {
        method: 'GET',
        path: '/sapi/v1/account/apiRestrictions',
        body: { enableReading: true, enableCANARYkeyCANARYkey: true, enableCANARYsecret: true },
      },
    ],
  };
  const { config, env } = await simulated([account]);
  const cwd = folder({ 'keyaudit.config.yaml': config });
  for (const format of ['json', 'table']) {
    const { stdout, stderr } = await keyaudit(['scan', '--format', format], { cwd, env });
    expect(stdout + stderr).not.toMatch(/CANARYkey|CANARYsecret/);
    expect(stdout).toContain('enable[redacted]');
  }
});
