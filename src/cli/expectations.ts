import { rangeOf } from '../model/ip-ranges.js';
import { type Permission, permissions } from '../model/key-facts.js';
import type { Expectation } from '../model/purpose.js';
import type { KeyReport, Report } from '../model/report.js';

/** What an account's key is today, as far as a configuration can say so. */
export interface Expected {
  readonly account: string;
  /** null: the exchange tells of none, or the account could not be audited. */
  readonly permissions: readonly Permission[] | null;
  /** null: there is no list, or it cannot be written whole. */
  readonly ips: readonly string[] | null;
  /** What is not known or not written: sentences that hold no word of an exchange's. */
  readonly remarks: readonly string[];
  /** What the audit ran into, for the terminal; null where it ran into nothing. */
  readonly error: string | null;
}

/** @param before what the configuration expects so far */
export function expectationOf(report: Report, account: string, before: Expectation | null): Expected {
  const found = report.accounts.find(({ name }) => name === account);
  const key = report.keys.find((each) => each.account === account && each.relation === 'calling');
  const error = found?.error?.message ?? null;
  const none = before === null ? 'Nothing is expected of it yet.' : 'What is expected of it is as it was.';
  if (key === undefined || found === undefined || found.status === 'failed') {
    const kind = found?.error == null ? '' : ` (${found.error.kind})`;
    const remarks = [`Could not be audited${kind}. ${none}`];
    return { account, permissions: null, ips: null, remarks, error };
  }
  const granted = permissionsOf(key);
  const { ips, remark } = addressesOf(key);
  const unknown = permissions.filter((name) => key.permissions[name] === 'unknown');
  const remarks = [
    ...(unknown.length > 0 ? [`Not told by the exchange: ${unknown.join(', ')}.`] : []),
    ...(granted?.includes('withdraw') === true ? [canWithdraw] : []),
    ...(remark === null ? [] : [remark]),
    ...(granted === null && ips === null ? [none] : []),
  ];
  return { account, permissions: granted, ips, remarks, error };
}

const canWithdraw = 'It can withdraw. If it need not, take that right away at the exchange, and here.';

function permissionsOf({ permissions: rights }: KeyReport): Expected['permissions'] {
  const known = permissions.filter((name) => rights[name] !== 'unknown');
  return known.length === 0 ? null : known.filter((name) => rights[name] === 'granted');
}

function addressesOf({ ipRestriction: { state, allowed } }: KeyReport): {
  readonly ips: readonly string[] | null;
  readonly remark: string | null;
} {
  if (state === 'unknown')
    return { ips: null, remark: 'The exchange does not tell which addresses it works from.' };
  if (state === 'unrestricted')
    return { ips: null, remark: 'It works from any address. Give it an IP list, and write that here.' };
  if (allowed === null || allowed.length === 0)
    return { ips: null, remark: 'It has an IP list, which the exchange does not show.' };
  // Half a list would make findings of the other half.
  if (allowed.some((entry) => rangeOf(entry) === null))
    return { ips: null, remark: 'Its IP list is left out: some entries are no whole address.' };
  return { ips: allowed, remark: null };
}

/** Whether nothing at all is expected of an account that was looked at. */
export function isEmpty({ permissions: rights, ips }: Expected): boolean {
  return rights === null && ips === null;
}

/** What else is expected than before: what a thief changed must not become right without a word. */
export function changesOf(expected: Expected, before: Expectation | null): readonly string[] {
  return (['permissions', 'ips'] as const).flatMap((name) => {
    const [was, is] = [before?.[name] ?? null, expected[name]];
    if (was === null || is === null || isSame(was, is)) return [];
    return [`expect.${name} was ${list(was)}, and is now ${list(is)}.`];
  });
}

/** Whether two lists hold the same, in whatever order. */
export function isSame(one: readonly string[] | null, other: readonly string[]): boolean {
  return one !== null && one.toSorted().join() === other.toSorted().join();
}

function list(words: readonly string[]): string {
  return words.length === 0 ? 'empty' : words.join(', ');
}
