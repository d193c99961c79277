import type { KeyHistory, KeyState, RememberedFacts } from '../../src/model/history.ts';
import type { Permission } from '../../src/model/key-facts.ts';
import type { PermissionState } from '../../src/model/report.ts';

type May = Partial<Record<Permission, PermissionState>>;

/** What a scan saw of a key that reads and trades from one address and ends in a year, all of it told but times. */
export function remembered(given: Partial<RememberedFacts> = {}, may: May = {}): RememberedFacts {
  return {
    permissions: {
      read: 'granted',
      trade: 'granted',
      transfer: 'denied',
      withdraw: 'denied',
      manage: 'denied',
      ...may,
    },
    grants: [
      { name: 'enableReading', scope: 'read' },
      { name: 'enableTrading', scope: 'trade' },
    ],
    ipRestriction: { state: 'restricted', allowed: ['203.0.113.7'] },
    createdAt: null,
    modifiedAt: null,
    expiresAt: '2027-11-23T00:00:00.000Z',
    enabled: 'yes',
    ...given,
    unknown: ['createdAt', 'modifiedAt', ...(given.unknown ?? [])],
  };
}

/** 6 in the morning and 6 in the evening of the days from 16 November 2026 on, a state for each day. */
export function statesOf(...facts: readonly RememberedFacts[]): readonly KeyState[] {
  return facts.map((each, at) => {
    const day = `2026-11-${16 + at}`;
    return { firstSeen: `${day}T06:00:00.000Z`, lastSeen: `${day}T18:00:00.000Z`, facts: each };
  });
}

export function historyOf(states: readonly KeyState[], given: Partial<KeyHistory> = {}): KeyHistory {
  return { states, acknowledged: {}, appeared: null, isRead: true, ...given };
}
