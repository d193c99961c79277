import { describe, expect, it } from 'vitest';
import {
  account,
  audited,
  named,
  request,
  run,
  times,
  tools,
  waiver,
  wellKept,
  widened,
} from '../../test/helpers/audit.ts';
import { anywhere, daysAgo, keyFacts, malformed, no, yes } from '../../test/helpers/facts.ts';
import { checks } from '../checks/index.ts';
import { AccountError } from '../model/account-error.ts';
import type { AccountFacts } from '../model/account-facts.ts';
import { known } from '../model/fact.ts';
import type { KeyFacts } from '../model/key-facts.ts';
import type { Policy } from '../model/policy.ts';
import { runAudit } from './audit.ts';

it('passes a well-kept key', async () => {
  const report = await run({ bot: audited(wellKept) });
  expect(report.findings).toEqual([]);
  expect(report.summary).toEqual({
    verdict: 'pass',
    accounts: 1,
    notAsked: 0,
    keys: 1,
    findings: { critical: 0, high: 0, medium: 0, low: 0, info: 0 },
    unverifiable: 0,
    waived: 0,
    inBaseline: 0,
  });
});

it('fails on a finding at the threshold, not below it', async () => {
  const high = audited(keyFacts({}, { withdraw: yes }));
  expect((await run({ bot: high })).summary.verdict).toBe('fail');
  expect((await run({ bot: high }, { failOn: 'critical' })).summary.verdict).toBe('pass');
});

it('keeps the accounts in their order, whichever answers first, and asks as many as it may', async () => {
  const names = Array.from({ length: 9 }, (_, at) => `bot-${at}`);
  let asked = 0;
  let most = 0;
  const collect = async () => {
    asked += 1;
    most = Math.max(most, asked);
    await new Promise((resolve) => setTimeout(resolve, 1));
    asked -= 1;
    return audited(keyFacts());
  };
  const report = await runAudit(
    { ...request(names.map((name) => account(name))), concurrency: 3 },
    { ...tools, collect },
  );
  expect(report.accounts.map(({ name }) => name)).toEqual(names);
  expect(most).toBe(3);
});

it('says where an account is declared, where it was told', async () => {
  const place = { file: 'keyaudit.config.yaml', line: 7 };
  const declared = await run({ bot: audited(wellKept) }, {}, { more: { declaredAt: place } });
  expect(declared.accounts[0]?.declaredAt).toEqual(place);
  expect((await run({ bot: audited(wellKept) })).accounts[0]?.declaredAt).toBe(null);
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
    keysListed: malformed,
    safety: null,
  };
  const report = await run({ down: nothing, bot: audited(widened) });
  expect(report.findings.map(({ check }) => check)).toEqual(['withdrawal-enabled', 'credentials-refused']);
  expect(report.findings.at(-1)?.outcome).toBe('unverifiable');
});

it('is incomplete where an account could not be audited, unless something was found', async () => {
  const failed: AccountFacts = {
    status: 'failed',
    error: new AccountError('unreachable', 'Down.'),
    keys: [keyFacts()],
    keysListed: malformed,
    safety: null,
  };
  expect((await run({ bot: audited(keyFacts()), down: failed })).summary.verdict).toBe('incomplete');
  expect((await run({ bot: audited(widened), down: failed })).summary.verdict).toBe('fail');
});

