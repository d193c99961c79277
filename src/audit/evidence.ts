import type { Check, FactName, Facts } from '../model/check.js';
import type { Grant, IpRestriction } from '../model/key-facts.js';

/** How evidence says that a key works from any address. */
export const fromAnywhere = 'ipRestriction: none';

/**
 * What a finding rests on, for comparing it with that of another day: every fact that its check looks at, and the names
 * that the check gives beyond them. One text for each thing: an address more is a text more. What is unknown is said to
 * be, and a right that is denied is left out: it is nothing that could be wrong.
 */
export function evidenceOf(check: Check, facts: Facts, names: readonly string[]): readonly string[] {
  const texts = [...check.needs, ...check.wants].flatMap((name) => textsOf(name, facts));
  return [...new Set([...texts, ...names])];
}

function textsOf(name: FactName, facts: Facts): readonly string[] {
  // Of what earlier scans saw, the check itself names what counts.
  if (name === 'history' || name === 'vanishedKeys') return [];
  const fact = facts(name);
  if (!fact.known) return [`${name}: unknown`];
  const { value } = fact;
  if (name === 'ipRestriction') {
    // The fact of this name has this type.
    return (value as IpRestriction).restricted ? textsOf('ipRestriction.allowed', facts) : [fromAnywhere];
  }
  if (name.startsWith('permissions.') && value === false) return [];
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return values.map((one) => `${name}: ${textOf(one)}`);
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value instanceof Date) return value.toISOString();
  return isGrant(value) ? `${value.name} (${value.scope})` : JSON.stringify(value);
}

function isGrant(value: unknown): value is Grant {
  return typeof value === 'object' && value !== null && 'scope' in value;
}
