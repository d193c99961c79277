import { describe, expect, it } from 'vitest';
import { demoReport, finding, keyReport } from '../../test/helpers/report.ts';
import { compareWith } from '../audit/baseline.js';
import type { AccountReport, Finding, KeyReport, Report } from '../model/report.js';
import type { Severity } from '../model/severity.js';
import type { When } from '../model/target.js';
import { select, type Told } from './select.js';

const monday = Date.parse('2026-11-23T06:00:00Z');
const hour = 60 * 60 * 1_000;

const [main] = demoReport().accounts;
if (main === undefined) throw new Error('the demo has changed');
const key = keyReport({ account: 'main', fingerprint: 'sha256:1' });

const account = (overrides: Partial<AccountReport> = {}): AccountReport => ({ ...main, ...overrides });
const down = account({
  status: 'failed',
  error: { kind: 'unreachable', message: 'Kraken could not be reached.' },
});

/** A finding of the key of `main`. */
const found = (id: string, overrides: Partial<Finding> = {}) =>
  finding({ id, check: id, key: key.fingerprint, includes: [], evidence: ['a: 1'], ...overrides });

function report(
  findings: readonly Finding[],
  accounts = [account()],
  keys: readonly KeyReport[] = [key],
): Report {
  return demoReport({ findings, accounts, keys });
}

/** What a target hears of one audit after the other, an hour apart or at these hours. */
function hear(
  when: readonly When[],
  reports: readonly Report[],
  { failOn = 'high' as Severity, hours = reports.map((_, index) => index) } = {},
) {
  let told: Told | null = null;
  return reports.map((each, index) => {
    const now = monday + (hours[index] ?? 0) * hour;
    const selected = select({ report: each, failOn, now }, when, told, compareWith);
    told = selected.told;
    const { news, isHeartbeat } = selected;
    if (news === null) return isHeartbeat ? 'heartbeat' : null;
    return {
      occasion: news.occasion,
      fresh: news.fresh.map(({ id }) => id),
      still: news.still.map(({ id }) => id),
      gone: news.gone.map(({ id }) => id),
      back: news.back.map(({ name }) => name),
      failed: news.failed.map(({ name }) => name),
    };
  });
}

const nothing = { fresh: [], still: [], gone: [], back: [], failed: [] };

describe('changes', () => {
  const changes = (...reports: readonly Report[]) => hear(['changes'], reports);
  const one = found('one');

  it('tells the state as a whole at first, though nothing is wrong', () => {
    expect(changes(report([]))).toEqual([{ ...nothing, occasion: 'changes' }]);
    expect(changes(report([one]))).toMatchObject([{ fresh: ['one'] }]);
  });

  it('tells each finding once', () => {
    const told = changes(
      report([one]),
      report([one]),
      report([one, found('two', { severity: 'low' })]),
      report([one]),
    );
    expect(told).toMatchObject([
      { fresh: ['one'] },
      null,
      { fresh: ['two'], still: ['one'], gone: [] },
      { fresh: [], gone: ['two'] },
    ]);
  });

  it.each<[string, Partial<Finding>]>([
    ['graver', { severity: 'critical' }],
    ['for another reason as well', { evidence: ['a: 1', 'b: 2'] }],
    ['for another reason', { evidence: ['a: 2'] }],
  ])('tells one again that is %s', (_, worse) => {
    const before = found('one', { severity: 'high' });
    expect(changes(report([before]), report([found('one', { severity: 'high', ...worse })]))).toMatchObject([
      {},
      { fresh: ['one'] },
    ]);
  });

  it.each<[string, Partial<Finding>]>([
    ['milder', { severity: 'low' }],
    ['worded otherwise', { title: 'other', detail: 'words' }],
    ['not verifiable now', { outcome: 'unverifiable', evidence: ['a: unknown'] }],
  ])('does not tell one again that is %s', (_, change) => {
    expect(changes(report([one]), report([found('one', change)]))[1]).toBeNull();
  });

  it('tells a widening again after a narrowing', () => {
    const wide = found('one', { evidence: ['ip: 1', 'ip: 2'] });
    const narrow = found('one', { evidence: ['ip: 1'] });
    expect(changes(report([wide]), report([narrow]), report([wide]))).toMatchObject([
      {},
      null,
      { fresh: ['one'] },
    ]);
  });

  it('takes what is not known for what was told, so that a lapse is no news', () => {
    const lapse = found('one', { evidence: ['a: unknown'] });
    expect(changes(report([one]), report([lapse]), report([one])).slice(1)).toEqual([null, null]);
    const other = found('one', { evidence: ['a: 2'] });
    expect(changes(report([one]), report([lapse]), report([other]))[2]).toMatchObject({ fresh: ['one'] });
  });

  it('does not tell what could not be verified, nor that it comes and goes', () => {
    const doubt = found('one', { outcome: 'unverifiable' });
    expect(changes(report([doubt]), report([]), report([doubt])).slice(1)).toEqual([null, null]);
    expect(changes(report([doubt]), report([one]))[1]).toMatchObject({ fresh: ['one'] });
  });

  it.each<[string, Report]>([
    ['was not reached', report([], [down], [])],
    ['was asked in part', report([], [account({ status: 'partial' })])],
    ['was not asked for this time', report([], [account({ name: 'other' })], [])],
  ])('does not say that a finding is gone whose account %s', (_, lapse) => {
    const told = changes(report([one]), lapse, report([one]));
    expect(told[1]?.valueOf() ?? nothing).toMatchObject({ gone: [] });
    expect(told[2]).not.toMatchObject({ fresh: ['one'] });
  });

  it.each<[string, Report['history']]>([
    ['there was none', null],
    ['it could not be opened', { comparedWith: null, firstSeen: [], problem: 'The history is locked.' }],
    ['it has begun anew', { comparedWith: null, firstSeen: ['main'], problem: null }],
  ])('does not say that a change is gone where nothing was compared: %s', (_, history) => {
    const compared = { comparedWith: '2026-11-22T06:00:00.000Z', firstSeen: [], problem: null };
    const comparedBy = (change: Report['history'], ...findings: Finding[]) => ({
      ...report(findings),
      history: change,
    });
    const change = found('permission-widened');
    const told = changes(
      comparedBy(compared, change),
      comparedBy(history),
      comparedBy(compared, change),
      comparedBy(compared),
    );
    expect(told.slice(1)).toMatchObject([null, null, { gone: ['permission-widened'] }]);
  });

  it('does not say that a finding is gone whose key was not looked at', () => {
    expect(changes(report([one]), report([], [account()], []), report([one])).slice(1)).toEqual([null, null]);
  });

  it('does not say that a finding is gone that is told within another', () => {
    const { check, severity, title, detail, evidence, remediation } = one;
    const whole = found('two', { includes: [{ check, severity, title, detail, evidence, remediation }] });
    expect(changes(report([one]), report([whole]), report([one]))).toMatchObject([
      {},
      { fresh: ['two'], gone: [] },
      { fresh: [], gone: ['two'] },
    ]);
  });

  it('tells that a finding is waived, and tells it anew when that has ended', () => {
    const waived = { ...one, waiver: { reason: 'r', expires: '2026-12-01', owner: null } };
    expect(changes(report([one]), report([waived]), report([waived]), report([one]))).toMatchObject([
      {},
      { gone: ['one'] },
      null,
      { fresh: ['one'] },
    ]);
  });

  it('takes no notice of one that is in a baseline', () => {
    const old = { ...one, inBaseline: true };
    expect(changes(report([old]), report([old]))).toEqual([{ ...nothing, occasion: 'changes' }, null]);
    expect(changes(report([one]), report([old]), report([one])).slice(1)).toEqual([null, null]);
  });

  it('tells once that an account could not be audited, why it is another reason, and that it is back', () => {
    const refused = account({ status: 'failed', error: { kind: 'invalid-credentials', message: 'x' } });
    const told = changes(
      report([]),
      report([], [down]),
      report([], [down]),
      report([], [refused]),
      report([]),
      report([]),
    );
    expect(told).toMatchObject([
      { failed: [] },
      { failed: ['main'] },
      null,
      { failed: ['main'] },
      { failed: [], back: ['main'] },
      null,
    ]);
  });

  it('does not take an account for back that was not asked for', () => {
    const other = report([], [account({ name: 'other' })], []);
    expect(changes(report([], [down]), other, report([], [down])).slice(1)).toEqual([null, null]);
  });

  it('forgets what was not seen for longer than 90 days', () => {
    const elsewhere = {
      ...report([], [account({ name: 'other' })], []),
      startedAt: '2027-03-01T06:00:00.000Z',
    };
    expect(changes(report([one]), elsewhere, report([one]))).toMatchObject([{}, null, { fresh: ['one'] }]);
  });
});

