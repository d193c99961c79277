import { type Fact, unknown } from '../model/fact.js';
import { type KeyDescription, unknownDescription } from '../model/key-facts.js';
import { asObject, type Body } from './readers.js';

/** A list of an account's keys: its rows by the key that each is about. */
export interface ListedKeys {
  /** In the order of the list; more than one row where the list repeats a key. */
  readonly byName: ReadonlyMap<string, readonly Body[]>;
  /** Whether a row does not say which key it is about: then a key that is not found may be there all the same. */
  readonly hasNameless: boolean;
}

/** @param nameOf what tells a row's key from others, in one spelling; undefined where the row does not say */
export function listKeys(list: readonly unknown[], nameOf: (row: Body) => string | undefined): ListedKeys {
  const byName = new Map<string, Body[]>();
  let hasNameless = false;
  for (const value of list) {
    const row = asObject(value);
    const name = row && nameOf(row);
    if (row === undefined || name === undefined) hasNameless = true;
    else byName.set(name, [...(byName.get(name) ?? []), row]);
  }
  return { byName, hasNameless };
}

/** One key, by all rows about it: where they differ, nothing tells which is right. */
export function agreed(rows: readonly KeyDescription[]): KeyDescription {
  const [first, ...more] = rows;
  if (first === undefined) {
    return unknownDescription(unknown('malformed', 'the list of keys lacks the one that asks'));
  }
  return more.reduce(
    (one, other): KeyDescription => ({
      ...agreeing(one, other),
      permissions: agreeing(one.permissions, other.permissions),
    }),
    first,
  );
}

/** Facts of the same names. Anything else in it is left to the caller. */
function agreeing<Facts extends object>(one: Facts, other: Facts): Facts {
  const theirs: Partial<Record<string, unknown>> = { ...other };
  const facts = Object.entries(one).map(([name, fact]: [string, Fact<unknown>]) =>
    JSON.stringify(fact) === JSON.stringify(theirs[name]) ? [name, fact] : [name, differing],
  );
  // The names are those of `one`, and a fact may be unknown whatever it is about.
  return Object.fromEntries(facts) as Facts;
}

const differing = unknown('malformed', 'the list of keys has this one more than once, and differently');
