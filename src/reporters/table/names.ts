import type { Place } from '../../model/account.js';
import type { KeyReport, Report } from '../../model/report.js';

/** Which key: an account, and a key's fingerprint; null for the account itself. */
interface Subject {
  readonly account: string;
  readonly exchange: string;
  readonly key: string | null;
}

/** Tells the keys of a report apart, and names them for people. */
export interface KeyNames {
  /** The same for a key and all the findings about it. */
  readonly idOf: (subject: Subject) => string;
  /** undefined for the account itself, and for a key that the report does not list. */
  readonly keyOf: (subject: Subject) => KeyReport | undefined;
  /** `main (kraken, vmPU…8z4A)`; of a sub-account's key `main / bot1 (okx, 1f0c…77ab, "grid")`. */
  readonly nameOf: (subject: Subject) => string;
}

/** By account: where the configuration declares it; null where that is not known. */
export function placesOf({ accounts }: Report): ReadonlyMap<string, Place | null> {
  return new Map(accounts.map(({ name, declaredAt }) => [name, declaredAt]));
}

export function keyNames({ keys }: Report): KeyNames {
  const found = new Map(keys.map((key) => [idOf({ ...key, key: key.fingerprint }), key]));
  const keyOf = (subject: Subject) => found.get(idOf(subject));
  return {
    idOf,
    keyOf,
    nameOf: (subject) => {
      const key = keyOf(subject);
      return key === undefined ? `${subject.account} (${subject.exchange})` : nameOfKey(key);
    },
  };
}

/** With the account: two may hold the same key, and keys that could not be read have one fingerprint. */
function idOf({ account, key }: Subject): string {
  // The length says where the name ends, so that no two can share an id.
  return key === null ? `- ${account}` : `${account.length} ${account} ${key}`;
}

function nameOfKey({ account, exchange, masked, label, owner, relation }: KeyReport): string {
  const whose = relation === 'sub-account' ? `${account} / ${owner ?? 'sub-account'}` : account;
  const which = relation === 'sibling' ? `other key ${masked}` : masked;
  const note = label === null ? '' : `, "${label}"`;
  return `${whose} (${exchange}, ${which}${note})`;
}
