import { describe, expect, it } from 'vitest';
import { identify } from '../../src/exchanges/identity.ts';
import { expectedOf, policy, type Row, scanRows } from '../helpers/judged.ts';
import { kraken } from '../helpers/situations.ts';

const old = kraken({ created: 150 });
const open = kraken({ ips: [] });
/** Can do all, from anywhere. */
const widened = kraken({ may: ['read', 'trade', 'withdraw'], ips: [] });
const whole = 'withdrawal-enabled critical: trade-without-ip, transfer-enabled, unrestricted-ip';
const halves = 'withdrawal-enabled critical; trade-without-ip high: unrestricted-ip; transfer-enabled medium';

/** The scan's code, where what is found is what rows say. */
async function codeOf(rows: readonly Row[], options: Parameters<typeof scanRows>[1] = {}) {
  const { found, code, stderr } = await scanRows(rows, options);
  expect(found).toEqual(rows.map(expectedOf));
  expect(stderr).toBe('');
  return code;
}

describe('of two that differ, what holds is', () => {
  const files = {
    'world.yaml': 'unusedDays: 5\nfailOn: critical\nmaxAgeDays: 30\n',
    'firm.yaml':
      'extends: world.yaml\nfailOn: medium\nmaxAgeDays: 90\nchecks: { key-age: { severity: medium }, no-expiry: off }\n',
  };
  const rest = 'policy: { extends: firm.yaml, maxAgeDays: 120, checks: { key-age: { severity: info } } }\n';
  const rows: readonly Row[] = [
    ['the file, before what it extends', 'key-age info', old],
    ['the days of the file', '', kraken({ created: 110 })],
    [
      "the account's days, before the file's",
      'key-age info',
      kraken({ created: 110 }),
      policy('maxAgeDays: 100'),
    ],
    ["the account's severity", 'key-age low', old, policy('checks: { key-age: { severity: low } }')],
    ["the account's off", '', old, policy('checks: { key-age: off }')],
    ['what the file extends', '', kraken({ ends: null })],
    [
      'the account, before what is off for all',
      'no-expiry low',
      kraken({ ends: null }),
      policy('checks: { no-expiry: { severity: low } }'),
    ],
    ['what an extended file extends', 'unused-key low', kraken({ used: 6 })],
  ];
  const high: Row = ['the graver', 'key-age high', old, policy('checks: { key-age: { severity: high } }')];
  const medium: Row = [
    'the threshold',
    'key-age medium',
    old,
    policy('checks: { key-age: { severity: medium } }'),
  ];

  it.each<[string, readonly Row[], readonly string[], number]>([
    ['the nearest', rows, [], 0],
    ["the firm's threshold, before the world's", [...rows, medium], [], 1],
    ["the command's threshold, before the firm's", [...rows, medium], ['--fail-on', 'high'], 0],
    ['which is reached', [high], ['--fail-on', 'high'], 1],
  ])('%s', async (_, given, args, code) => {
    expect(await codeOf(given, { files, rest, args })).toBe(code);
  });

  it("every file's leaks", async () => {
    const leak = (vendor: string, days: number) =>
      `breaches: [{ vendor: ${vendor}, date: ${inDays(-days)} }]`;
    const named: readonly Row[] = [
      ['of the one', 'predates-breach high', kraken({ name: 'alpha-soft' })],
      ['of the other', 'predates-breach high', kraken({ name: 'beta soft' })],
      ['of nobody, and older', 'predates-breach medium', kraken()],
      ['of nobody, and younger', '', kraken({ created: 40, modified: 40 })],
    ];
    const options = {
      files: { 'world.yaml': `${leak('AlphaSoft', 60)}\n` },
      rest: `policy: { extends: world.yaml, ${leak('BetaSoft', 50)} }\n`,
    };
    expect(await codeOf(named, options)).toBe(1);
  });
});

const waiver = (fields: string, expires = inDays(30)) =>
  `waivers: [{ check: withdrawal-enabled, reason: pays suppliers, expires: ${expires}, ${fields} }]\n`;
const fingerprint = identify('kraken', 'invented-key-of-a0').fingerprint;

describe('a waiver', () => {
  it.each<[name: string, fields: string, expires: number, state: string]>([
    ['by account', 'account: a0, owner: desk', 30, 'used'],
    ['by key', `key: "${fingerprint}"`, 30, 'used'],
    ['by both', `account: a0, key: "${fingerprint}"`, 30, 'used'],
    ['of a day to come tomorrow', 'account: a0', 1, 'used'],
    ['of a year', 'account: a0', 366, 'used'],
    ["of another account's key", `account: a1, key: "${fingerprint}"`, 30, 'unused'],
    ['of a day that is past', 'account: a0', -1, 'expired'],
  ])('%s', async (_, fields, expires, state) => {
    const rows: readonly Row[] = [
      ['waived', state === 'used' ? halves : whole, widened],
      ['not waived', whole, widened],
    ];
    const { found, report, code } = await scanRows(rows, { rest: waiver(fields, inDays(expires)) });
    expect(found).toEqual(rows.map(expectedOf));
    expect(report.waivers.map((each) => each.state)).toEqual([state]);
    const waived = report.findings.filter((finding) => finding.waiver !== null);
    expect(waived.map(({ check, account }) => [check, account])).toEqual(
      state === 'used' ? [['withdrawal-enabled', 'a0']] : [],
    );
    expect([report.summary.waived, code]).toEqual([waived.length, 1]);
  });

  it('leaves nothing to fail where all that is grave is waived', async () => {
    const each = (check: string) => `{ check: ${check}, account: a0, reason: ours, expires: ${inDays(30)} }`;
    const rest = `waivers: [${['withdrawal-enabled', 'trade-without-ip', 'unrestricted-ip'].map(each)}]\n`;
    const rows: readonly Row[] = [
      ['waived', `${halves.replace(': unrestricted-ip', '')}; unrestricted-ip high`, widened],
    ];
    expect(await codeOf(rows, { rest })).toBe(0);
  });
});

