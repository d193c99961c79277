import type { Finding } from '../model/report.js';
import { isAtLeast } from '../model/severity.js';

/** What is compared of an earlier report's finding. */
export type BaselineFinding = Pick<Finding, 'id' | 'outcome' | 'severity'> & {
  readonly includes: readonly { readonly check: string }[];
};

/** Marks the findings that an earlier report had. */
export function compareWith(
  baseline: readonly BaselineFinding[],
  findings: readonly Finding[],
): readonly Finding[] {
  if (baseline.length === 0) return findings;
  const before = new Map(baseline.map((finding) => [finding.id, finding]));
  return findings.map((finding) => {
    const earlier = before.get(finding.id);
    return earlier !== undefined && isNoWorse(finding, earlier) ? { ...finding, inBaseline: true } : finding;
  });
}

/** What was unverifiable and is now found is new; so is what has grown graver, or takes in more than it did. */
function isNoWorse(now: Finding, before: BaselineFinding): boolean {
  const had = new Set(before.includes.map(({ check }) => check));
  return (
    (before.outcome === 'fail' || now.outcome === 'unverifiable') &&
    isAtLeast(before.severity, now.severity) &&
    now.includes.every(({ check }) => had.has(check))
  );
}
