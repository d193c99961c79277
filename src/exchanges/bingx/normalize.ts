import { type Fact, known, unknown } from '../../model/fact.js';
import type { Grant, IpRestriction, KeyDescription } from '../../model/key-facts.js';
import { heedingNewWords } from '../new-words.js';
import type { Body } from '../readers.js';
import { ofRow, type Right, type Source } from './sources.js';
import { flagVocabulary } from './words.js';

const notTold = (what: string) => unknown('not-exposed', `BingX does not tell ${what}`);

/**
 * The calling key, by all that tells of it.
 * @param sources what the answers tell, those about the calling key alone first; at least one
 * @param owner whose account it is
 */
export function describeCallingKey(sources: readonly Source[], owner: Fact<string | null>): KeyDescription {
  const key: KeyDescription = {
    ...describe(sources),
    owner,
    // It has just answered.
    enabled: known(true),
  };
  return heedingNewWords(key, flagVocabulary, 'the answer');
}

/**
 * A row of `GET /openApi/account/v1/apiKey/query` about another key.
 * @param owner the sub-account's UID; null for the main account
 */
export function describeListedKey(row: Body, owner: string | null): KeyDescription {
  return {
    ...describe([ofRow(row)]),
    owner: known(owner),
    enabled: unknown('not-exposed', 'BingX does not document what status means'),
  };
}

function describe(sources: readonly Source[]): Omit<KeyDescription, 'owner' | 'enabled'> {
  const held = (right: Right) => combinedRight(sources.map((source) => source.rights[right]));
  const transfer = held('transfer');
  return {
    label: told(sources.map((source) => source.label)),
    permissions: {
      read: held('read'),
      trade: held('trade'),
      transfer,
      withdraw: unlessTransfersReachOthers(held('withdraw'), transfer),
      // The website has a right to manage sub-accounts, and no list of rights has a word for it.
      manage: notTold('whether a key can manage sub-accounts'),
    },
    grants: combinedGrants(sources.map((source) => source.grants)),
    ipRestriction: combinedIps(sources.map((source) => source.ipRestriction)),
    createdAt: combinedTime(sources.map((source) => source.createdAt)),
    modifiedAt: combinedTime(sources.map((source) => source.modifiedAt)),
    expiresAt: notTold('when a key ends'),
    lastUsedAt: notTold('when a key was last used'),
  };
}

/** The sources that have a field for a fact; all of them where none has. */
function exposing<T>(facts: readonly Fact<T>[]): readonly Fact<T>[] {
  const exposed = facts.filter((fact) => fact.known || fact.reason !== 'not-exposed');
  return exposed.length > 0 ? exposed : facts;
}

const nothing = unknown('not-exposed', 'BingX gave no answer about it');

/** What the first source with the field has there. */
function told<T>(facts: readonly Fact<T>[]): Fact<T> {
  return exposing(facts)[0] ?? nothing;
}

/** Held as soon as one source says so; denied where no source that has a word for it leaves it open. */
function combinedRight(facts: readonly Fact<boolean>[]): Fact<boolean> {
  const exposed = exposing(facts);
  if (exposed.some((fact) => fact.known && fact.value)) return known(true);
  return exposed.find((fact) => !fact.known) ?? exposed[0] ?? nothing;
}

function combinedGrants(facts: readonly Fact<readonly Grant[]>[]): Fact<readonly Grant[]> {
  const seen = new Map<string, Grant>();
  for (const fact of exposing(facts)) {
    if (!fact.known) return fact;
    for (const grant of fact.value) seen.set(`${grant.name} ${grant.scope}`, grant);
  }
  return known([...seen.values()]);
}

/**
 * A transfer of a sub-account names its recipient by UID, phone or e-mail. The pages contradict each other on whether
 * it takes Universal Transfer or the right of internal transfers, and whether it reaches other users: BingX-API/docs,
 * "Sub-account internal transfer", and api-ai-skills, sub-account/api-reference.md, 4.2.
 */
function unlessTransfersReachOthers(withdraw: Fact<boolean>, transfer: Fact<boolean>): Fact<boolean> {
  if (!withdraw.known || withdraw.value) return withdraw;
  if (!transfer.known) return transfer;
  return transfer.value
    ? unknown('not-exposed', "BingX does not tell whether a key's transfers can reach other users")
    : withdraw;
}

/** The list where there is one; an entry that nobody can read is not made good by a flag. */
function combinedIps(facts: readonly Fact<IpRestriction>[]): Fact<IpRestriction> {
  const exposed = exposing(facts);
  const odd = exposed.find((fact) => !fact.known && fact.reason === 'unrecognized');
  if (odd !== undefined) return odd;
  const read = exposed.flatMap((fact) => (fact.known ? [fact.value] : []));
  const [first] = read;
  if (first === undefined) return exposed[0] ?? nothing;
  if (read.some(({ restricted }) => restricted !== first.restricted)) {
    return unknown('unrecognized', 'ipAddresses and ipRestrict contradict each other');
  }
  return known(read.find((ips) => ips.restricted && ips.allowed.known) ?? first);
}

/** Some answers round to whole seconds. */
const roundingMs = 1000;

function combinedTime(facts: readonly Fact<Date>[]): Fact<Date> {
  const exposed = exposing(facts);
  const times = exposed.flatMap((fact) => (fact.known ? [fact.value] : []));
  const [first] = times;
  if (first === undefined) return exposed[0] ?? nothing;
  return times.every((time) => Math.abs(time.getTime() - first.getTime()) < roundingMs)
    ? known(first)
    : unknown('unrecognized', "BingX's answers contradict each other about createTime");
}
