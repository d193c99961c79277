import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defaultThresholds, policyFor } from '../model/policy.ts';
import { UserError } from '../model/user-error.ts';
import { loadConfig } from './load-config.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'keyaudit-policy-'));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

const checks = ['withdrawal-enabled', 'key-age', 'unused-key'];
const account = 'accounts: [{ name: bot, exchange: binance }]';

function put(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
}

async function load(files: Readonly<Record<string, string>>) {
  put(files);
  const config = await loadConfig({
    explicitPath: null,
    cwd: root,
    env: { HOME: root },
    exchangeIds: ['binance'],
    needsOf: async () =>
      new Map([['binance', { credentials: { needed: ['apiKey', 'secret'], optional: [] }, hazards: [] }]]),
    checks,
    today: '2026-11-23',
  });
  if (config === null) throw new Error('there is a file');
  return config;
}

async function problem(files: Readonly<Record<string, string>>): Promise<string> {
  return await load(files).then(
    () => '',
    (error: unknown) => (error instanceof UserError ? error.message : Promise.reject(error)),
  );
}

describe('what a policy extends', () => {
  const files = {
    'keyaudit.config.yaml': `${account}\npolicy:\n  extends: ./rules/desk.yaml\n  recentDays: 7\n`,
    'rules/desk.yaml': 'extends: ../firm.yaml\nfailOn: medium\nrecentDays: 14\nchecks: { key-age: off }\n',
    'firm.yaml':
      'failOn: critical\nmaxAgeDays: 90\nunusedDays: 10\nchecks:\n  key-age: { severity: high }\n  unused-key: off\n' +
      'breaches: [{ vendor: BotCo, date: 2026-06-01 }]\n',
  };

  it('is weaker than what extends it, value by value', async () => {
    const { policy } = await load(files);
    expect(policy.failOn).toBe('medium');
    expect(policy.thresholds).toEqual({
      ...defaultThresholds,
      recentDays: 7,
      maxAgeDays: 90,
      unusedDays: 10,
    });
    expect(policy.checks).toEqual({ 'key-age': 'off', 'unused-key': 'off' });
    expect(policy.breaches).toEqual([{ vendor: 'BotCo', date: '2026-06-01', everyKey: true }]);
  });

  it('is told with the file and line of each value', async () => {
    const { explained } = await load(files);
    expect(explained.map(({ path, value, from }) => `${path} ${value} ${from}`)).toEqual([
      'policy.failOn medium rules/desk.yaml:2',
      'policy.recentDays 7 keyaudit.config.yaml:4',
      'policy.maxAgeDays 90 firm.yaml:2',
      'policy.unusedDays 10 firm.yaml:3',
      'policy.expiresSoonDays 14 default',
      'policy.checks.key-age off rules/desk.yaml:4',
      'policy.checks.unused-key off firm.yaml:6',
      'policy.breaches BotCo 2026-06-01 firm.yaml:7',
    ]);
  });

  it.each<[string, Record<string, string>, RegExp]>([
    [
      'a file that is not there',
      {},
      /^keyaudit\.config\.yaml:3: policy\.extends: there is no file rules\/desk\.yaml; a path is relative/,
    ],
    [
      'one further on that is not there',
      { 'rules/desk.yaml': 'failOn: low\nextends: firm.yaml\n' },
      /^rules\/desk\.yaml:2: extends: there is no file rules\/firm\.yaml;/,
    ],
    [
      'a folder',
      { 'rules/desk.yaml/firm.yaml': '' },
      /^keyaudit\.config\.yaml:3: policy\.extends: rules\/desk\.yaml: is a directory/,
    ],
    ['a list', { 'rules/desk.yaml': '- a\n' }, /^rules\/desk\.yaml:1: must be a policy/],
    [
      'an unknown key',
      { 'rules/desk.yaml': 'failOn: high\nfailon: low\n' },
      /^rules\/desk\.yaml:2: failon: unknown key; did you mean failOn/,
    ],
    [
      'an unknown check',
      { 'rules/desk.yaml': 'checks: { key-ag: off }\n' },
      /^rules\/desk\.yaml:1: checks\.key-ag: unknown check; did you mean key-age/,
    ],
    [
      'an unknown severity',
      { 'rules/desk.yaml': 'checks:\n  key-age: { severity: hihg }\n' },
      /^rules\/desk\.yaml:2: checks\.key-age: must be off, or .*critical, high, medium, low, info/,
    ],
    [
      'itself',
      { 'rules/desk.yaml': 'extends: ./desk.yaml\n' },
      /^rules\/desk\.yaml:1: extends: goes in a circle, back to rules\/desk\.yaml;/,
    ],
    [
      'a circle',
      {
        'rules/desk.yaml': 'extends: ../firm.yaml\n',
        'firm.yaml': 'failOn: low\nextends: rules/desk.yaml\n',
      },
      /^firm\.yaml:2: extends: goes in a circle, back to rules\/desk\.yaml;/,
    ],
    [
      'the configuration',
      { 'rules/desk.yaml': 'extends: ../keyaudit.config.yaml\n' },
      /^rules\/desk\.yaml:1: extends: goes in a circle, back to keyaudit\.config\.yaml;/,
    ],
    [
      'too many files',
      {
        'rules/desk.yaml': 'extends: 2.yaml\n',
        ...Object.fromEntries(
          [2, 3, 4, 5, 6, 7, 8].map((at) => [`rules/${at}.yaml`, `extends: ${at + 1}.yaml\n`]),
        ),
      },
      /^rules\/8\.yaml:1: extends: .*8 files/,
    ],
  ])('refuses %s', async (_, others, message) => {
    const { 'keyaudit.config.yaml': config } = files;
    expect(await problem({ 'keyaudit.config.yaml': config, ...others })).toMatch(message);
  });
});

