import type { Finding, Outcome, Report } from '../../model/report.js';

/** The findings of an outcome that no waiver covers, and that no earlier report had. */
export function openOf({ findings }: Report, outcome: Outcome): readonly Finding[] {
  return findings.filter(
    (finding) => finding.outcome === outcome && finding.waiver === null && !finding.inBaseline,
  );
}
