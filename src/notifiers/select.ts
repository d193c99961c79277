import type { AccountReport, Finding, Report } from '../model/report.js';
import { isAtLeast, type Severity } from '../model/severity.js';
import type { When } from '../model/target.js';
import { type Compare, type Gone, sortGone, sortOut, type ToldFinding } from './marks.js';

/** An account of which a target was told that it could not be audited. */
export interface ToldFailure extends Pick<AccountReport, 'name' | 'exchange'> {
  readonly kind: string;
}

/** What one target was told until now: plain data, which waits on disk for the next audit. */
export interface Told {
  readonly findings: readonly ToldFinding[];
  readonly failures: readonly ToldFailure[];
  /** Milliseconds since 1970; null where it was not yet. */
  readonly findingsAt: number | null;
  readonly heartbeatAt: number | null;
}

/** What a target is to hear of an audit. */
export interface News {
  readonly occasion: 'changes' | 'findings' | 'report';
  /** Whether it hears of the whole state for the first time. */
  readonly isFirst: boolean;
  /** What it was not told before, or is worse than it was told. */
  readonly fresh: readonly Finding[];
  /** What it was told, and is open still. */
  readonly still: readonly Finding[];
  readonly gone: readonly Gone[];
  /** Accounts that could not be audited, and were so when it was last told, or not. */
  readonly failed: readonly AccountReport[];
  readonly isFailureNew: boolean;
  /** Accounts that could not be audited when it was last told, and were now. */
  readonly back: readonly ToldFailure[];
}

export interface Audited {
  readonly report: Report;
  readonly failOn: Severity;
  /** Milliseconds since 1970. */
  readonly now: number;
}

export interface Selected {
  /** null where nothing is to be told. */
  readonly news: News | null;
  readonly isHeartbeat: boolean;
  /** What the target was told, once it has the news. */
  readonly told: Told;
}

/** A day, but for an hour: what runs once a day does not begin at the same second. */
const dayMs = 23 * 60 * 60 * 1_000;

/**
 * Chooses what a target hears of an audit.
 *
 * What could not be verified is no news by itself: a fact that an exchange tells today and not tomorrow would be a
 * message each day. It is told with the state as a whole, and counted in each message. Neither is a finding gone that
 * is only unverifiable now, or whose account or key was not looked at.
 *
 * @param told null for a target that was never told anything
 */
export function select(
  audited: Audited,
  when: readonly When[],
  told: Told | null,
  compare: Compare,
): Selected {
  const { report, failOn, now } = audited;
  const before = told ?? { findings: [], failures: [], findingsAt: null, heartbeatAt: null };
  const tellsAll = when.includes('changes') || when.includes('always');
  const open = openFindings(report).filter(
    ({ outcome, severity }) => outcome === 'fail' && (tellsAll || isAtLeast(severity, failOn)),
  );
  const { fresh, still, marks } = sortOut(open, before.findings, report, compare);
  const { gone, kept } = sortGone(before.findings, new Set(marks.map(({ id }) => id)), report);
  const failed = report.accounts.filter(({ status }) => status === 'failed');
  const news: Omit<News, 'occasion'> = {
    ...{ isFirst: before.findingsAt === null && tellsAll, fresh, still, gone, failed },
    isFailureNew: failed.some(
      ({ name, error }) => !before.failures.some((each) => each.name === name && each.kind === error?.kind),
    ),
    back: before.failures.filter(({ name }) =>
      report.accounts.some((account) => account.name === name && isAudited(account)),
    ),
  };
  const occasion = occasionOf(news, when, isDue(before.findingsAt, now));
  const isHeartbeat = when.includes('heartbeat') && isDue(before.heartbeatAt, now);
  const heartbeatAt = isHeartbeat ? now : before.heartbeatAt;
  // Who hears heartbeats alone is told no finding by them.
  if (!tellsAll && !when.includes('findings'))
    return { news: null, isHeartbeat, told: { ...before, heartbeatAt } };
  return {
    news: occasion === null ? null : { ...news, occasion },
    isHeartbeat,
    told: {
      findings: [...marks, ...kept],
      failures: nextFailures(before.failures, failed, report),
      findingsAt: occasion === null ? before.findingsAt : now,
      heartbeatAt,
    },
  };
}

function occasionOf(
  { isFirst, fresh, still, gone, failed, isFailureNew, back }: Omit<News, 'occasion'>,
  when: readonly When[],
  isReminderDue: boolean,
): News['occasion'] | null {
  if (when.includes('always')) return 'report';
  const isWorse = fresh.length > 0 || isFailureNew;
  if (when.includes('changes') && (isFirst || isWorse || gone.length > 0 || back.length > 0))
    return 'changes';
  const isBad = still.length > 0 || failed.length > 0;
  return when.includes('findings') && (isWorse || (isBad && isReminderDue)) ? 'findings' : null;
}

/** Open: neither waived nor in the baseline. */
export function openFindings({ findings }: Report): readonly Finding[] {
  return findings.filter(({ waiver, inBaseline }) => waiver === null && !inBaseline);
}

/** A time that lies ahead was noted by a clock that has since been set back. */
function isDue(last: number | null, now: number): boolean {
  return last === null || now - last >= dayMs || last > now;
}

function isAudited({ status }: AccountReport): boolean {
  return status === 'audited' || status === 'partial';
}

function nextFailures(
  before: readonly ToldFailure[],
  failed: readonly AccountReport[],
  { accounts }: Report,
): readonly ToldFailure[] {
  const here = new Set(accounts.map(({ name }) => name));
  return [
    ...failed.map(({ name, exchange, error }) => ({ name, exchange, kind: error?.kind ?? '' })),
    ...before.filter(({ name }) => !here.has(name)),
  ];
}