it('tells what is wrong with a configuration before it looks for what that extends, and shows no password', async () => {
  const text = `${account}\npolicy: { extends: https://desk:CANARY@rules.example/firm.yaml }\n`;
  const message = await problem({ 'keyaudit.config.yaml': text });
  expect(message).toMatch(/^keyaudit\.config\.yaml:2: policy\.extends: keep secrets out/);
  expect(message).not.toContain('CANARY');
});

describe("an account's own policy", () => {
  it('is stronger than the common one', async () => {
    const own =
      '{ name: bot, exchange: binance, purpose: bot, policy: { maxAgeDays: 30, checks: { key-age: { severity: high } } } }';
    const { policy, explained } = await load({
      'keyaudit.config.yaml': `accounts:\n  - ${own}\n  - { name: other, exchange: binance }\npolicy: { maxAgeDays: 60, checks: { key-age: off } }\n`,
    });
    expect(policyFor(policy, 'bot')).toEqual({
      thresholds: { ...defaultThresholds, maxAgeDays: 30 },
      checks: { 'key-age': { severity: 'high' } },
    });
    expect(policyFor(policy, 'other')).toEqual({
      thresholds: { ...defaultThresholds, maxAgeDays: 60 },
      checks: { 'key-age': 'off' },
    });
    expect(
      explained.filter(({ path }) => path.startsWith('accounts')).map(({ path, value }) => [path, value]),
    ).toEqual([
      ['accounts[bot].purpose', 'bot'],
      ['accounts[bot].policy.maxAgeDays', '30'],
      ['accounts[bot].policy.checks.key-age', 'high'],
    ]);
  });

  it('is told beside what the account is expected to be', async () => {
    const { explained } = await load({
      'keyaudit.config.yaml':
        'accounts:\n  - name: bot\n    exchange: binance\n    purpose: bot\n    expect:\n      permissions: [read, trade]\n      ips: []\n',
    });
    expect(
      explained
        .filter(({ path }) => path.startsWith('accounts'))
        .map((each) => Object.values(each).join(' ')),
    ).toEqual([
      'accounts[bot].purpose bot keyaudit.config.yaml:4',
      'accounts[bot].expect.permissions read, trade keyaudit.config.yaml:6',
      'accounts[bot].expect.ips none keyaudit.config.yaml:7',
    ]);
  });

  it('has no threshold of its own to fail on', async () => {
    const text = 'accounts: [{ name: bot, exchange: binance, policy: { failOn: low } }]';
    expect(await problem({ 'keyaudit.config.yaml': text })).toMatch(/policy\.failOn: unknown key/);
  });
});

describe('a waiver', () => {
  const withWaiver = (waiver: string) => ({
    'keyaudit.config.yaml': `${account}\nwaivers:\n  - ${waiver}\n`,
  });
  const key = `sha256:${'ab'.repeat(32)}`;

  it('may be for a key, and name an owner', async () => {
    const { policy } = await load(
      withWaiver(`{ check: key-age, key: '${key}', reason: r, owner: desk, expires: 2027-11-23 }`),
    );
    expect(policy.waivers).toEqual([
      { check: 'key-age', account: null, key, reason: 'r', owner: 'desk', expires: '2027-11-23' },
    ]);
  });

  it.each([
    [
      'for nobody',
      '{ check: key-age, reason: r, expires: 2027-01-31 }',
      /must name an account, or the fingerprint/,
    ],
    [
      'for a key by its letters',
      '{ check: key-age, key: vmPU…8z4A, reason: r, expires: 2027-01-31 }',
      /key: keep secrets out/,
    ],
    [
      'for more than a year',
      '{ check: key-age, account: bot, reason: r, expires: 2027-11-25 }',
      /at most a year off \(2027-11-24/,
    ],
    ['without a reason', '{ check: key-age, account: bot, expires: 2027-01-31 }', /reason: is missing/],
    ['without an end', '{ check: key-age, account: bot, reason: r }', /expires: must be a day/],
  ])('%s is refused', async (_, waiver, message) => {
    expect(await problem(withWaiver(waiver))).toMatch(message);
  });
});

it.each([
  'any',
  '*',
  '203.0.113.7,203.0.113.8',
  'host.example',
  '999.1/99',
  '203.**.113.7',
  '203.0.113.0/33',
])('takes %s for no address', async (ip) => {
  const text = `accounts: [{ name: bot, exchange: binance, expect: { ips: ['${ip}'] } }]`;
  expect(await problem({ 'keyaudit.config.yaml': text })).toMatch(/expect\.ips\[0\]: must be an IP address/);
});
