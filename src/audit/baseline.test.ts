import { describe, expect, it } from 'vitest';
import { audited, run, times, widened } from '../../test/helpers/audit.ts';
import { anywhere, keyFacts, malformed, yes } from '../../test/helpers/facts.ts';
import type { AccountFacts } from '../model/account-facts.ts';
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

  it('covers what is only suspected now', async () => {
    const baseline = (await run({ bot: audited(widened) })).findings;
    const report = await run({ bot: audited(keyFacts(times, { withdraw: malformed })) }, {}, { baseline });
    expect(of(report.findings, 'withdrawal-enabled')).toMatchObject({
      outcome: 'unverifiable',
      inBaseline: true,
    });
  });
});
