/**
 * Whether a text that is of no known shape looks as if it held an exchange's key all the same: it names a secret, and
 * has a word that is as long and as plain as one.
 */
export function looksLikeKey(text: string): boolean {
  const words = text.split(/[^\w+/=-]+/);
  return /secret|private[-_ ]?key/i.test(text) && words.some((word) => word.length >= 16);
}
