import { isDrift } from '../model/history.js';
import type { Finding, FindingPart, Report } from '../model/report.js';

/** What a target was told of a finding. */
export interface ToldFinding
  extends Pick<
    Finding,
    'id' | 'check' | 'outcome' | 'severity' | 'account' | 'exchange' | 'key' | 'file' | 'title' | 'evidence'
  > {
  readonly includes: readonly Pick<FindingPart, 'check' | 'severity' | 'evidence'>[];
  /** The last day on which it was there. */
  readonly seenOn: string;
  /** Set of a change where an audit since had no history of its account: it began anew, or could not be read. */
  readonly isLost?: boolean;
}

/** A finding that a target was told and that is not open any more. */
export interface Gone extends ToldFinding {
  /** The last day of the waiver that it has now; null where it was looked for, and is not there. */
  readonly waivedUntil: string | null;
}

/** Marks, as `inBaseline`, the findings that are no worse than what was told. */
export type Compare = (told: readonly ToldFinding[], findings: readonly Finding[]) => readonly Finding[];

/** What is not seen again for so long is no longer remembered as told. */
const rememberedDays = 90;

/** What is new of the open findings, what is not, and what is remembered of both. */
export function sortOut(
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
export function sortGone(
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
    else if (daysBetween(mark.seenOn, dayOf(report)) <= rememberedDays)
      kept.push(isLost(mark, report) ? { ...mark, isLost: true } : mark);
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

function isLost({ check, account }: ToldFinding, { history }: Report): boolean {
  return isDrift(check) && history?.firstSeen.includes(account) === true;
}

/** Whether there was an earlier scan of the account to find changes by. */
function isCompared(account: string, { history }: Report): boolean {
  return history !== null && history.problem === null && !history.firstSeen.includes(account);
}

function dayOf({ startedAt }: Report): string {
  return startedAt.slice(0, 10);
}

function daysBetween(one: string, other: string): number {
  return Math.abs(Date.parse(other) - Date.parse(one)) / 86_400_000;
}