describe('--strict', () => {
  const untold = ['manage-enabled', 'transfer-enabled'];
  const off = policy(`checks: { ${untold.map((check) => `${check}: off`)} }`);
  const waived = `waivers: [${untold.map((check) => `{ check: ${check}, account: a0, reason: none, expires: ${inDays(9)} }`)}]\n`;
  const told = { ...kraken(), always: [] };
  it.each<[name: string, row: Row, rest: string, args: readonly string[], plain: number, strict: number]>([
    ['what is not told fails', ['a', '', kraken()], '', [], 0, 1],
    ['not below the threshold', ['a', '', kraken()], '', ['--fail-on', 'critical'], 0, 0],
    ['not where it is off', ['a', '', told, off], '', [], 0, 0],
    ['not where it is waived', ['a', '', kraken()], waived, [], 0, 0],
    ['a waiver that waives nothing fails', ['a', '', told, off], waiver('account: a0'), [], 0, 1],
    ['a waiver of a day past fails', ['a', '', told, off], waiver('account: a0', inDays(-1)), [], 0, 1],
    ['what fails anyway fails', ['a', 'trade-without-ip high: unrestricted-ip', open], '', [], 1, 1],
  ])('%s', async (_, row, rest, args, plain, strict) => {
    expect(await codeOf([row], { rest, args })).toBe(plain);
    expect(await codeOf([row], { rest, args: [...args, '--strict'] })).toBe(strict);
  });
});

describe('--baseline', () => {
  const createdTime = String(Math.floor(Date.now() / 1000) - 150 * 86_400);
  const key = (fields: Parameters<typeof kraken>[1] = {}) => ({
    ...kraken({}, { createdTime, ...fields }),
    always: [],
  });
  const aged = key();
  const anywhere = key({ ipAllowlist: [] });
  const lost = key({ ipAllowlist: undefined });
  const unknown = 'trade-without-ip high?; unrestricted-ip high?; wide-ip-range medium?';
  const traded = 'trade-without-ip high: unrestricted-ip';
  const withdrawing = key({
    ipAllowlist: [],
    permissions: ['query-funds', 'modify-trades', 'withdraw-funds'],
  });
  const paid = 'withdrawal-enabled critical: trade-without-ip, unrestricted-ip';
  const maxAge =
    'policy: { maxAgeDays: 120, checks: { key-age: { severity: high }, manage-enabled: off, transfer-enabled: off } }\n';

  it.each<
    [name: string, before: Row, after: Row, args: readonly string[], fresh: readonly string[], code: number]
  >([
    ['nothing is new', ['a', 'key-age high', aged], ['a', 'key-age high', aged], [], [], 0],
    [
      'nothing is new, strictly',
      ['a', 'key-age high', aged],
      ['a', 'key-age high', aged],
      ['--strict'],
      [],
      0,
    ],
    [
      'one is new',
      ['a', 'key-age high', aged],
      ['a', `key-age high; ${traded}`, anywhere],
      [],
      ['trade-without-ip'],
      1,
    ],
    ['one is gone', ['a', `key-age high; ${traded}`, anywhere], ['a', 'key-age high', aged], [], [], 0],
    [
      'one was told within another',
      ['a', `key-age high; ${paid}`, withdrawing],
      ['a', `key-age high; ${traded}`, anywhere],
      [],
      [],
      0,
    ],
    [
      'one was only suspected',
      ['a', `key-age high; ${unknown}`, lost],
      ['a', `key-age high; ${traded}`, anywhere],
      [],
      ['trade-without-ip'],
      1,
    ],
  ])('%s', async (_, before, after, args, fresh, code) => {
    const first = await scanRows([before], { rest: maxAge });
    expect(first.found).toEqual([expectedOf(before)]);
    const files = { 'before.json': first.stdout };
    const second = await scanRows([after], {
      rest: maxAge,
      files,
      args: ['--baseline', 'before.json', ...args],
    });
    expect(second.found).toEqual([expectedOf(after)]);
    const { findings } = second.report;
    expect(findings.filter(({ inBaseline }) => !inBaseline).map(({ check }) => check)).toEqual(fresh);
    expect(second.code).toBe(code);
  });
});

function inDays(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}
