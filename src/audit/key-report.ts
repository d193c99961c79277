import type { Account } from '../model/account.js';
import type { FactName } from '../model/check.js';
import { type Fact, known } from '../model/fact.js';
import { type KeyFacts, permissions } from '../model/key-facts.js';
import type { KeyReport, PermissionState, UnknownFact } from '../model/report.js';
import { factsOfKey } from '../model/subject-facts.js';
import { timestamp, unknownFact, valueOr } from './report-facts.js';

/** The facts of a report that can be unknown, in the order in which they are told. */
const told: readonly FactName[] = [
  'kind',
  'permissions.read',
  'permissions.trade',
  'permissions.transfer',
  'permissions.withdraw',
  'permissions.manage',
  'grants',
  'ipRestriction',
  'createdAt',
  'modifiedAt',
  'expiresAt',
  'lastUsedAt',
  'label',
  'owner',
  'enabled',
];

/** A key's facts in the words of the JSON report: what is unknown is null or "unknown", and listed with its reason. */
export function toKeyReport(account: Account, key: KeyFacts): KeyReport {
  const entries = permissions.map((name) => [name, permissionState(key.permissions[name])] as const);
  return {
    account: account.name,
    exchange: account.exchange,
    fingerprint: key.identity.fingerprint,
    masked: key.identity.masked,
    label: valueOr(key.label, null),
    relation: key.relation,
    kind: valueOr(key.kind, 'unknown'),
    owner: valueOr(key.owner, null),
    permissions: Object.fromEntries(entries) as Record<(typeof permissions)[number], PermissionState>,
    grants: valueOr(key.grants, []),
    ipRestriction: ipRestriction(key),
    createdAt: timestamp(key.createdAt),
    modifiedAt: timestamp(key.modifiedAt),
    expiresAt: timestamp(key.expiresAt),
    lastUsedAt: timestamp(key.lastUsedAt),
    enabled: key.enabled.known ? (key.enabled.value ? 'yes' : 'no') : 'unknown',
    unknown: unknownFacts(key),
  };
}

function permissionState(fact: Fact<boolean>): PermissionState {
  if (!fact.known) return 'unknown';
  return fact.value ? 'granted' : 'denied';
}

function ipRestriction({ ipRestriction: fact }: KeyFacts): KeyReport['ipRestriction'] {
  if (!fact.known) return { state: 'unknown', allowed: null };
  if (!fact.value.restricted) return { state: 'unrestricted', allowed: null };
  return { state: 'restricted', allowed: valueOr(fact.value.allowed, null) };
}

function unknownFacts(key: KeyFacts): readonly UnknownFact[] {
  const factOf = factsOfKey(key, { configured: known(true), sharedWith: known([]) });
  const facts: [string, Fact<unknown>][] = told.map((name) => [name, factOf(name)]);
  if (key.ipRestriction.known && key.ipRestriction.value.restricted) {
    facts.push(['ipRestriction.allowed', key.ipRestriction.value.allowed]);
  }
  return facts.flatMap(([fact, state]) => unknownFact(fact, state));
}
