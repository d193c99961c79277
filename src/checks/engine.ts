import { type Check, type FactName, factOf, type JudgeContext } from '../model/check.js';
import type { Unknown } from '../model/fact.js';
import type { KeyFacts } from '../model/key-facts.js';
import type { Severity } from '../model/severity.js';

/** What a check came to for one key, if not that all is well. */
export type Judgement =
  | { readonly outcome: 'fail'; readonly severity: Severity; readonly detail: string }
  | { readonly outcome: 'unverifiable'; readonly severity: Severity; readonly detail: string };

/**
 * Runs a check on a key. A fact that the check needs and that is not known makes it unverifiable: here and
 * nowhere else, so that no check can take silence for a good answer. null: it passed.
 */
export function runCheck(check: Check, key: KeyFacts, context: JudgeContext): Judgement | null {
  const missing = check.needs.filter((name) => !factOf(key, name).known);
  if (missing.length > 0) return unverifiable(check, key, missing);
  const needed = Object.fromEntries(check.needs.map((name) => [name, knownValue(key, name)]));
  const wanted = Object.fromEntries(check.wants.map((name) => [name, factOf(key, name)]));
  // Both objects have exactly the names that the check declares; its type says no more than that.
  const verdict = check.judge(needed as never, wanted as never, context);
  switch (verdict.outcome) {
    case 'pass':
      return null;
    case 'fail':
      return verdict;
    case 'lacking':
      return unverifiable(check, key, verdict.facts);
  }
}

function knownValue(key: KeyFacts, name: FactName) {
  const fact = factOf(key, name);
  if (!fact.known) throw new Error(`${name} is not known`);
  return fact.value;
}

/** Says which facts are missing and why; each reason once, however many facts it explains. */
function unverifiable(check: Check, key: KeyFacts, names: readonly FactName[]): Judgement {
  const namesByDetail = new Map<string, FactName[]>();
  for (const name of names) {
    const { detail } = factOf(key, name) as Unknown;
    namesByDetail.set(detail, [...(namesByDetail.get(detail) ?? []), name]);
  }
  const detail = [...namesByDetail].map(([why, facts]) => `${facts.join(', ')} unknown: ${why}`).join('; ');
  return { outcome: 'unverifiable', severity: check.severity, detail };
}
