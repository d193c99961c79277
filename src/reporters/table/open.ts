import type { Finding, Outcome, Report } from '../../model/report.js';

/** Whether a finding counts: a waiver covers it, or an earlier report had it, or else it is open. */
export type FindingStatus = 'open' | 'waived' | 'in-baseline';

export function statusOf({ waiver, inBaseline }: Finding): FindingStatus {
  if (waiver !== null) return 'waived';
  return inBaseline ? 'in-baseline' : 'open';
}

/** The findings of an outcome that no waiver covers, and that no earlier report had. */
export function openOf({ findings }: Report, outcome: Outcome): readonly Finding[] {
  return findings.filter((finding) => finding.outcome === outcome && statusOf(finding) === 'open');
}
