import { describe, expect, it } from 'vitest';
import { account, audited, run, times, waiver, wellKept, widened } from '../../test/helpers/audit.ts';
import { daysAgo, keyFacts, malformed, notExposed, safety, yes } from '../../test/helpers/facts.ts';
import type { AccountFacts } from '../model/account-facts.ts';
import { unknown } from '../model/fact.ts';
import type { Waiver } from '../model/policy.ts';
import type { AuditRequest } from './audit.ts';

it.each([
  ['holds on its last day', '2026-11-23', true],
  ['does not hold the day after', '2026-11-22', false],
])('a waiver %s', async (_, expires, holds) => {
  const waivers = [waiver({ expires })];
  const report = await run({ bot: audited(widened), other: audited(widened) }, { waivers });
  const [mine, theirs] = ['bot', 'other'].map((name) =>
    report.findings.find(({ account, check }) => account === name && check === 'withdrawal-enabled'),
  );
  expect(mine?.waiver).toEqual(holds ? { reason: 'pays suppliers', expires, owner: null } : null);
  expect(theirs?.waiver).toBeNull();
  expect(report.summary.waived).toBe(holds ? 1 : 0);
  expect(report.summary.findings.critical).toBe(holds ? 1 : 2);
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
    const report = await run({ bot: audited(widened) }, { waivers: [waiver(given)] });
    expect(report.waivers).toEqual([{ ...waiver(given), state }]);
    expect(report.summary.waived).toBe(state === 'used' ? 1 : 0);
  });

  it('of an account that was not asked are nobody’s business', async () => {
    const waivers = [waiver({ account: 'other' })];
    const report = await run({ bot: audited(wellKept) }, { waivers }, { leftOut: [account('other')] });
    expect(report.waivers).toEqual([]);
  });

  it.each([
    ['unused', '2026-11-23'],
    ['expired', '2026-11-22'],
  ])('of an account that there is not are %s', async (state, expires) => {
    const given = waiver({ account: 'nobody', expires });
    const facts = { bot: { ...audited(wellKept), status: 'partial' as const } };
    const report = await run(facts, { waivers: [given], strict: true }, { leftOut: [account('other')] });
    expect(report.waivers).toEqual([{ ...given, state }]);
    expect(report.summary.verdict).toBe('fail');
  });
});

describe('what became of a waiver', () => {
  const fingerprint = wellKept.identity.fingerprint;
  const byKey: Partial<Waiver> = { account: null, key: fingerprint };
  const failed: AccountFacts = { ...audited(wellKept), status: 'failed', keysListed: malformed };
  const partial: AccountFacts = { ...failed, status: 'partial' };
  const shallow: AccountFacts = { ...audited(wellKept), keysListed: unknown('refused', 'not asked for') };
  const unlisted: AccountFacts = { ...audited(wellKept), keysListed: notExposed };
  const states = async (
    facts: Record<string, AccountFacts>,
    waivers: readonly Partial<Waiver>[],
    leftOut: AuditRequest['leftOut'] = [],
  ) => (await run(facts, { waivers: waivers.map(waiver) }, { leftOut })).waivers.map(({ state }) => state);

  it.each<[string, Record<string, AccountFacts>, Partial<Waiver>, readonly string[]]>([
    ['is not told where the account failed', { bot: failed }, {}, []],
    ['nor where it is partial', { bot: partial }, {}, []],
    ['nor where other keys were not asked for', { bot: shallow }, {}, []],
    ['but where the exchange lists no other keys', { bot: unlisted }, {}, ['unused']],
    ['nor by key, where any account failed', { bot: audited(wellKept), other: failed }, byKey, []],
    ['but by account, where another failed', { bot: audited(wellKept), other: failed }, {}, ['unused']],
    ['but where its day is past', { bot: failed }, { expires: '2026-11-22' }, ['expired']],
    ['but where it waives something all the same', { bot: { ...partial, keys: [widened] } }, {}, ['used']],
  ])('%s', async (_, facts, given, expected) => {
    expect(await states(facts, [given])).toEqual(expected);
  });

  it('is not told by key where an account was left out', async () => {
    expect(await states({ bot: audited(wellKept) }, [byKey, {}], [account('other')])).toEqual(['unused']);
  });

  it('counts a key’s waiver of a finding about its account', async () => {
    const facts = {
      ...audited(keyFacts(times, { withdraw: yes })),
      safety: safety({ newestAddressAt: daysAgo(1) }, notExposed),
    };
    const given = waiver({ ...byKey, check: 'unknown-withdrawal-address' });
    const report = await run({ bot: facts }, { waivers: [given], strict: true, failOn: 'critical' });
    expect(report.findings.find(({ check }) => check === given.check)?.waiver).not.toBeNull();
    expect(report.waivers).toEqual([{ ...given, state: 'used' }]);
  });

  it('is used where another waives the same', async () => {
    expect(await states({ bot: audited(widened) }, [{}, byKey])).toEqual(['used', 'used']);
  });
});
