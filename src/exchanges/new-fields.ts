import { mapFact } from '../model/fact.js';
import type { Grant, KeyDescription } from '../model/key-facts.js';
import { newRights } from './flags.js';
import { heedingNewWords } from './new-words.js';
import type { Body } from './readers.js';

/**
 * A key whose rights are told otherwise than by a flag for each: by words, or by one flag for all. A field beside them
 * that no page has, and that looks like a right, is shown, and what it may mean is not denied.
 * @param row what the key was read from
 * @param documented the fields whose meaning is known, where they look like rights
 */
export function heedingNewFields(
  key: KeyDescription,
  row: Body,
  documented: readonly string[] = [],
): KeyDescription {
  const added = newRights(row, new Set(documented)).map((name): Grant => ({ name, scope: 'unrecognized' }));
  const grants = mapFact(key.grants, (known) => [...known, ...added]);
  return heedingNewWords({ ...key, grants }, new Map(), 'the answer', added);
}
