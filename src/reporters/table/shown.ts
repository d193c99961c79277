import type { Finding, Report } from '../../model/report.js';
import { isAtLeast, type Severity, severities } from '../../model/severity.js';
import { statusOf } from './open.js';

/** The report without the findings that are milder; its summary still counts them, and its verdict is the same. */
export function withoutMilder(report: Report, show: Severity): Report {
  return { ...report, findings: report.findings.filter(({ severity }) => isAtLeast(severity, show)) };
}

/** How many findings are left out for being milder, in a sentence each; none where nothing is. */
export function leftOut({ findings }: Report, show: Severity): readonly string[] {
  const milder = findings.filter(({ severity }) => !isAtLeast(severity, show));
  const counts = [...severities, 'unverified', 'waived']
    .map((kind) => ({ kind, count: milder.filter((finding) => kindOf(finding) === kind).length }))
    .filter(({ count }) => count > 0)
    .map(({ kind, count }) => `${count} ${kind}`);
  return counts.length === 0 ? [] : [`Not shown, being milder than ${show}: ${counts.join(', ')}.`];
}

/** The word that a finding is counted by; undefined where the report shows it nowhere anyway. */
function kindOf(finding: Finding): string | undefined {
  const status = statusOf(finding);
  if (status === 'waived') return 'waived';
  if (status === 'in-baseline') return undefined;
  return finding.outcome === 'unverifiable' ? 'unverified' : finding.severity;
}
