import type { Database } from 'libsql';
import type { DriftCheck, KeyState, RememberedFacts } from '../model/history.js';
import type { KeyReport } from '../model/report.js';

/** A key, and what it was over time. */
export interface KeyLife
  extends Pick<
    KeyReport,
    'account' | 'exchange' | 'fingerprint' | 'masked' | 'label' | 'owner' | 'relation'
  > {
  /** At least one; the oldest first, and each different from the one before. */
  readonly states: readonly KeyState[];
  /** Of a listed key: the scan whose whole list did not have it any more; null while it is there. */
  readonly goneSince: string | null;
  readonly acknowledgements: readonly Acknowledgement[];
}

/** Somebody knows of a change, and says why it is well. */
export interface Acknowledgement {
  readonly finding: string;
  readonly check: DriftCheck;
  readonly reason: string;
  readonly at: string;
  /** How many of the key's states it covers, from the oldest on. */
  readonly states: number;
}

interface Row extends Omit<KeyLife, 'states' | 'acknowledgements'> {
  readonly id: number;
  readonly facts: string;
  readonly firstSeen: string;
  readonly lastSeen: string;
  readonly scan: number;
}

/** @param account only the keys of this account; null for all */
export function readLives(database: Database, account: string | null): readonly KeyLife[] {
  const rows = database
    .prepare(
      `SELECT keys.id, account, exchange, fingerprint, masked, label, owner, relation, gone_at AS goneSince, facts,
         first_seen AS firstSeen, last_seen AS lastSeen, scan
       FROM keys JOIN states ON states.key_id = keys.id
       WHERE ? IS NULL OR account = ?
       ORDER BY account, keys.id, states.id`,
    )
    .all(account, account) as Row[];
  const acknowledged = database
    .prepare(
      `SELECT key_id AS keyId, finding, check_id AS "check", reason, at, scan FROM acknowledgements ORDER BY id`,
    )
    .all() as (Omit<Acknowledgement, 'states'> & { keyId: number; scan: number })[];
  const lives = new Map<number, KeyLife & { states: KeyState[]; acknowledgements: Acknowledgement[] }>();
  const scans = new Map<number, number[]>();
  for (const { id, facts, firstSeen, lastSeen, scan, ...key } of rows) {
    const life = lives.get(id) ?? { ...key, states: [], acknowledgements: [] };
    // `as`: written by recordKeys, and by nobody else.
    life.states.push({ firstSeen, lastSeen, facts: JSON.parse(facts) as RememberedFacts });
    lives.set(id, life);
    scans.set(id, [...(scans.get(id) ?? []), scan]);
  }
  for (const { keyId, scan, ...acknowledgement } of acknowledged) {
    const states = (scans.get(keyId) ?? []).filter((first) => first <= scan).length;
    lives.get(keyId)?.acknowledgements.push({ ...acknowledgement, states });
  }
  return [...lives.values()];
}
