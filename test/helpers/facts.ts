import { type AccountSafety, safetyFacts } from '../../src/model/account-safety.ts';
import { known, type Unknown, unknown } from '../../src/model/fact.ts';
import type { KeyFacts } from '../../src/model/key-facts.ts';

export const yes = known<true>(true);
export const no = known(false);
export const notExposed = unknown('not-exposed', 'the exchange has no such field');
export const malformed = unknown('malformed', 'the field is not a boolean');
export const anywhere = known({ restricted: false } as const);
export const listed = known({ restricted: true, allowed: known(['203.0.113.7']) } as const);

/** 23 November 2026, noon. */
export const now = new Date('2026-11-23T12:00:00.000Z');
export const daysAgo = (days: number) => known(new Date(now.getTime() - days * 86_400_000));

/** A well-kept key that reads and trades from one address and was not touched for a year. */
export function keyFacts(
  overrides: Partial<KeyFacts> = {},
  permissions: Partial<KeyFacts['permissions']> = {},
): KeyFacts {
  return {
    identity: { fingerprint: `sha256:${'ab'.repeat(32)}`, masked: 'abcd…wxyz' },
    relation: 'calling',
    kind: known('api-key'),
    keyType: known('symmetric'),
    environment: known('live'),
    accepted: yes,
    owner: known(null),
    label: known('grid bot'),
    permissions: { read: yes, trade: yes, transfer: no, withdraw: no, manage: no, ...permissions },
    grants: known([
      { name: 'enableReading', scope: 'read' },
      { name: 'enableTrading', scope: 'trade' },
    ]),
    ipRestriction: listed,
    createdAt: daysAgo(400),
    modifiedAt: daysAgo(365),
    expiresAt: known(null),
    lastUsedAt: notExposed,
    enabled: yes,
    ...overrides,
  };
}

/** Of the account around the keys, what is given is known; the rest should have been told. */
export function safety(given: Partial<AccountSafety>, rest: Unknown = malformed): AccountSafety {
  const facts = safetyFacts.map((name) => [name, given[name] ?? rest]);
  // Every fact is there: each is taken from the list of all.
  return Object.fromEntries(facts) as unknown as AccountSafety;
}
