import type { Policy } from '../model/policy.js';
import type { AccountReport, Finding, ReportVerdict, Summary, WaiverReport } from '../model/report.js';
import { isAtLeast, severities } from '../model/severity.js';

/** What a report is summed up from. */
export interface Found {
  readonly accounts: readonly AccountReport[];
  readonly keys: number;
  readonly findings: readonly Finding[];
  readonly waivers: readonly WaiverReport[];
}

/**
 * Counts, and the verdict. What was found outranks what could not be looked at; an account that could not be
 * audited outranks a clean rest. One that was not meant to be asked is no failure: the report says what was looked at.
 */
export function summarize(found: Found, policy: Pick<Policy, 'failOn' | 'strict'>): Summary {
  const { accounts, keys, findings } = found;
  const unwaived = findings.filter(({ waiver, inBaseline }) => waiver === null && !inBaseline);
  const open = unwaived.filter(({ outcome }) => outcome === 'fail');
  const counts = severities.map((severity) => [
    severity,
    open.filter((finding) => finding.severity === severity).length,
  ]);
  return {
    verdict: verdict(found, policy.strict ? unwaived : open, policy),
    accounts: accounts.length,
    notAsked: accounts.filter(({ status }) => status === 'not-asked').length,
    keys,
    // One entry for each severity.
    findings: Object.fromEntries(counts) as Summary['findings'],
    unverifiable: unwaived.length - open.length,
    waived: findings.filter(({ waiver }) => waiver !== null).length,
    inBaseline: findings.filter(({ waiver, inBaseline }) => waiver === null && inBaseline).length,
  };
}

/** @param failing what fails the audit where it is grave enough */
function verdict(
  { accounts, waivers }: Found,
  failing: readonly Finding[],
  { failOn, strict }: Pick<Policy, 'failOn' | 'strict'>,
): ReportVerdict {
  if (failing.some(({ severity }) => isAtLeast(severity, failOn))) return 'fail';
  if (strict && waivers.some(({ state }) => state !== 'used')) return 'fail';
  return accounts.every(isLookedAt) ? 'pass' : 'incomplete';
}

/** One that was not asked is looked at where its files are. */
function isLookedAt({ status, storage }: AccountReport): boolean {
  return status === 'audited' || (status === 'not-asked' && storage !== null);
}
