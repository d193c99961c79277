import { type Fact, known, type Unknown, unknown } from '../model/fact.js';
import type { Grant, GrantScope } from '../model/key-facts.js';
import { absent, type Body, flag } from './readers.js';

/** A flag that is written as 1 or 0, or as a boolean: in the spelling of JSON or of Python, as a text or not. */
export function bit(value: unknown, field: string): Fact<boolean> {
  if (value === 1 || value === '1') return known(true);
  if (value === 0 || value === '0') return known(false);
  if (typeof value === 'number') return unknown('unrecognized', `${field} is neither 0 nor 1`);
  return flag(typeof value === 'string' ? value.toLowerCase() : value, field);
}

/**
 * What a key holds, and what it may hold, by flags of one right each: a flag that is new, or cannot be read, is shown
 * as one of no known meaning. Unknown where nothing is held and a documented flag could not be read.
 * @param flags the flags alone, by their names
 * @param documented what each known flag gives
 */
export function flagGrants(flags: Body, documented: ReadonlyMap<string, GrantScope>): Fact<readonly Grant[]> {
  const grants = Object.entries(flags).flatMap(([name, value]): readonly Grant[] => {
    const held = bit(value, name);
    if (absent(value) || (held.known && !held.value)) return [];
    return [{ name, scope: (held.known ? documented.get(name) : undefined) ?? 'unrecognized' }];
  });
  const unread = [...documented.keys()]
    .map((name) => bit(flags[name], name))
    .find((fact): fact is Unknown => !fact.known);
  return grants.length === 0 && unread !== undefined ? unread : known(grants);
}
