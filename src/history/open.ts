import { openDatabase } from '../database/open.js';
import { createHistory, type History } from './store.js';

/** A migration that was released is never changed. */
const migrations = [
  `CREATE TABLE keys (
     id INTEGER PRIMARY KEY,
     fingerprint TEXT NOT NULL,
     is_listed INTEGER NOT NULL,
     account TEXT NOT NULL,
     exchange TEXT NOT NULL,
     masked TEXT NOT NULL,
     label TEXT,
     owner TEXT,
     relation TEXT NOT NULL,
     UNIQUE (fingerprint, is_listed)
   ) STRICT;
   CREATE TABLE states (
     id INTEGER PRIMARY KEY,
     key_id INTEGER NOT NULL REFERENCES keys (id),
     facts TEXT NOT NULL,
     first_seen TEXT NOT NULL,
     last_seen TEXT NOT NULL
   ) STRICT;
   CREATE INDEX states_of_key ON states (key_id);`,
];

/** The history, or why there is none this time. */
export interface OpenedHistory {
  /** null where it cannot be used. */
  readonly history: History | null;
  /** Whole sentences to tell the user. */
  readonly notices: readonly string[];
}

/**
 * Opens the history, or begins it.
 * @param file absolute
 * @param patienceMs how long another keyaudit may take to write
 */
export function openHistory(file: string, patienceMs?: number): OpenedHistory {
  const { database, notices } = openDatabase({
    ...{ file, noun: 'history', migrations },
    ...(patienceMs !== undefined && { patienceMs }),
  });
  return { history: database === null ? null : createHistory(database), notices };
}
