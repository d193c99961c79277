import type { Fact } from '../model/fact.js';
import { type KeyFacts, permissions } from '../model/key-facts.js';
import type { Finding } from '../model/report.js';
import { type AskedAccount, fingerprintOf } from './inventory.js';

/** Finds the account of this audit whose own key a listed one is; undefined where none is known to use it. */
export function takeUsers(collected: readonly AskedAccount[]): (key: KeyFacts) => AskedAccount | undefined {
  const users = new Map(collected.toReversed().map((asked) => [fingerprintOf(asked.facts), asked]));
  return ({ identity: { fingerprint } }) => (fingerprint === 'unknown' ? undefined : users.get(fingerprint));
}

/** These stay the same from one answer to the next. */
const lasting = [
  'ipRestriction',
  'createdAt',
  'modifiedAt',
  'expiresAt',
  'label',
  'enabled',
  'kind',
] as const;
/** These may differ in words, or for the time between two answers. */
const varying = ['grants', 'lastUsedAt', 'owner'] as const;

/**
 * Whether the account that uses a key was told of it all that another account's list tells, and the same.
 */
export function isToldBy({ facts }: AskedAccount, listed: KeyFacts): boolean {
  const [own] = facts.keys;
  if (own === undefined) return false;
  const compared = [
    ...permissions.map((name) => [own.permissions[name], listed.permissions[name]] as const),
    ...lasting.map((name) => [own[name], listed[name]] as const),
  ];
  return (
    compared.every(([there, here]) => !tellsMore(there, here)) &&
    newWords(listed).every((name) => newWords(own).includes(name)) &&
    varying.every((name) => own[name].known || !listed[name].known)
  );
}

/** Silence tells nothing; an answer that cannot be read does. */
function tellsMore(there: Fact<unknown>, here: Fact<unknown>): boolean {
  if (here.known) return JSON.stringify(there) !== JSON.stringify(here);
  return there.known && (here.reason === 'malformed' || here.reason === 'unrecognized');
}

function newWords({ grants }: KeyFacts): readonly string[] {
  return grants.known
    ? grants.value.flatMap(({ name, scope }) => (scope === 'unrecognized' ? [name] : []))
    : [];
}

/**
 * The findings without those that an earlier account has word for word: two keys of one owner are told of the same
 * others. What is wrong with an account's own key stays with each account that uses it.
 */
export function toldOnce(
  findings: readonly Finding[],
  collected: readonly AskedAccount[],
): readonly Finding[] {
  const own = new Map(collected.map((asked) => [asked.account.name, fingerprintOf(asked.facts)]));
  const said = new Map<string, string>();
  return findings.filter((finding) => {
    const { account, ...words } = finding;
    if (finding.key === null || finding.key === own.get(account)) return true;
    const text = JSON.stringify(words);
    const first = said.get(text) ?? account;
    said.set(text, first);
    return first === account;
  });
}
