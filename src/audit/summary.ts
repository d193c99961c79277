import type { AccountReport, Finding, ReportVerdict, Summary } from '../model/report.js';
import { isAtLeast, type Severity, severities } from '../model/severity.js';

/**
 * Counts, and the verdict. What was found outranks what could not be looked at; an account that could not be
 * audited outranks a clean rest.
 */
export function summarize(
  accounts: readonly AccountReport[],
  keys: number,
  findings: readonly Finding[],
  failOn: Severity,
): Summary {
  const unwaived = findings.filter(({ waiver }) => waiver === null);
  const open = unwaived.filter(({ outcome }) => outcome === 'fail');
  const counts = severities.map((severity) => [
    severity,
    open.filter((finding) => finding.severity === severity).length,
  ]);
  return {
    verdict: verdict(accounts, open, failOn),
    accounts: accounts.length,
    keys,
    findings: Object.fromEntries(counts) as Record<Severity, number>,
    unverifiable: unwaived.length - open.length,
    waived: findings.length - unwaived.length,
  };
}

function verdict(
  accounts: readonly AccountReport[],
  open: readonly Finding[],
  failOn: Severity,
): ReportVerdict {
  if (open.some(({ severity }) => isAtLeast(severity, failOn))) return 'fail';
  return accounts.every(({ status }) => status === 'audited') ? 'pass' : 'incomplete';
}
