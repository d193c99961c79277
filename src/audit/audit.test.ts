import { describe, expect, it } from 'vitest';
import { anywhere, daysAgo, keyFacts, malformed, no, now, yes } from '../../test/helpers/facts.ts';
import { checks } from '../checks/index.ts';
import type { Account } from '../model/account.ts';
import { AccountError } from '../model/account-error.ts';
import type { AccountFacts } from '../model/account-facts.ts';
import { defaultPolicy, type Policy, type Waiver } from '../model/policy.ts';
import { generalRemedyIds, type Remedy, type RemedyId, remedyIds } from '../model/remedy.ts';
import type { Finding } from '../model/report.ts';
import { runAudit } from './audit.ts';

const account = (name: string): Account => ({
  name,
  exchange: 'binance',
  credentials: async () => ({}),
  acceptHazards: [],
  proxy: null,
  baseUrl: null,
});

const remedy: Remedy = { summary: 'Do it.', steps: ['Open the page.'], url: 'https://exchange.example/' };
const remedies = Object.fromEntries([...remedyIds, ...generalRemedyIds].map((id) => [id, remedy])) as Record<
  RemedyId,
  Remedy
>;

const offers = { expiry: true, subAccounts: false, asymmetricKeys: null };

const audited = (...keys: AccountFacts['keys']): AccountFacts => ({
  status: 'audited',
  error: null,
  keys,
  safety: null,
});
/** Young enough, with an end, and not changed of late. */
const times = { createdAt: daysAgo(100), modifiedAt: daysAgo(90), expiresAt: daysAgo(-100) };
const wellKept = keyFacts(times);
/** Another key. */
const named = (digits: string) => ({
  identity: { fingerprint: `sha256:${digits.repeat(32)}`, masked: 'efef…efef' },
});
const widened = keyFacts({ ...times, ipRestriction: anywhere }, { withdraw: yes });

async function run(
  facts: Record<string, AccountFacts>,
  policy: Partial<Policy> = {},
  concurrency = 2,
  baseline: readonly Finding[] = [],
  isConfigured = () => true,
  declaredAt: Account['declaredAt'] = null,
) {
  let asked = 0;
  let most = 0;
  const report = await runAudit(
    {
      accounts: Object.keys(facts).map((name) => ({ ...account(name), declaredAt })),
      policy: { ...defaultPolicy, ...policy },
      baseline,
      concurrency,
      onProgress: () => {},
      signal: new AbortController().signal,
    },
    {
      version: '0.0.0',
      collect: async ({ name }) => {
        asked += 1;
        most = Math.max(most, asked);
        await new Promise((resolve) => setTimeout(resolve, 1));
        asked -= 1;
        return facts[name] ?? audited();
      },
      isConfigured,
      wordsOf: () => ({ name: 'Binance', remedies, offers }),
      checks,
      now: () => now,
    },
  );
  return { report, most };
}

const of = (findings: readonly Finding[], check: string) =>
  findings.find((finding) => finding.check === check);

it('passes a well-kept key', async () => {
  const { report } = await run({ bot: audited(wellKept) });
  expect(report.findings).toEqual([]);
  expect(report.summary).toEqual({
    verdict: 'pass',
    accounts: 1,
    keys: 1,
    findings: { critical: 0, high: 0, medium: 0, low: 0, info: 0 },
    unverifiable: 0,
    waived: 0,
    inBaseline: 0,
  });
});

it('fails on a finding at the threshold, not below it', async () => {
  const high = audited(keyFacts({}, { withdraw: yes }));
  expect((await run({ bot: high })).report.summary.verdict).toBe('fail');
  expect((await run({ bot: high }, { failOn: 'critical' })).report.summary.verdict).toBe('pass');
});

it('keeps the accounts in their order, whichever answers first, and asks as many as it may', async () => {
  const { report, most } = await run(
    Object.fromEntries(Array.from({ length: 9 }, (_, at) => [`bot-${at}`, audited(keyFacts())])),
    {},
    3,
  );
  expect(report.accounts.map(({ name }) => name)).toEqual(Array.from({ length: 9 }, (_, at) => `bot-${at}`));
  expect(most).toBe(3);
});

