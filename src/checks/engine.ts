import type { Check, FactName, Facts, JudgeContext } from '../model/check.js';
import type { Unknown } from '../model/fact.js';
import type { Severity } from '../model/severity.js';

/** What a check came to for one key or account, if not that all is well. */
export type Judgement =
  | (Said & { readonly outcome: 'fail'; readonly names: readonly string[] })
  | (Said & { readonly outcome: 'unverifiable' });

interface Said {
  readonly severity: Severity;
  readonly detail: string;
}

/**
 * Runs a check on a key's or an account's facts. A fact that the check needs and that is not known makes it
 * unverifiable: here and nowhere else, so that no check can take silence for a good answer. null: it passed, or does not apply.
 */
export function runCheck(check: Check, facts: Facts, context: JudgeContext): Judgement | null {
  const missing = check.needs.filter((name) => !facts(name).known);
  if (missing.length > 0) return unverifiable(check, facts, missing);
  const needed = Object.fromEntries(check.needs.map((name) => [name, knownValue(facts, name)]));
  const wanted = Object.fromEntries(check.wants.map((name) => [name, facts(name)]));
  // Both objects have exactly the names that the check declares; its type says no more than that.
  const verdict = check.judge(needed as never, wanted as never, context);
  switch (verdict.outcome) {
    case 'pass':
    case 'not-applicable':
      return null;
    case 'fail':
      return verdict;
    case 'lacking':
      return unverifiable(check, facts, verdict.facts);
    case 'undecided':
      return { outcome: 'unverifiable', severity: check.severity, detail: verdict.detail };
  }
}

function knownValue(facts: Facts, name: FactName) {
  const fact = facts(name);
  if (!fact.known) throw new Error(`${name} is not known`);
  return fact.value;
}

/** Says which facts are missing and why; each reason once, however many facts it explains. */
function unverifiable(check: Check, facts: Facts, names: readonly FactName[]): Judgement {
  const namesByDetail = new Map<string, FactName[]>();
  for (const name of names) {
    const { detail } = facts(name) as Unknown;
    namesByDetail.set(detail, [...(namesByDetail.get(detail) ?? []), name]);
  }
  const detail = [...namesByDetail]
    .map(([why, unknown]) => `${unknown.join(', ')} unknown: ${why}`)
    .join('; ');
  return { outcome: 'unverifiable', severity: check.severity, detail };
}
