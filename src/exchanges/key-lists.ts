import { type Fact, known, unknown } from '../model/fact.js';
import { type KeyDescription, unknownDescription } from '../model/key-facts.js';
import type { Collected, ExchangeClient, OtherKey } from './adapter.js';
import { asObject, type Body, unexpected } from './readers.js';

/** An account's list of its keys, which names the one that asks among the others. */
export interface KeyList {
  /** What it says of the key that asks: one row, as it should be. None where the list lacks the key. */
  readonly own: readonly Body[];
  readonly others: readonly ListedKey[];
  /** Whether a row does not say which key it is about. */
  readonly hasNameless: boolean;
}

export interface ListedKey {
  readonly apiKey: string;
  /** More than one where the list repeats the key. */
  readonly rows: readonly Body[];
}

/** @param field what a row calls the text of its key */
export function sortKeys(client: ExchangeClient, rows: readonly unknown[], field: string): KeyList {
  const byKey = new Map<string, Body[]>();
  let hasNameless = false;
  for (const value of rows) {
    const row = asObject(value);
    const apiKey = row?.[field];
    if (row === undefined || typeof apiKey !== 'string' || apiKey === '') hasNameless = true;
    else byKey.set(apiKey, [...(byKey.get(apiKey) ?? []), row]);
  }
  const keys = [...byKey].map(([apiKey, own]): ListedKey => ({ apiKey, rows: own }));
  return {
    own: keys.filter(({ apiKey }) => client.isCalling(apiKey)).flatMap((key) => key.rows),
    others: keys.filter(({ apiKey }) => !client.isCalling(apiKey)),
    hasNameless,
  };
}

/** The key that asks, which is switched on, since it has just been answered. */
export function describeOwn({ own }: KeyList, describe: (row: Body) => KeyDescription): Collected['calling'] {
  return { ...agreed(own.map(describe)), enabled: known(true) };
}

/** The other keys, and whether some could not be told apart. */
export function describeOthers(
  client: ExchangeClient,
  exchangeName: string,
  { others, hasNameless }: KeyList,
  describe: (row: Body) => KeyDescription & Pick<OtherKey, 'relation'>,
): Pick<Collected, 'others' | 'refused'> {
  return {
    others: others.map(({ apiKey, rows: [first = {}, ...more] }) => ({
      ...agreed([first, ...more].map(describe)),
      relation: describe(first).relation,
      identity: client.identify(apiKey),
    })),
    refused: hasNameless
      ? [unexpected(exchangeName, 'a row in its list of keys does not say which key it is')]
      : [],
  };
}

/** One key, by all rows about it: where they differ, nothing tells which is right. */
export function agreed(rows: readonly KeyDescription[]): KeyDescription {
  const [first, ...more] = rows;
  if (first === undefined) {
    return unknownDescription(unknown('malformed', 'the list of keys lacks the one that asks'));
  }
  const same = <T>(pick: (row: KeyDescription) => Fact<T>): Fact<T> => {
    const text = JSON.stringify(pick(first));
    return more.every((row) => JSON.stringify(pick(row)) === text)
      ? pick(first)
      : unknown('malformed', 'the list of keys has this one more than once, and differently');
  };
  return {
    owner: same((row) => row.owner),
    label: same((row) => row.label),
    permissions: {
      read: same((row) => row.permissions.read),
      trade: same((row) => row.permissions.trade),
      transfer: same((row) => row.permissions.transfer),
      withdraw: same((row) => row.permissions.withdraw),
      manage: same((row) => row.permissions.manage),
    },
    grants: same((row) => row.grants),
    ipRestriction: same((row) => row.ipRestriction),
    createdAt: same((row) => row.createdAt),
    modifiedAt: same((row) => row.modifiedAt),
    expiresAt: same((row) => row.expiresAt),
    lastUsedAt: same((row) => row.lastUsedAt),
    enabled: same((row) => row.enabled),
  };
}
