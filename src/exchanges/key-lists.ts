import { type Fact, known, type Unknown, unknown } from '../model/fact.js';
import { type IpRestriction, type KeyDescription, unknownDescription } from '../model/key-facts.js';
import type { Collected, ExchangeClient, OtherKey } from './adapter.js';
import { goesOn } from './pages.js';
import { asObject, type Body, unexpected } from './readers.js';

/** An account's list of its keys, which names the one that asks among the others. */
export interface KeyList {
  /** What it says of the key that asks: one row, as it should be. None where the list lacks the key. */
  readonly own: readonly Body[];
  /** Each once, in the order of the list. */
  readonly others: readonly ListedKey[];
  /** Why a key that is not found may be there all the same; undefined where it cannot. */
  readonly doubt: Unknown | undefined;
}

export interface ListedKey {
  readonly name: string;
  /** More than one where the list repeats the key. */
  readonly rows: readonly [Body, ...Body[]];
}

/** A list in an answer whose pages, if it has any, are not documented. */
export interface Listed {
  readonly rows: readonly unknown[];
  /** Why it may not be whole: something beside it, or around it, says that it goes on. */
  readonly doubt?: Unknown | undefined;
}

/** The list that an answer is, or the only one in the object that it is wrapped in. */
export function listIn(answer: unknown): Listed | undefined {
  if (Array.isArray(answer)) return { rows: answer };
  const [only, ...more] = Object.entries(asObject(answer) ?? {}).filter(([, value]) => Array.isArray(value));
  return only === undefined || more.length > 0 ? undefined : listAt(answer, only[0]);
}

/** The list that stands in an answer where these fields lead, one inside the other. */
export function listAt(answer: unknown, ...path: readonly string[]): Listed | undefined {
  const [field, ...deeper] = path;
  if (field === undefined) return Array.isArray(answer) ? { rows: answer } : undefined;
  const body = asObject(answer) ?? {};
  const list = listAt(body[field], ...deeper);
  return list && { ...list, doubt: list.doubt ?? goesOn(body, list.rows.length) };
}

/** What a list of addresses restricts a key to; unknown where it may go on, unless what it has is everywhere. */
export function unlessCutShort(
  restriction: Fact<IpRestriction>,
  list: Listed | undefined,
): Fact<IpRestriction> {
  return (restriction.known && restriction.value.restricted && list?.doubt) || restriction;
}

/**
 * Sorts the rows of a list by the key that each is about.
 * @param list as it stands in an answer, or the rows of all its pages
 * @param nameOf what tells a row's key from others, in one spelling; undefined where the row does not say
 * @param isOwn whether a name is that of the key that asks
 */
export function readKeyList(
  list: Listed | readonly unknown[],
  nameOf: (row: Body) => string | undefined,
  isOwn: (name: string) => boolean,
): KeyList {
  const { rows, doubt } = 'rows' in list ? list : { rows: list, doubt: undefined };
  const byName = new Map<string, [Body, ...Body[]]>();
  let hasNameless = false;
  for (const value of rows) {
    const row = asObject(value);
    const name = row && nameOf(row);
    if (row === undefined || name === undefined) {
      hasNameless = true;
      continue;
    }
    const before = byName.get(name);
    if (before === undefined) byName.set(name, [row]);
    else before.push(row);
  }
  const keys = [...byName].map(([name, ofKey]): ListedKey => ({ name, rows: ofKey }));
  return {
    own: keys.filter(({ name }) => isOwn(name)).flatMap((key) => key.rows),
    others: keys.filter(({ name }) => !isOwn(name)),
    doubt: hasNameless ? nameless : doubt,
  };
}

const nameless = unknown('malformed', 'a row in its list of keys does not say which key it is');

/** A row's name that stands in this field, as it is. */
export function namedBy(field: string): (row: Body) => string | undefined {
  return (row) => {
    const name = row[field];
    return typeof name === 'string' && name.trim() !== '' ? name : undefined;
  };
}

/**
 * The key that asks, which is switched on, since it has just been answered. Where the list has it as switched off,
 * nothing tells which is right.
 */
export function describeOwn({ own }: KeyList, describe: (row: Body) => KeyDescription): KeyDescription {
  const described = own.map(describe);
  const isOff = described.some(({ enabled }) => enabled.known && !enabled.value);
  return { ...agreed(described), enabled: isOff ? answeredThoughOff : known(true) };
}

const answeredThoughOff = unknown(
  'unrecognized',
  'the list of keys has the one that asks as switched off, though it has just been answered',
);

/** @param relationOf by a row, what its key is to the one that asks */
export function describeOthers(
  client: ExchangeClient,
  { others }: KeyList,
  describe: (row: Body) => KeyDescription,
  relationOf: (row: Body) => OtherKey['relation'] = () => 'sibling',
): readonly OtherKey[] {
  return others.map(({ name, rows }) => ({
    ...agreed(rows.map(describe)),
    identity: client.identify(name),
    relation: relationOf(rows[0]),
  }));
}

/** What may be missing from a list: keys that a row does not name, or that the list goes on with. */
export function namelessIn({ doubt }: KeyList, exchangeName: string): Collected['refused'] {
  return doubt === undefined ? [] : [unexpected(exchangeName, doubt.detail)];
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
