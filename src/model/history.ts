import type { AccountStatus, KeyReport } from './report.js';

/**
 * The checks that compare with earlier scans. What one of them finds stays until it is acknowledged, for the next scan
 * takes the new state for the usual one; but `known-became-unknown`, which is over once the fact is told again.
 */
export const driftChecks = [
  'permission-widened',
  'ip-widened',
  'key-appeared',
  'key-vanished',
  'expiry-removed',
  'known-became-unknown',
] as const;
export type DriftCheck = (typeof driftChecks)[number];

export function isDrift(check: string): check is DriftCheck {
  return driftChecks.some((id) => id === check);
}

/**
 * What is remembered of a key each time that it is different from before. When a key was last used is left out: it is
 * different each time. So are the words that say why a fact is unknown.
 */
export interface RememberedFacts
  extends Pick<
    KeyReport,
    'permissions' | 'grants' | 'ipRestriction' | 'createdAt' | 'modifiedAt' | 'expiresAt' | 'enabled'
  > {
  /** The names of the facts that were not known. */
  readonly unknown: readonly string[];
}

/** What a key was for a while. Times are those of the scans that saw it so, ISO 8601. */
export interface KeyState {
  readonly firstSeen: string;
  readonly lastSeen: string;
  readonly facts: RememberedFacts;
}

/** What was seen of a key up to now. */
export interface KeyHistory {
  /** At least one; the oldest first, and each different from the one before. The last is what was read last. */
  readonly states: readonly KeyState[];
  /** By check: which of the states is the newest that is acknowledged. The first is what all is compared with. */
  readonly acknowledged: Readonly<Partial<Record<DriftCheck, number>>>;
  /**
   * Of a listed key that was not there when an earlier scan was told the account's whole list: between which scans it
   * came. null where nothing says so, where an account was configured with it, and once that is acknowledged.
   */
  readonly appeared: Window | null;
  /** Whether the last state is what this audit was told; false where calls merely failed: silence then says nothing. */
  readonly isRead: boolean;
}

/** Between the last scan that saw it otherwise and the first that saw it so. */
export interface Window {
  readonly lastWithout: string;
  readonly firstWith: string;
}

/** A key that an account listed once, and that is not in its whole list any more. */
export interface VanishedKey extends Pick<KeyReport, 'masked' | 'label' | 'owner' | 'relation'> {
  /** The scans between which it went. */
  readonly lastSeen: string;
  readonly goneSince: string;
  /** What it was last. */
  readonly facts: RememberedFacts;
}

/** What an audit saw. */
export interface Seen {
  readonly startedAt: string;
  readonly accounts: readonly SeenAccount[];
}

export interface SeenAccount {
  readonly name: string;
  readonly exchange: string;
  readonly status: AccountStatus;
  /** Of which keys of the account it is known that all are told of; null where it is not. */
  readonly listed: 'siblings' | 'sub-accounts' | null;
  /** The calling key first. */
  readonly keys: readonly KeyReport[];
}

/** What earlier scans saw. */
export interface Earlier {
  /** When the latest earlier scan of these accounts was; null where there was none. */
  readonly comparedWith: string | null;
  /** The names of the accounts of which no earlier scan told. */
  readonly firstSeen: readonly string[];
  /** Why there is nothing to compare with, or not all, in a sentence; else null. */
  readonly problem: string | null;
  /** null where no earlier scan saw this key, and none should have. */
  readonly ofKey: (key: Pick<KeyReport, 'fingerprint' | 'relation'>) => KeyHistory | null;
  /** Those that nobody has acknowledged; null where there is nothing to compare with. */
  readonly vanishedFrom: (account: string) => readonly VanishedKey[] | null;
}

/** Remembers what audits see. */
export interface AuditHistory {
  /**
   * Remembers what this one saw, and gives what there is to compare it with, this scan's states included. Never
   * rejects: what keeps it from that is the `problem`.
   */
  readonly record: (seen: Seen) => Promise<Earlier>;
}
