import { isDrift } from '../model/history.js';
import type { AccountReport, Finding, FindingPart, Report } from '../model/report.js';
import { isAtLeast, type Severity } from '../model/severity.js';
import type { When } from '../model/target.js';

/** What a target was told of a finding. */
export interface ToldFinding
  extends Pick<
    Finding,
    'id' | 'check' | 'outcome' | 'severity' | 'account' | 'exchange' | 'key' | 'file' | 'title' | 'evidence'
  > {
  readonly includes: readonly Pick<FindingPart, 'check' | 'severity' | 'evidence'>[];
  /** The last day on which it was there. */
  readonly seenOn: string;
}

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

/** A finding that a target was told and that is not open any more. */
export interface Gone extends ToldFinding {
  /** The last day of the waiver that it has now; null where it was looked for, and is not there. */
  readonly waivedUntil: string | null;
}

export interface Audited {
  readonly report: Report;
  readonly failOn: Severity;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Marks, as `inBaseline`, the findings that are no worse than what was told. */
export type Compare = (told: readonly ToldFinding[], findings: readonly Finding[]) => readonly Finding[];

export interface Selected {
  /** null where nothing is to be told. */
  readonly news: News | null;
  readonly isHeartbeat: boolean;
  /** What the target was told, once it has the news. */
  readonly told: Told;
}

/** A day, but for an hour: what runs once a day does not begin at the same second. */
const dayMs = 23 * 60 * 60 * 1_000;

/** What is not seen again for so long is no longer remembered as told. */
const rememberedDays = 90;

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

/** What is new of the open findings, what is not, and what is remembered of both. */
function sortOut(
  open: readonly Finding[],
  told: readonly ToldFinding[],
  report: Report,
  compare: Compare,
): { fresh: readonly Finding[]; still: readonly Finding[]; marks: readonly ToldFinding[] } {
  const before = new Map(told.map((finding) => [finding.id, finding]));
  const assumed = open.map((finding) => assume(finding, before.get(finding.id)));
  const known = new Set(compare(told, assumed).flatMap(({ id, inBaseline }) => (inBaseline ? [id] : [])));
  return {
    fresh: open.filter(({ id }) => !known.has(id)),
    still: open.filter(({ id }) => known.has(id)),
    marks: assumed.map((finding) => toMark(finding, dayOf(report))),
  };
}

/** What is not known of a finding this time is taken to be as it was told: else each lapse would be news twice. */
function assume(finding: Finding, before: ToldFinding | undefined): Finding {
  if (before === undefined) return finding;
  const partsBefore = new Map(before.includes.map((part) => [part.check, part.evidence]));
  return {
    ...finding,
    evidence: assumeEvidence(finding.evidence, before.evidence),
    includes: finding.includes.map((part) => ({
      ...part,
      evidence: assumeEvidence(part.evidence, partsBefore.get(part.check) ?? []),
    })),
  };
}

function assumeEvidence(now: readonly string[], before: readonly string[]): readonly string[] {
  return now.flatMap((text) => {
    if (!text.endsWith(': unknown')) return [text];
    const start = text.slice(0, -'unknown'.length);
    const told = before.filter((each) => each.startsWith(start));
    return told.length === 0 ? [text] : told;
  });
}

function toMark(finding: Finding, seenOn: string): ToldFinding {
  const { id, check, outcome, severity, account, exchange, key, file, title, evidence } = finding;
  return {
    ...{ id, check, outcome, severity, account, exchange, key, file, title, evidence, seenOn },
    includes: finding.includes.map((part) => ({
      ...{ check: part.check, severity: part.severity, evidence: part.evidence },
    })),
  };
}

/** Of what was told and is not open now: what is gone, and what is remembered since nobody knows. */
function sortGone(
  told: readonly ToldFinding[],
  open: ReadonlySet<string>,
  report: Report,
): { gone: readonly Gone[]; kept: readonly ToldFinding[] } {
  const gone: Gone[] = [];
  const kept: ToldFinding[] = [];
  const there = new Map(report.findings.map((finding) => [finding.id, finding]));
  for (const mark of told.filter(({ id }) => !open.has(id))) {
    const finding = there.get(mark.id);
    if (finding !== undefined && finding.waiver !== null) {
      gone.push({ ...mark, waivedUntil: finding.waiver.expires });
    } else if (finding !== undefined) kept.push(markOfUntold(finding, mark, report));
    else if (isJudged(mark, report)) gone.push({ ...mark, waivedUntil: null });
    else if (daysBetween(mark.seenOn, dayOf(report)) <= rememberedDays) kept.push(mark);
  }
  return { gone, kept };
}

/** What is below the threshold is known to be milder, so that it is news once it is graver again. */
function markOfUntold(finding: Finding, before: ToldFinding, report: Report): ToldFinding {
  const isMilder = finding.outcome === 'fail' && !finding.inBaseline;
  return isMilder ? toMark(assume(finding, before), dayOf(report)) : { ...before, seenOn: dayOf(report) };
}

/** Whether an audit would have found it, were it there: its account, key and file were looked at. */
function isJudged({ account, key, file, check }: ToldFinding, report: Report): boolean {
  const { accounts, keys, findings } = report;
  if (isDrift(check) && !isCompared(account, report)) return false;
  const audited = accounts.find(({ name }) => name === account);
  if (audited?.status !== 'audited') return false;
  if (file !== null) return audited.storage?.some(({ path }) => path === file) === true;
  if (key !== null && !keys.some(({ fingerprint }) => fingerprint === key)) return false;
  // What is told within a graver finding of the same cause is there still.
  return !findings.some((one) => one.key === key && one.includes.some((part) => part.check === check));
}

/** Whether there was an earlier scan of the account to find changes by. */
function isCompared(account: string, { history }: Report): boolean {
  return history !== null && history.problem === null && !history.firstSeen.includes(account);
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

function dayOf({ startedAt }: Report): string {
  return startedAt.slice(0, 10);
}

function daysBetween(one: string, other: string): number {
  return Math.abs(Date.parse(other) - Date.parse(one)) / 86_400_000;
}
