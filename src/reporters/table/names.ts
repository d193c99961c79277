import type { Place } from '../../model/account.js';
import { isBelowHere } from '../../model/key-file.js';
import type { Finding, KeyReport, Report } from '../../model/report.js';
import { groupBy } from './layout.js';

/** Which key: an account, and a key's fingerprint; null for the account itself. Or which file. */
interface Subject {
  readonly account: string;
  readonly exchange: string;
  readonly key: string | null;
  /** Left out or null where it is none. */
  readonly file?: string | null;
}

/** Tells the keys of a report apart, and names them for people. */
export interface KeyNames {
  /** The same for a key or a file and all the findings about it. */
  readonly idOf: (subject: Subject) => string;
  /** undefined for the account itself, for a file, and for a key that the report does not list. */
  readonly keyOf: (subject: Subject) => KeyReport | undefined;
  /**
   * `main (kraken, vmPU…8z4A)`; of a sub-account's key `main / bot1 (okx, 1f0c…77ab, "grid")`; of a file with the keys
   * of two accounts `keys.json (main, grid-bot)`.
   */
  readonly nameOf: (subject: Subject) => string;
}

/** By account: where the configuration declares it; null where that is not known. */
export function placesOf({ accounts }: Report): ReadonlyMap<string, Place | null> {
  return new Map(accounts.map(({ name, declaredAt }) => [name, declaredAt]));
}

/**
 * Where a finding is shown: at the file that it is about, where that lies below the working directory; else where the
 * configuration declares the account; null where that is not known.
 */
export function placeOf(
  { account, file }: Pick<Finding, 'account' | 'file'>,
  places: ReadonlyMap<string, Place | null>,
): Place | null {
  if (file !== null && isBelowHere(file)) return { file, line: 1 };
  return places.get(account) ?? null;
}

export function keyNames({ accounts, keys }: Report): KeyNames {
  // In two steps: one text made of both parts would be made anew for each question.
  const keysOf = (of: readonly KeyReport[]) => new Map(of.map((key) => [key.fingerprint, key]));
  const found = new Map([...groupBy(keys, ({ account }) => account)].map(([name, of]) => [name, keysOf(of)]));
  const keyOf = ({ account, key, file = null }: Subject) =>
    key === null || file !== null ? undefined : found.get(account)?.get(key);
  return {
    idOf,
    keyOf,
    nameOf: (subject) => {
      if (subject.file != null) return nameOfFile(subject.file, accountsOf(subject, { accounts }));
      const key = keyOf(subject);
      return key === undefined ? `${subject.account} (${subject.exchange})` : nameOfKey(key);
    },
  };
}

/** With the account: two may hold the same key, and keys that could not be read have one fingerprint. */
function idOf({ account, key, file = null }: Subject): string {
  // Of one about a file, the account is any that has a key in it. The lengths say where each part ends.
  return `${account.length} ${key?.length ?? ''} ${account} ${key ?? ''} ${file ?? ''}`;
}

const mostAccounts = 3;

function nameOfFile(file: string, accounts: readonly string[]): string {
  const more = accounts.length > mostAccounts ? [`${accounts.length - mostAccounts} more`] : [];
  return `${file} (${[...accounts.slice(0, mostAccounts), ...more].join(', ')})`;
}

/** The accounts that a finding is about: of one about a file, all whose keys lie in it, the one that tells of it first. */
export function accountsOf(
  { account, file = null }: Pick<Subject, 'account' | 'file'>,
  { accounts }: Pick<Report, 'accounts'>,
): readonly string[] {
  if (file === null) return [account];
  return [...new Set([account, ...(usersOf(accounts).get(file) ?? [])])];
}

/** A report may have as many files as accounts: who uses which is looked up once. */
const users = new WeakMap<Report['accounts'], ReadonlyMap<string, readonly string[]>>();

function usersOf(accounts: Report['accounts']): ReadonlyMap<string, readonly string[]> {
  const known = users.get(accounts);
  if (known !== undefined) return known;
  const byFile = new Map<string, string[]>();
  for (const { name, storage } of accounts) {
    for (const { path } of storage ?? []) {
      const names = byFile.get(path);
      if (names === undefined) byFile.set(path, [name]);
      else names.push(name);
    }
  }
  users.set(accounts, byFile);
  return byFile;
}

/** `main (kraken, vmPU…8z4A)`, as `nameOf` has it. */
export function nameOfKey({ account, exchange, masked, label, owner, relation }: KeyReport): string {
  const whose = relation === 'sub-account' ? `${account} / ${owner ?? 'sub-account'}` : account;
  const which = relation === 'sibling' ? `other key ${masked}` : masked;
  const note = label === null ? '' : `, "${label}"`;
  return `${whose} (${exchange}, ${which}${note})`;
}
