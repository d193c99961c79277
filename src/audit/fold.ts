import type { Check } from '../model/check.js';
import type { Finding, FindingPart } from '../model/report.js';
import { isAtLeast } from '../model/severity.js';

/**
 * One cause, one finding: what is wrong with a key is told by the check that says it in the gravest words, and the
 * findings that are parts of it (`partOf` of their checks) are told within it. A waived finding takes nothing in: what
 * the user accepted must not hide the rest.
 * @param findings of one key or account
 */
export function fold(findings: readonly Finding[], checks: readonly Check[]): readonly Finding[] {
  const open = findings.filter(({ outcome, waiver }) => outcome === 'fail' && waiver === null);
  const partOf = new Map(checks.map((check) => [check.id, check.partOf ?? []]));
  /** The finding that tells of this one, through as many steps as it takes; undefined where it stands by itself. */
  const wholeOf = (part: Finding): Finding | undefined => {
    const whole = (partOf.get(part.check) ?? [])
      .flatMap((id) => open.filter(({ check }) => check === id))
      .find(({ severity }) => isAtLeast(severity, part.severity));
    return whole === undefined ? undefined : (wholeOf(whole) ?? whole);
  };
  const ending = new Set(checks.filter(({ endsParts }) => endsParts === true).map(({ id }) => id));
  const toPart = (part: Finding, whole: Finding): FindingPart => ({
    check: part.check,
    severity: part.severity,
    title: part.title,
    detail: part.detail,
    evidence: part.evidence,
    remediation: ending.has(whole.check) ? whole.remediation : part.remediation,
  });
  const wholes = new Map(open.map((finding) => [finding, wholeOf(finding)]));
  return findings
    .filter((finding) => wholes.get(finding) === undefined)
    .map((finding) => {
      const parts = open.filter((other) => wholes.get(other) === finding);
      return parts.length === 0
        ? finding
        : { ...finding, includes: parts.map((part) => toPart(part, finding)) };
    });
}
