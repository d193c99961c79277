import type { Database } from 'libsql';
import type { KeyReport, Report } from '../model/report.js';
import { type RememberedFacts, rememberedFacts } from './remembered.js';

/** A key, and what it was over time. */
export interface KeyLife
  extends Pick<
    KeyReport,
    'account' | 'exchange' | 'fingerprint' | 'masked' | 'label' | 'owner' | 'relation'
  > {
  /** At least one; the oldest first, and each different from the one before. */
  readonly states: readonly KeyState[];
}

/** What a key was for a while. Times are those of the scans that saw it so, ISO 8601. */
export interface KeyState {
  readonly firstSeen: string;
  readonly lastSeen: string;
  readonly facts: RememberedFacts;
}

/** What was seen of keys before: facts by fingerprint, never a secret. */
export interface History {
  /** Remembers what a scan saw, all of it or nothing. */
  readonly record: (report: Report) => void;
  /** @param account only the keys of this account; null for all */
  readonly lives: (account: string | null) => readonly KeyLife[];
  /** Forgets what was last seen before this time; gives how many states that were. */
  readonly prune: (before: Date) => number;
  readonly close: () => void;
}

/** @param database one whose tables are those of the newest migration */
export function createHistory(database: Database): History {
  return {
    record: database.transaction((report: Report) => {
      // A key that could not be read has no fingerprint: nothing tells which it is. Of an account that failed nothing
      // was learnt: an exchange that is down has not changed a key.
      const failed = new Set(
        report.accounts.flatMap(({ name, status }) => (status === 'failed' ? [name] : [])),
      );
      const known = report.keys.filter(
        ({ fingerprint, account }) => fingerprint !== 'unknown' && !failed.has(account),
      );
      for (const key of known) recordKey(database, key, report.startedAt);
    }).immediate,
    lives: (account) => readLives(database, account),
    prune: database.transaction((before: Date) => prune(database, before.toISOString())).immediate,
    close: () => database.close(),
  };
}

/**
 * A key that asks and a key that is listed are told of in different answers, and may be the same one: each has a life
 * of its own, so that the difference between two answers is not taken for a change.
 */
function recordKey(database: Database, key: KeyReport, at: string): void {
  const { account, exchange, fingerprint, masked, label, owner, relation } = key;
  const isListed = relation === 'calling' ? 0 : 1;
  const { id } = database
    .prepare(
      `INSERT INTO keys (fingerprint, is_listed, account, exchange, masked, label, owner, relation)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (fingerprint, is_listed) DO UPDATE SET
         account = excluded.account, masked = excluded.masked, label = excluded.label,
         owner = excluded.owner, relation = excluded.relation
       RETURNING id`,
    )
    .get(fingerprint, isListed, account, exchange, masked, label, owner, relation) as { id: number };
  const facts = JSON.stringify(rememberedFacts(key));
  const latest = database
    .prepare('SELECT id, facts FROM states WHERE key_id = ? ORDER BY id DESC LIMIT 1')
    .get(id) as { id: number; facts: string } | undefined;
  if (latest?.facts === facts) {
    // The clock may have been set back.
    database.prepare('UPDATE states SET last_seen = max(last_seen, ?) WHERE id = ?').run(at, latest.id);
  } else {
    database
      .prepare('INSERT INTO states (key_id, facts, first_seen, last_seen) VALUES (?, ?, ?, ?)')
      .run(id, facts, at, at);
  }
}

interface Row extends Omit<KeyLife, 'states'> {
  readonly id: number;
  readonly facts: string;
  readonly firstSeen: string;
  readonly lastSeen: string;
}

function readLives(database: Database, account: string | null): readonly KeyLife[] {
  const rows = database
    .prepare(
      `SELECT keys.id, account, exchange, fingerprint, masked, label, owner, relation, facts,
         first_seen AS firstSeen, last_seen AS lastSeen
       FROM keys JOIN states ON states.key_id = keys.id
       WHERE ? IS NULL OR account = ?
       ORDER BY account, keys.id, states.id`,
    )
    .all(account, account) as Row[];
  const lives = new Map<number, KeyLife & { states: KeyState[] }>();
  for (const { id, facts, firstSeen, lastSeen, ...key } of rows) {
    const life = lives.get(id) ?? { ...key, states: [] };
    // `as`: written by recordKey, and by nobody else.
    life.states.push({ firstSeen, lastSeen, facts: JSON.parse(facts) as RememberedFacts });
    lives.set(id, life);
  }
  return [...lives.values()];
}

function prune(database: Database, before: string): number {
  const { changes } = database.prepare('DELETE FROM states WHERE last_seen < ?').run(before);
  database.prepare('DELETE FROM keys WHERE id NOT IN (SELECT key_id FROM states)').run();
  return changes;
}
