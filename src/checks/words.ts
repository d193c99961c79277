import type { Fact } from '../model/fact.js';
import type { Grant, GrantScope, IpRestriction } from '../model/key-facts.js';

/** The exchange's own words for a scope: ` ("withdraw-funds")`; empty where they are not known. */
export function quoted(grants: Fact<readonly Grant[]>, scope: GrantScope): string {
  const names = grants.known ? grants.value.filter((grant) => grant.scope === scope) : [];
  return names.length === 0 ? '' : ` (${names.map(({ name }) => `"${name}"`).join(', ')})`;
}

/** From where the key works, as a sentence. */
export function fromWhere(restriction: Fact<IpRestriction>): string {
  if (!restriction.known) return `From which addresses is unknown: ${restriction.detail}.`;
  if (!restriction.value.restricted) return 'It works from any address.';
  const { allowed } = restriction.value;
  return allowed.known
    ? `It works from ${allowed.value.length === 1 ? 'one address or range' : `${allowed.value.length} addresses or ranges`} only.`
    : 'It works from listed addresses only.';
}

export const dayMs = 24 * 60 * 60 * 1000;

/** Whole days from one time to another; negative where the first is the later one. */
export function daysBetween(earlier: Date, later: Date): number {
  return Math.floor((later.getTime() - earlier.getTime()) / dayMs);
}
