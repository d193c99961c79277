import type { RememberedFacts } from '../model/history.js';
import { permissions } from '../model/key-facts.js';

/** What a key is, in short lines. */
export function describeFacts(facts: RememberedFacts): readonly string[] {
  return [
    `may ${listed(permissions.filter((name) => facts.permissions[name] === 'granted')) || 'nothing that is known'}`,
    ...withSome(
      'not known: ',
      permissions.filter((name) => facts.permissions[name] === 'unknown'),
    ),
    addresses(facts),
    ...(facts.expiresAt === null ? [] : [`expires ${facts.expiresAt}`]),
    ...(facts.enabled === 'no' ? ['switched off'] : []),
  ];
}

/** What is different between two states of a key, a line each. */
export function describeChanges(before: RememberedFacts, after: RememberedFacts): readonly string[] {
  return [
    ...permissions.flatMap((name) => {
      const [was, is] = [before.permissions[name], after.permissions[name]];
      return was === is ? [] : [`${name}: ${was} → ${is}`];
    }),
    ...grantChanges(before, after),
    ...changed('IPs', addresses(before), addresses(after)),
    ...changed('created', before.createdAt, after.createdAt),
    ...changed('modified', before.modifiedAt, after.modifiedAt),
    ...changed('expires', before.expiresAt, after.expiresAt),
    ...changed('enabled', before.enabled, after.enabled),
    ...withSome('no longer told: ', without(after.unknown, before.unknown)),
    ...withSome('now told: ', without(before.unknown, after.unknown)),
  ];
}

/** In the exchange's own words. */
function grantChanges(before: RememberedFacts, after: RememberedFacts): readonly string[] {
  const [were, are] = [namesOf(before), namesOf(after)];
  return [...withSome('new right: ', without(are, were)), ...withSome('right gone: ', without(were, are))];
}

function namesOf({ grants }: RememberedFacts): readonly string[] {
  return grants.map(({ name, scope }) => (scope === 'unrecognized' ? `${name} (unrecognized)` : name));
}

function addresses({ ipRestriction: { state, allowed } }: RememberedFacts): string {
  if (state !== 'restricted') return state === 'unrestricted' ? 'from any IP' : 'IPs not known';
  return allowed === null ? 'from a list of IPs that is not told' : `from ${allowed.join(', ')}`;
}

function changed(what: string, before: string | null, after: string | null): readonly string[] {
  return before === after ? [] : [`${what}: ${before ?? 'none'} → ${after ?? 'none'}`];
}

function without(texts: readonly string[], others: readonly string[]): readonly string[] {
  return [...new Set(texts)].filter((text) => !others.includes(text));
}

function withSome(intro: string, texts: readonly string[]): readonly string[] {
  return texts.length === 0 ? [] : [`${intro}${texts.join(', ')}`];
}

function listed(texts: readonly string[]): string {
  return texts.join(', ');
}