it('says where an account is declared, where it was told', async () => {
  const place = { file: 'keyaudit.config.yaml', line: 7 };
  const declared = await run({ bot: audited(wellKept) }, {}, 2, [], () => true, place);
  expect(declared.report.accounts[0]?.declaredAt).toEqual(place);
  expect((await run({ bot: audited(wellKept) })).report.accounts[0]?.declaredAt).toBe(null);
});

it('tells the gravest first, and what it could not verify last', async () => {
  const nothing: AccountFacts = {
    status: 'failed',
    error: new AccountError('unreachable', 'Binance could not be reached: the connection was refused.'),
    keys: [
      keyFacts({
        ...times,
        ...named('ef'),
        accepted: { known: false, reason: 'refused', detail: 'no answer' },
      }),
    ],
    safety: null,
  };
  const { report } = await run({ down: nothing, bot: audited(widened) });
  expect(report.findings.map(({ check }) => check)).toEqual(['withdrawal-enabled', 'credentials-refused']);
  expect(report.findings.at(-1)?.outcome).toBe('unverifiable');
});

it('is incomplete where an account could not be audited, unless something was found', async () => {
  const failed: AccountFacts = {
    status: 'failed',
    error: new AccountError('unreachable', 'Down.'),
    keys: [keyFacts()],
    safety: null,
  };
  expect((await run({ bot: audited(keyFacts()), down: failed })).report.summary.verdict).toBe('incomplete');
  expect((await run({ bot: audited(widened), down: failed })).report.summary.verdict).toBe('fail');
});

it('follows the policy: a severity of its own, and off', async () => {
  const { report } = await run(
    { bot: audited(widened) },
    {
      checks: {
        'withdrawal-enabled': { severity: 'low' },
        'unrestricted-ip': 'off',
        'trade-without-ip': 'off',
      },
    },
  );
  expect(report.findings.map(({ check, severity }) => [check, severity])).toEqual([
    ['withdrawal-enabled', 'low'],
  ]);
});

const waiver = (given: Partial<Waiver> = {}): Waiver => ({
  check: 'withdrawal-enabled',
  account: 'bot',
  key: null,
  reason: 'pays suppliers',
  owner: null,
  expires: '2026-11-23',
  ...given,
});

it.each([
  ['holds on its last day', '2026-11-23', true],
  ['does not hold the day after', '2026-11-22', false],
])('a waiver %s', async (_, expires, holds) => {
  const waivers = [waiver({ expires })];
  const { report } = await run({ bot: audited(widened), other: audited(widened) }, { waivers });
  const [mine, theirs] = ['bot', 'other'].map((name) =>
    of(
      report.findings.filter((finding) => finding.account === name),
      'withdrawal-enabled',
    ),
  );
  expect(mine?.waiver).toEqual(holds ? { reason: 'pays suppliers', expires, owner: null } : null);
  expect(theirs?.waiver).toBeNull();
  expect(report.summary.waived).toBe(holds ? 1 : 0);
  expect(report.summary.findings.critical).toBe(holds ? 1 : 2);
});

it('gives a finding the same id in every run, and another for another key', async () => {
  const other = { ...widened, identity: { ...widened.identity, fingerprint: `sha256:${'cd'.repeat(32)}` } };
  const [first, again] = [
    await run({ a: audited(widened, other) }),
    await run({ a: audited(widened, other) }),
  ];
  const ids = first.report.findings.map(({ id }) => id);
  expect(again.report.findings.map(({ id }) => id)).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
});

it('tells findings of keys that could not be read apart by their accounts', async () => {
  const unread = audited({ ...widened, identity: { fingerprint: 'unknown', masked: '?' } });
  const { report } = await run({ a: unread, b: unread });
  expect(new Set(report.findings.map(({ id }) => id)).size).toBe(report.findings.length);
});