describe('findings', () => {
  const grave = report([found('one', { severity: 'high' })]);
  const mild = report([found('one', { severity: 'medium' })]);

  it('tells those at or above the threshold, and nothing else', () => {
    expect(hear(['findings'], [report([]), mild, grave, report([])])).toMatchObject([
      null,
      null,
      { occasion: 'findings', fresh: ['one'] },
      null,
    ]);
  });

  it('tells one again at once that has become graver again', () => {
    expect(hear(['findings'], [grave, mild, grave])).toMatchObject([
      { fresh: ['one'] },
      null,
      { fresh: ['one'] },
    ]);
  });

  it('tells the same ones again once a day', () => {
    const told = hear(['findings'], [grave, grave, grave, grave], { hours: [0, 1, 22, 24] });
    expect(told).toMatchObject([{ fresh: ['one'] }, null, null, { fresh: [], still: ['one'] }]);
  });

  it('tells that an account could not be audited, which is no less grave', () => {
    expect(hear(['findings'], [report([]), report([], [down])])).toMatchObject([null, { failed: ['main'] }]);
  });

  it('does not wait for ever where the clock was set back', () => {
    expect(hear(['findings'], [grave, grave], { hours: [0, -48] })[1]).toMatchObject({ still: ['one'] });
  });
});

it('always tells each audit, and what is new in it', () => {
  const one = report([found('one')]);
  expect(hear(['always'], [one, one])).toMatchObject([
    { occasion: 'report', fresh: ['one'] },
    { occasion: 'report', fresh: [], still: ['one'] },
  ]);
});

describe('heartbeat', () => {
  it('is told once a day, though a daily run begins a little earlier than the day before', () => {
    const reports = Array(5).fill(report([]));
    expect(hear(['heartbeat'], reports, { hours: [0, 1, 12, 23.9, 24.1] })).toEqual([
      'heartbeat',
      null,
      null,
      'heartbeat',
      null,
    ]);
  });

  it('does not wait for ever where the clock was set back', () => {
    expect(hear(['heartbeat'], [report([]), report([])], { hours: [0, -1] })).toEqual([
      'heartbeat',
      'heartbeat',
    ]);
  });

  it('does not take a finding for told', () => {
    const one = report([found('one')]);
    const first = select({ report: one, failOn: 'high', now: monday }, ['heartbeat'], null, compareWith);
    expect(
      select({ report: one, failOn: 'high', now: monday }, ['changes'], first.told, compareWith).news,
    ).toMatchObject({ fresh: [{ id: 'one' }] });
  });
});
