import type { Database } from 'libsql';
import type { Seen } from '../model/history.js';
import { type Forgotten, forget } from './forget.js';
import { type KeyLife, readLives } from './lives.js';
import { type Recorded, record } from './record.js';
import { acknowledge, type ReportedChange, readReported } from './reported.js';

/** What was seen of keys before: facts by fingerprint, never a secret. */
export interface History {
  /** Remembers what a scan saw, all of it or nothing, and gives what there is to compare it with. */
  readonly record: (seen: Seen) => Recorded;
  /** @param account only the keys of this account; null for all */
  readonly lives: (account: string | null) => readonly KeyLife[];
  /** The changes that the latest reports told of. */
  readonly reported: () => readonly ReportedChange[];
  /** Remembers, for all of them or none, that somebody knows of these changes, as far as their reports went. */
  readonly acknowledge: (changes: readonly ReportedChange[], reason: string, at: Date) => void;
  /** Forgets what was last seen before this time, but nothing that an unacknowledged change rests on. */
  readonly prune: (before: Date) => Forgotten;
  readonly close: () => void;
}

/** @param database one whose tables are those of the newest migration */
export function createHistory(database: Database): History {
  return {
    record: database.transaction((seen: Seen) => record(database, seen)).immediate,
    lives: (account) => readLives(database, account),
    reported: () => readReported(database),
    acknowledge: database.transaction((changes: readonly ReportedChange[], reason: string, at: Date) =>
      acknowledge(database, changes, reason, at),
    ).immediate,
    prune: database.transaction((before: Date) => forget(database, before.toISOString())).immediate,
    close: () => database.close(),
  };
}