it('stops when it is called off', async () => {
  const controller = new AbortController();
  const audit = runAudit(
    {
      accounts: [account('a'), account('b')],
      policy: defaultPolicy,
      baseline: [],
      concurrency: 1,
      onProgress: () => controller.abort(new Error('enough')),
      signal: controller.signal,
    },
    {
      version: '0.0.0',
      collect: async () => audited(keyFacts()),
      isConfigured: () => true,
      wordsOf: () => ({ name: 'Binance', remedies, offers }),
      checks,
      now: () => now,
    },
  );
  await expect(audit).rejects.toThrow('enough');
});

describe('one cause, one finding', () => {
  const open = { ...times, ipRestriction: anywhere };

  it('tells of a key that can do everything from anywhere once, with all that is a part of it', async () => {
    const key = keyFacts(open, { withdraw: yes, transfer: yes });
    const { report } = await run({ bot: audited(key) });
    expect(report.findings.map(({ check }) => check)).toEqual(['withdrawal-enabled']);
    expect(report.findings[0]?.includes.map(({ check }) => check)).toEqual([
      'trade-without-ip',
      'unrestricted-ip',
      'transfer-enabled',
    ]);
    expect(report.summary.findings).toEqual({ critical: 1, high: 0, medium: 0, low: 0, info: 0 });
  });

  it('tells what the user accepted apart from the rest, which stays open', async () => {
    const waivers = [waiver()];
    const { report } = await run({ bot: audited(widened) }, { waivers });
    expect(report.findings.map(({ check, waiver: accepted }) => [check, accepted === null])).toEqual([
      ['withdrawal-enabled', false],
      ['trade-without-ip', true],
    ]);
    expect(report.findings[0]?.includes).toEqual([]);
    expect(report.summary.verdict).toBe('fail');
  });

  it('does not hide the graver in the milder', async () => {
    const { report } = await run(
      { bot: audited(widened) },
      { checks: { 'withdrawal-enabled': { severity: 'low' } } },
    );
    expect(report.findings.map(({ check, severity }) => [check, severity])).toEqual([
      ['trade-without-ip', 'high'],
      ['withdrawal-enabled', 'low'],
    ]);
  });

  it("tells a stranger's key once, whatever it can do", async () => {
    const stranger = keyFacts({ ...open, ...named('ef'), relation: 'sibling' }, { withdraw: yes });
    const { report } = await run({ bot: audited(wellKept, stranger) }, {}, 2, [], () => false);
    expect(report.findings.map(({ check, severity }) => [check, severity])).toEqual([
      ['unlisted-key', 'critical'],
    ]);
    // To delete the key is all that is to be done.
    for (const part of report.findings[0]?.includes ?? []) {
      expect(part.remediation).toEqual(report.findings[0]?.remediation);
    }
  });

  it('names only checks that there are, and in no circle', () => {
    const parts = new Map(checks.map(({ id, partOf = [] }) => [id, partOf]));
    const reaches = (from: string, goal: string): boolean =>
      (parts.get(from) ?? []).some((next) => next === goal || reaches(next, goal));
    for (const [id, wholes] of parts) {
      for (const whole of wholes) expect([...parts.keys()]).toContain(whole);
      expect(reaches(id, id), id).toBe(false);
    }
  });
});

it('tells a shared key once, at the first account that has it', async () => {
  const { report } = await run({ a: audited(wellKept), b: audited(wellKept), c: audited(wellKept) });
  expect(report.findings.map(({ check, account: name }) => [check, name])).toEqual([['shared-key', 'a']]);
  expect(report.findings[0]?.detail).toContain('b, c');
});

