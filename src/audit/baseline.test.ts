import { describe, expect, it } from 'vitest';
import { audited, named, run, times, waiver, wellKept, widened } from '../../test/helpers/audit.ts';
import {
  anywhere,
  daysAgo,
  keyFacts,
  malformed,
  notExposed,
  now,
  safety,
  yes,
} from '../../test/helpers/facts.ts';
import type { Account } from '../model/account.ts';
import type { AccountFacts } from '../model/account-facts.ts';
import { type Fact, known } from '../model/fact.ts';
import type { Policy } from '../model/policy.ts';
import type { Finding } from '../model/report.ts';

const of = (findings: readonly Finding[], check: string) =>
  findings.find((finding) => finding.check === check);

describe('a baseline', () => {
  it('takes what an earlier report had out of the count, and leaves it in the report', async () => {
    const baseline = (await run({ bot: audited(widened) })).findings;
    const report = await run({ bot: audited(widened) }, {}, { baseline });
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
    const baseline = (await run({ bot: earlier })).findings;
    const report = await run({ bot: later }, {}, { baseline });
    expect(of(report.findings, 'withdrawal-enabled')?.inBaseline).toBe(false);
    expect(report.summary.verdict).toBe('fail');
  });

  const list = (...ips: string[]) => ({
    ...times,
    ipRestriction: known({ restricted: true, allowed: known(ips) } as const),
  });
  const expected = { expect: { permissions: null, ips: ['203.0.113.7'] } };
  const saved = (days: number, count: number): AccountFacts => ({
    ...audited(keyFacts(times, { withdraw: yes })),
    safety: safety({ newestAddressAt: daysAgo(days), withdrawalAddresses: known(count) }, notExposed),
  });
  const unknownRights = (...names: string[]) =>
    audited(keyFacts({ ...times, grants: known(names.map((name) => ({ name, scope: 'unrecognized' }))) }));

  const changes: readonly (readonly [string, string, AccountFacts, AccountFacts, Partial<Account>])[] = [
    ['a newer withdrawal address', 'unknown-withdrawal-address', saved(5, 1), saved(0.1, 2), {}],
    ['one more saved at the same time', 'unknown-withdrawal-address', saved(5, 1), saved(5, 2), {}],
    [
      'one more address that is not expected',
      'unexpected-ip',
      audited(keyFacts(list('203.0.113.7', '203.0.113.8'))),
      audited(keyFacts(list('203.0.113.7', '203.0.113.8', '198.51.100.66'))),
      expected,
    ],
    [
      'one more range',
      'wide-ip-range',
      audited(keyFacts(list('203.0.0.0/16'))),
      audited(keyFacts(list('203.0.0.0/16', '198.51.0.0/16'))),
      {},
    ],
    [
      'another address from which it can withdraw',
      'withdrawal-enabled',
      audited(keyFacts(list('203.0.113.7'), { withdraw: yes })),
      audited(keyFacts(list('198.51.100.66'), { withdraw: yes })),
      {},
    ],
    [
      'a list that is no longer told',
      'withdrawal-enabled',
      audited(keyFacts(list('203.0.113.7'), { withdraw: yes })),
      audited(
        keyFacts(
          { ...times, ipRestriction: known({ restricted: true, allowed: malformed }) },
          { withdraw: yes },
        ),
      ),
      {},
    ],
    [
      'a later change',
      'recently-modified',
      audited(keyFacts({ ...times, modifiedAt: daysAgo(20) })),
      audited(keyFacts({ ...times, modifiedAt: daysAgo(0.1) })),
      {},
    ],
    [
      'one more right, with the same gravity',
      'excess-permission',
      audited(keyFacts(times, { trade: yes })),
      audited(keyFacts(times, { trade: yes, manage: yes })),
      { purpose: 'tracker' },
    ],
    [
      'one more right of unknown meaning',
      'unrecognized-permission',
      unknownRights('Old'),
      unknownRights('Old', 'New'),
      {},
    ],
    [
      'a right that is no longer told',
      'unlisted-key',
      audited(wellKept, keyFacts({ ...named('ef'), relation: 'sibling' }, { trade: yes })),
      audited(
        wellKept,
        keyFacts({ ...named('ef'), relation: 'sibling' }, { trade: yes, withdraw: malformed }),
      ),
      {},
    ],
    [
      'a change within another finding',
      'withdrawal-enabled',
      audited(keyFacts({ ...times, ipRestriction: anywhere }, { withdraw: yes, transfer: yes })),
      audited(
        keyFacts(
          { ...times, ipRestriction: anywhere, grants: known([{ name: 'PayOut', scope: 'transfer' }]) },
          { withdraw: yes, transfer: yes },
        ),
      ),
      {},
    ],
  ];

  it.each(changes)('does not cover %s', async (_, check, earlier, later, more) => {
    const isConfigured = () => false;
    const { findings: baseline } = await run({ bot: earlier }, {}, { more, isConfigured });
    const again = await run({ bot: earlier }, {}, { more, isConfigured, baseline });
    expect(of(again.findings, check)?.inBaseline).toBe(true);
    const { findings } = await run({ bot: later }, {}, { more, isConfigured, baseline });
    expect(of(findings, check)).toMatchObject({ outcome: 'fail', inBaseline: false });
  });

  it('does not cover what the user now means otherwise', async () => {
    const facts = { bot: audited(keyFacts(times, { trade: yes, transfer: yes, manage: yes })) };
    const { findings: baseline } = await run(facts, {}, { more: { purpose: 'bot' } });
    const { findings } = await run(facts, {}, { more: { purpose: 'tracker' }, baseline });
    expect(of(findings, 'excess-permission')).toMatchObject({ severity: 'high', inBaseline: false });
  });

  it('covers the same change on a later day', async () => {
    const facts = { bot: audited(keyFacts({ ...times, modifiedAt: daysAgo(20) })) };
    const { findings: baseline } = await run(facts);
    const later = () => new Date(now.getTime() + 3 * 86_400_000);
    const { findings } = await run(facts, {}, { baseline, now: later });
    expect(of(findings, 'recently-modified')?.detail).toContain('23 days ago');
    expect(findings.map(({ inBaseline }) => inBaseline)).toEqual(findings.map(() => true));
  });

  it.each<[string, AccountFacts, AccountFacts]>([
    [
      'fewer addresses',
      audited(keyFacts(list('203.0.113.7', '203.0.113.8'), { withdraw: yes })),
      audited(keyFacts(list('203.0.113.8'), { withdraw: yes })),
    ],
    ['a list where there was none', audited(widened), audited(keyFacts(times, { withdraw: yes }))],
    [
      'fewer rights',
      audited(keyFacts({ ...times, ipRestriction: anywhere }, { withdraw: yes, transfer: yes })),
      audited(widened),
    ],
  ])('covers %s', async (_, earlier, later) => {
    const { findings: baseline } = await run({ bot: earlier });
    const { findings } = await run({ bot: later }, {}, { baseline });
    expect(of(findings, 'withdrawal-enabled')?.inBaseline).toBe(true);
  });

  describe('of a finding with parts', () => {
    const open = (more: Parameters<typeof keyFacts>[1] = {}) =>
      audited(keyFacts({ ...times, ipRestriction: anywhere }, more));
    const all = open({ withdraw: yes, transfer: yes });
    const off = { checks: { 'withdrawal-enabled': 'off' } } as const;
    const graver = { checks: { 'trade-without-ip': { severity: 'critical' } } } as const;
    const fresh = async (later: AccountFacts, policy: Partial<Policy> = {}) => {
      const { findings: baseline } = await run({ bot: all });
      expect(baseline.map(({ check }) => check)).toEqual(['withdrawal-enabled']);
      const { findings } = await run({ bot: later }, policy, { baseline });
      return findings.filter(({ inBaseline }) => !inBaseline).map(({ check }) => check);
    };

    it.each<[string, AccountFacts, Partial<Policy>]>([
      ['the right is gone that made them parts', open({ transfer: yes }), {}],
      ['one is suspected only', open({ transfer: malformed }), {}],
      ['the whole is waived', all, { waivers: [waiver()] }],
      ['the whole is off', all, off],
    ])('covers its parts where %s', async (_, later, policy) => {
      expect(await fresh(later, policy)).toEqual([]);
    });

    const grown = audited(
      keyFacts(
        { ...times, ipRestriction: anywhere, grants: known([{ name: 'sub', scope: 'transfer' }]) },
        { transfer: yes },
      ),
    );
    it.each<[string, AccountFacts, Partial<Policy>, readonly string[]]>([
      ['has grown graver', open({ transfer: yes }), graver, ['trade-without-ip']],
      ['rests on more', grown, {}, ['trade-without-ip', 'transfer-enabled']],
      ['takes in more', open({ transfer: yes, manage: yes }), {}, ['trade-without-ip', 'manage-enabled']],
      [
        'is of another key',
        audited(keyFacts({ ...times, ...named('cd'), ipRestriction: anywhere })),
        {},
        ['trade-without-ip'],
      ],
    ])('does not cover a part that %s', async (_, later, policy, expected) => {
      expect(await fresh(later, policy)).toEqual(expected);
    });
  });

  it('covers nothing of a report that does not tell what its findings rest on', async () => {
    const { findings } = await run({ bot: audited(widened) });
    const baseline = findings.map(({ evidence: _, ...older }) => older);
    expect((await run({ bot: audited(widened) }, {}, { baseline })).summary.inBaseline).toBe(0);
  });

  it('does not cover a second leak that the user tells of', async () => {
    const [one, other] = ['One', 'Other'].map((vendor) => ({ vendor, date: '2026-11-20', everyKey: true }));
    const policy = (...breaches: (typeof one)[]) => ({ breaches: breaches.flatMap((each) => each ?? []) });
    const facts = { bot: audited(wellKept) };
    const { findings: baseline } = await run(facts, policy(one));
    const { findings } = await run(facts, policy(one, other), { baseline });
    expect(of(findings, 'predates-breach')).toMatchObject({ outcome: 'fail', inBaseline: false });
  });

  it('does not cover what is new beside a fact that is no longer told', async () => {
    const saved = (newestAddressAt: Fact<Date>, count: number) => ({
      ...audited(keyFacts(times, { withdraw: malformed })),
      safety: safety({ newestAddressAt, withdrawalAddresses: known(count) }, notExposed),
    });
    const { findings: baseline } = await run({ bot: saved(daysAgo(5), 1) });
    const { findings } = await run({ bot: saved(malformed, 2) }, {}, { baseline });
    expect(of(findings, 'unknown-withdrawal-address')).toMatchObject({
      outcome: 'unverifiable',
      inBaseline: false,
    });
  });

  it('covers what is only suspected now', async () => {
    const baseline = (await run({ bot: audited(widened) })).findings;
    const report = await run({ bot: audited(keyFacts(times, { withdraw: malformed })) }, {}, { baseline });
    expect(of(report.findings, 'withdrawal-enabled')).toMatchObject({
      outcome: 'unverifiable',
      inBaseline: true,
    });
  });
});
