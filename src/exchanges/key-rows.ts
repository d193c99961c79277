import { type Fact, known, unknown } from '../model/fact.js';
import { asObject, type Body } from './readers.js';

/** One key of a list: its rows, as far as they agree. */
export interface ListedKey {
  readonly name: string;
  readonly row: Fact<Body>;
}

export interface KeyList {
  readonly keys: readonly ListedKey[];
  /** Whether a row names no key, so that one may be missing. */
  readonly incomplete: boolean;
}

/** The list that an answer is, or the only one in the object that it is wrapped in. */
export function listIn(answer: unknown): readonly unknown[] | undefined {
  if (Array.isArray(answer)) return answer;
  const lists = Object.values(asObject(answer) ?? {}).filter((value) => Array.isArray(value));
  return lists.length === 1 ? lists[0] : undefined;
}

/**
 * The keys that a list's rows are of, each once. Rows that name the same key and differ tell nothing of it.
 * @param nameOf what a row calls its key; undefined where it does not say
 */
export function readKeyList(rows: readonly unknown[], nameOf: (row: Body) => string | undefined): KeyList {
  const rowsOf = new Map<string, Body[]>();
  let incomplete = false;
  for (const value of rows) {
    const row = asObject(value);
    const name = row && nameOf(row);
    if (row === undefined || name === undefined) incomplete = true;
    else rowsOf.set(name, [...(rowsOf.get(name) ?? []), row]);
  }
  return { keys: [...rowsOf].map(([name, own]) => ({ name, row: agreed(own) })), incomplete };
}

function agreed([row = {}, ...others]: readonly Body[]): Fact<Body> {
  const text = JSON.stringify(row);
  return others.every((other) => JSON.stringify(other) === text)
    ? known(row)
    : unknown('unrecognized', 'the list of keys has this one more than once, with different facts');
}