describe('waivers', () => {
  const fingerprint = `sha256:${'ab'.repeat(32)}`;
  it.each<[string, Partial<Waiver>, string]>([
    ['by account', {}, 'used'],
    ['by key', { account: null, key: fingerprint }, 'used'],
    ['by both', { key: fingerprint }, 'used'],
    ['by another key', { key: `sha256:${'cd'.repeat(32)}` }, 'unused'],
    ['of another check', { check: 'expired' }, 'unused'],
    ['of yesterday', { expires: '2026-11-22' }, 'expired'],
    ['of today', { expires: '2026-11-23' }, 'used'],
  ])('%s', async (_, given, state) => {
    const { report } = await run({ bot: audited(widened) }, { waivers: [waiver(given)] });
    expect(report.waivers).toEqual([{ ...waiver(given), state }]);
    expect(report.summary.waived).toBe(state === 'used' ? 1 : 0);
  });

  it('of an account that was not asked are nobody’s business', async () => {
    const { report } = await run({ bot: audited(wellKept) }, { waivers: [waiver({ account: 'other' })] });
    expect(report.waivers).toEqual([]);
  });
});

/** Each check, at a severity that fails nothing. */
const allLow = Object.fromEntries(checks.map(({ id }) => [id, { severity: 'low' as const }]));

describe('strict', () => {
  const unknown = keyFacts({ ...times, ipRestriction: anywhere }, { trade: no, withdraw: malformed });
  it.each<[string, AccountFacts, Partial<Policy>, string]>([
    ['what is unverifiable fails', audited(unknown), {}, 'fail'],
    ['but below the threshold', audited(unknown), { checks: allLow }, 'pass'],
    ['a waiver that waives nothing fails', audited(wellKept), { waivers: [waiver()] }, 'fail'],
    [
      'and so does one whose day is past',
      audited(wellKept),
      { waivers: [waiver({ expires: '2026-11-01' })] },
      'fail',
    ],
    ['nothing is wrong', audited(wellKept), {}, 'pass'],
  ])('%s', async (_, facts, policy, verdict) => {
    expect((await run({ bot: facts }, { ...policy, strict: true })).report.summary.verdict).toBe(verdict);
    expect((await run({ bot: facts }, policy)).report.summary.verdict).toBe('pass');
  });
});

describe('a baseline', () => {
  it('takes what an earlier report had out of the count, and leaves it in the report', async () => {
    const before = (await run({ bot: audited(widened) })).report.findings;
    const { report } = await run({ bot: audited(widened) }, {}, 2, before);
    expect(report.findings.map(({ inBaseline }) => inBaseline)).toEqual([true]);
    expect(report.summary).toMatchObject({ verdict: 'pass', inBaseline: 1, findings: { critical: 0 } });
  });

  it.each<[string, AccountFacts, AccountFacts]>([
    ['has grown graver', audited(keyFacts(times, { withdraw: yes })), audited(widened)],
    [
      'takes in more',
      audited(widened),
      audited(keyFacts({ ...times, ipRestriction: anywhere }, { withdraw: yes, transfer: yes })),
    ],
    [
      'was only suspected',
      audited(keyFacts({ ...times, ipRestriction: anywhere }, { withdraw: malformed })),
      audited(widened),
    ],
  ])('does not cover what %s', async (_, earlier, later) => {
    const before = (await run({ bot: earlier })).report.findings;
    const { report } = await run({ bot: later }, {}, 2, before);
    expect(of(report.findings, 'withdrawal-enabled')?.inBaseline).toBe(false);
    expect(report.summary.verdict).toBe('fail');
  });

  it('covers what is only suspected now', async () => {
    const before = (await run({ bot: audited(widened) })).report.findings;
    const { report } = await run({ bot: audited(keyFacts(times, { withdraw: malformed })) }, {}, 2, before);
    expect(of(report.findings, 'withdrawal-enabled')).toMatchObject({
      outcome: 'unverifiable',
      inBaseline: true,
    });
  });
});

it('lets an account have its own policy', async () => {
  const accounts = {
    one: { thresholds: { maxAgeDays: 50 }, checks: { 'withdrawal-enabled': 'off' } },
  } as const;
  const key = keyFacts({ ...times, ...named('ef') }, { withdraw: yes });
  const { report } = await run(
    { one: audited(keyFacts(times, { withdraw: yes })), two: audited(key) },
    { accounts },
  );
  expect(report.findings.map(({ account: name, check }) => [name, check])).toEqual([
    ['two', 'withdrawal-enabled'],
    ['one', 'key-age'],
  ]);
});
