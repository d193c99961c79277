import { anyOf, type Fact, mapFact, type Unknown } from '../model/fact.js';
import { rangeOf } from '../model/ip-ranges.js';
import type { Grant, GrantScope, IpRestriction, Permission } from '../model/key-facts.js';

/** The exchange's own words for a scope: ` ("withdraw-funds")`; empty where they are not known. */
export function quoted(grants: Fact<readonly Grant[]>, scope: GrantScope): string {
  const names = grants.known ? grants.value.filter((grant) => grant.scope === scope) : [];
  return names.length === 0 ? '' : ` (${names.map(({ name }) => `"${name}"`).join(', ')})`;
}

/** From where the key works, as a sentence. */
export function fromWhere(restriction: Fact<IpRestriction>): string {
  if (!restriction.known) return `From which addresses it works is unknown: ${restriction.detail}.`;
  if (!restriction.value.restricted) return 'It works from any address.';
  const { allowed } = restriction.value;
  return allowed.known
    ? `It works from ${allowed.value.length === 1 ? 'one address or range' : `${allowed.value.length} addresses or ranges`} only.`
    : 'It works from listed addresses only.';
}

/** Names the entries of an IP list that are no range to compare with another; empty where there are none. */
export function incomparable(entries: readonly string[]): string {
  const unread = entries.filter((entry) => rangeOf(entry) === null);
  return unread.length === 0
    ? ''
    : `${unread.join(', ')} cannot be compared: a part is hidden, or it is no address or range.`;
}

export const dayMs = 24 * 60 * 60 * 1000;

/** Whole days from one time to another; negative where the first is the later one. */
function daysBetween(earlier: Date, later: Date): number {
  return Math.floor((later.getTime() - earlier.getTime()) / dayMs);
}

/** How long ago, and when: "3 days ago (2026-11-20 09:30 UTC)". Of a time that should be past. */
export function when(time: Date, now: Date): string {
  const days = daysBetween(time, now);
  if (days < 0) return `at a time still to come (${stamp(time)}; one of the clocks is off)`;
  return `${inWords(days)} ago (${stamp(time)})`;
}

/** In how long, and when: "in 3 days (2026-11-26 09:30 UTC)". Of a time to come. */
export function until(time: Date, now: Date): string {
  return `in ${inWords(daysBetween(now, time))} (${stamp(time)})`;
}

function inWords(days: number): string {
  if (days === 0) return 'less than a day';
  return `${days} day${days === 1 ? '' : 's'}`;
}

/** "2026-11-20 09:30 UTC". */
export function stamp(time: Date): string {
  return `${time.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** Whether withdrawing is possible, as far as is known. */
export function canWithdraw(withdraw: Fact<boolean>): 'yes' | 'no' | 'unknown' {
  if (!withdraw.known) return 'unknown';
  return withdraw.value ? 'yes' : 'no';
}

/** Whether a key of an account can withdraw, those among them that the account may have beside those that are told of. */
export function anyWithdraws(told: Fact<boolean>, keysListed: Fact<true>): Fact<boolean> {
  return anyOf([told, mapFact(keysListed, () => false)]);
}

/**
 * Whether it is worth a line that a fact about an account's withdrawals is not known. What the exchange never tells is
 * not. Nor is what it refused to keys that cannot withdraw: to call that a gap would ask for keys that can.
 */
export function isGap({ reason }: Unknown, told: Fact<boolean>, keysListed: Fact<true>): boolean {
  if (reason === 'not-exposed') return false;
  return canWithdraw(told) !== 'no' || (reason !== 'refused' && !keysListed.known);
}

/** What a permission lets a key do, as messages say it. */
export function verb(name: Permission): string {
  return name === 'manage' ? 'manage keys or sub-accounts' : name;
}

/** The name that a permission has among the facts. */
export function permissionFact<Name extends Permission>(name: Name): `permissions.${Name}` {
  return `permissions.${name}`;
}