it('follows the policy: a severity of its own, and off', async () => {
  const report = await run(
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

it('gives a finding the same id in every run, and another for another key', async () => {
  const other = { ...widened, identity: { ...widened.identity, fingerprint: `sha256:${'cd'.repeat(32)}` } };
  const [first, again] = [
    await run({ a: audited(widened, other) }),
    await run({ a: audited(widened, other) }),
  ];
  const ids = first.findings.map(({ id }) => id);
  expect(again.findings.map(({ id }) => id)).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
});

it('tells findings of keys that could not be read apart by their accounts', async () => {
  const unread = audited({ ...widened, identity: { fingerprint: 'unknown', masked: '?' } });
  const report = await run({ a: unread, b: unread });
  expect(new Set(report.findings.map(({ id }) => id)).size).toBe(report.findings.length);
});

it('stops when it is called off', async () => {
  const controller = new AbortController();
  const audit = runAudit(
    {
      ...request([account('a'), account('b')]),
      concurrency: 1,
      onProgress: () => controller.abort(new Error('enough')),
      signal: controller.signal,
    },
    tools,
  );
  await expect(audit).rejects.toThrow('enough');
});

describe('one cause, one finding', () => {
  const open = { ...times, ipRestriction: anywhere };

  it('tells of a key that can do everything from anywhere once, with all that is a part of it', async () => {
    const key = keyFacts(open, { withdraw: yes, transfer: yes });
    const report = await run({ bot: audited(key) });
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
    const report = await run({ bot: audited(widened) }, { waivers });
    expect(report.findings.map(({ check, waiver: accepted }) => [check, accepted === null])).toEqual([
      ['withdrawal-enabled', false],
      ['trade-without-ip', true],
    ]);
    expect(report.findings[0]?.includes).toEqual([]);
    expect(report.summary.verdict).toBe('fail');
  });

  it('does not hide the graver in the milder', async () => {
    const report = await run(
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
    const report = await run({ bot: audited(wellKept, stranger) }, {}, { isConfigured: () => false });
    expect(report.findings.map(({ check, severity }) => [check, severity])).toEqual([
      ['unlisted-key', 'critical'],
    ]);
    // To delete the key is all that is to be done.
    for (const part of report.findings[0]?.includes ?? []) {
      expect(part.remediation).toEqual(report.findings[0]?.remediation);
    }
  });

  it.each<[string, Partial<KeyFacts>]>([
    ['old', { createdAt: daysAgo(400) }],
    ['without end', { expiresAt: known(null) }],
    ['about to end', { expiresAt: daysAgo(-3) }],
    ['ended', { expiresAt: daysAgo(3), createdAt: daysAgo(400) }],
    ['from a wide range', { ipRestriction: known({ restricted: true, allowed: known(['203.0.0.0/16']) }) }],
    ['with an unknown right', { grants: known([{ name: 'vote', scope: 'unrecognized' }]) }],
    ['named after a leak', { label: known('3commas'), createdAt: daysAgo(2000) }],
  ])("does not ask to mend a stranger's key that is to be deleted: %s", async (_, more) => {
    const stranger = keyFacts({ ...times, ...named('ef'), relation: 'sibling', ...more });
    const report = await run({ bot: audited(wellKept, stranger) }, {}, { isConfigured: () => false });
    expect(report.findings.map(({ check }) => check)).toEqual(['unlisted-key']);
    expect(report.findings[0]?.includes).not.toEqual([]);
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
  const report = await run({ a: audited(wellKept), b: audited(wellKept), c: audited(wellKept) });
  expect(report.findings.map(({ check, account: name }) => [check, name])).toEqual([['shared-key', 'a']]);
  expect(report.findings[0]?.detail).toContain('b, c');
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
    expect((await run({ bot: facts }, { ...policy, strict: true })).summary.verdict).toBe(verdict);
    expect((await run({ bot: facts }, policy)).summary.verdict).toBe('pass');
  });
});

it('ends the remedy of each finding with what a caller would ask for, once', async () => {
  const warning = 'Nobody from Binance ever asks for it.';
  const wordsOf = (exchange: string) => {
    const words = tools.wordsOf(exchange);
    const change = { ...words.remedies['confirm-change'], steps: ['Look.', warning] };
    const restrict = { ...change, steps: ['Enter the addresses.'] };
    return { ...words, remedies: { ...words.remedies, 'confirm-change': change, 'restrict-ips': restrict } };
  };
  const changed = { ...widened, modifiedAt: daysAgo(1), grants: malformed };
  const { findings } = await runAudit(request([account('bot')]), {
    ...tools,
    wordsOf,
    collect: async () => audited(changed),
  });
  const steps = findings.map(({ remediation }) => remediation.steps);
  expect(findings.map(({ outcome }) => outcome)).toContain('unverifiable');
  expect(steps).toContainEqual(['Look.', warning]);
  for (const each of steps) {
    expect(each.filter((step) => step.startsWith('Nobody from Binance '))).toEqual(each.slice(-1));
  }
  const parts = findings.flatMap(({ includes }) => includes.map(({ remediation }) => remediation.steps));
  expect(parts).toContainEqual(['Enter the addresses.']);
});

it('lets an account have its own policy', async () => {
  const accounts = {
    one: { thresholds: { maxAgeDays: 50 }, checks: { 'withdrawal-enabled': 'off' } },
  } as const;
  const key = keyFacts({ ...times, ...named('ef') }, { withdraw: yes });
  const report = await run(
    { one: audited(keyFacts(times, { withdraw: yes })), two: audited(key) },
    { accounts },
  );
  expect(report.findings.map(({ account: name, check }) => [name, check])).toEqual([
    ['two', 'withdrawal-enabled'],
    ['one', 'key-age'],
  ]);
});
