import type { Fact } from '../model/fact.js';
import type { UnknownFact } from '../model/report.js';

export function valueOr<T, Default>(fact: Fact<T>, fallback: Default): T | Default {
  return fact.known ? fact.value : fallback;
}

/** What is unknown is null, as is what there is not: `unknownFact` tells the two apart. */
export function timestamp(fact: Fact<Date | null>): string | null {
  return valueOr(fact, null)?.toISOString() ?? null;
}

/** An unknown fact with its reason; nothing of one that is known. */
export function unknownFact(fact: string, state: Fact<unknown>): readonly UnknownFact[] {
  return state.known ? [] : [{ fact, reason: state.reason, detail: state.detail }];
}
