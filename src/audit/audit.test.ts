import { expect, it } from 'vitest';
import { anywhere, keyFacts, now, yes } from '../../test/helpers/facts.ts';
import { checks } from '../checks/index.ts';
import type { Account } from '../model/account.ts';
import { AccountError } from '../model/account-error.ts';
import type { AccountFacts } from '../model/account-facts.ts';
import { defaultPolicy, type Policy } from '../model/policy.ts';
import { accountRemedyIds, type Remedy, type RemedyId, remedyIds } from '../model/remedy.ts';
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
const remedies = Object.fromEntries([...remedyIds, ...accountRemedyIds].map((id) => [id, remedy])) as Record<
  RemedyId,
  Remedy
>;

const audited = (...keys: AccountFacts['keys']): AccountFacts => ({
  status: 'audited',
  error: null,
  keys,
  safety: null,
});
const widened = keyFacts({ ipRestriction: anywhere }, { withdraw: yes });

async function run(facts: Record<string, AccountFacts>, policy: Partial<Policy> = {}, concurrency = 2) {
  let asked = 0;
  let most = 0;
  const report = await runAudit(
    {
      accounts: Object.keys(facts).map(account),
      policy: { ...defaultPolicy, ...policy },
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
      wordsOf: () => ({ name: 'Binance', remedies }),
      checks,
      now: () => now,
    },
  );
  return { report, most };
}

const of = (findings: readonly Finding[], check: string) =>
  findings.find((finding) => finding.check === check);

it('passes a well-kept key', async () => {
  const { report } = await run({ bot: audited(keyFacts()) });
  expect(report.findings).toEqual([]);
  expect(report.summary).toEqual({
    verdict: 'pass',
    accounts: 1,
    keys: 1,
    findings: { critical: 0, high: 0, medium: 0, low: 0, info: 0 },
    unverifiable: 0,
    waived: 0,
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

it('tells the gravest first, and what it could not verify last', async () => {
  const nothing: AccountFacts = {
    status: 'failed',
    error: new AccountError('unreachable', 'Binance could not be reached: the connection was refused.'),
    keys: [keyFacts({ accepted: { known: false, reason: 'refused', detail: 'no answer' } })],
    safety: null,
  };
  const { report } = await run({ down: nothing, bot: audited(widened) });
  expect(report.findings.map(({ check }) => check)).toEqual([
    'withdrawal-enabled',
    'unrestricted-ip',
    'credentials-refused',
  ]);
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
    { checks: { 'withdrawal-enabled': { severity: 'low' }, 'unrestricted-ip': 'off' } },
  );
  expect(report.findings.map(({ check, severity }) => [check, severity])).toEqual([
    ['withdrawal-enabled', 'low'],
  ]);
});

it.each([
  ['holds on its last day', '2026-11-23', true],
  ['does not hold the day after', '2026-11-22', false],
])('a waiver %s', async (_, expires, holds) => {
  const waivers = [{ check: 'withdrawal-enabled', account: 'bot', reason: 'pays suppliers', expires }];
  const { report } = await run({ bot: audited(widened), other: audited(widened) }, { waivers });
  const [mine, theirs] = ['bot', 'other'].map((name) =>
    of(
      report.findings.filter((finding) => finding.account === name),
      'withdrawal-enabled',
    ),
  );
  expect(mine?.waiver).toEqual(holds ? { reason: 'pays suppliers', expires } : null);
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
      concurrency: 1,
      onProgress: () => controller.abort(new Error('enough')),
      signal: controller.signal,
    },
    {
      version: '0.0.0',
      collect: async () => audited(keyFacts()),
      wordsOf: () => ({ name: 'Binance', remedies }),
      checks,
      now: () => now,
    },
  );
  await expect(audit).rejects.toThrow('enough');
});
