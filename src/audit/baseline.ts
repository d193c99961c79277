import type { Finding, FindingPart } from '../model/report.js';
import { isAtLeast } from '../model/severity.js';
import { fromAnywhere } from './evidence.js';

/** Reports of older versions do not tell what their findings rest on. */
interface Compared {
  readonly evidence?: readonly string[] | undefined;
}

/** What is compared of an earlier report's finding. */
export type BaselineFinding = Pick<Finding, 'id' | 'key' | 'outcome' | 'severity'> &
  Compared & {
    /** Reports of older versions know no files. */
    readonly file?: string | null | undefined;
    readonly includes: readonly (Pick<FindingPart, 'check' | 'severity'> & Compared)[];
  };

/** Marks the findings that an earlier report had, by themselves or within another. */
export function compareWith(
  baseline: readonly BaselineFinding[],
  findings: readonly Finding[],
): readonly Finding[] {
  if (baseline.length === 0) return findings;
  const before = new Map(baseline.map((finding) => [finding.id, finding]));
  const within = new Map(
    baseline.flatMap((whole) =>
      whole.includes.map(({ check, severity, evidence }) => [
        partName(check, whole),
        { ...whole, severity, evidence },
      ]),
    ),
  );
  return findings.map((finding) => {
    const earlier = before.get(finding.id) ?? within.get(partName(finding.check, finding));
    return earlier !== undefined && isNoWorse(finding, earlier) ? { ...finding, inBaseline: true } : finding;
  });
}

/** What a part of a finding was about. */
function partName(check: string, { key, file = null }: Pick<BaselineFinding, 'key' | 'file'>): string {
  return JSON.stringify([check, key, file]);
}

/**
 * What was unverifiable and is now found is new; so is what has grown graver, takes in more than it did, or rests on
 * anything that it did not rest on: another address, a later change. What was found and is now only suspected is not.
 */
function isNoWorse(now: Finding, before: BaselineFinding): boolean {
  if (!isAtLeast(before.severity, now.severity)) return false;
  if (before.outcome !== now.outcome) {
    const told = now.evidence.filter((text) => !text.endsWith(': unknown'));
    return before.outcome === 'fail' && restsOnNoMore({ evidence: told }, before);
  }
  const parts = new Map(before.includes.map((part) => [part.check, part]));
  return (
    restsOnNoMore(now, before) && now.includes.every((part) => restsOnNoMore(part, parts.get(part.check)))
  );
}

function restsOnNoMore({ evidence }: Pick<Finding, 'evidence'>, before: Compared | undefined): boolean {
  if (before?.evidence === undefined) return false;
  const had = new Set(before.evidence);
  return evidence.every(
    // Any list is less than none, and a right that is only suspected less than one that is held.
    (text) =>
      had.has(text) ||
      (had.has(fromAnywhere) && text.startsWith('ipRestriction.allowed: ')) ||
      (text.startsWith('permissions.') && had.has(text.replace(/: unknown$/, ': true'))),
  );
}
