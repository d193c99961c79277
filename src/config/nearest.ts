import { distance } from 'fastest-levenshtein';

/**
 * "; did you mean exchange?" where a known word is near enough to what was given, else nothing. Only the known
 * word is named: what was given may be a secret in the wrong place.
 */
export function didYouMean(given: string, known: readonly string[]): string {
  const [nearest] = known
    .map((word) => ({ word, away: distance(given.toLowerCase(), word.toLowerCase()) }))
    .sort((a, b) => a.away - b.away);
  const isNear = nearest !== undefined && nearest.away <= Math.max(2, given.length / 3);
  return isNear ? `; did you mean ${nearest.word}?` : '';
}
