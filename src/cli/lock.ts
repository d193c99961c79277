import type { Database } from 'libsql';
import { openDatabase, sayProblem } from '../database/open.js';
import { UserError } from '../model/user-error.js';
import type { Io } from './io.js';
import { stateFile } from './state-file.js';

/** A migration that was released is never changed. */
const migrations = ['CREATE TABLE runs (started_at TEXT NOT NULL) STRICT;'];

/** As messages call it. */
const noun = 'lock against a second run';

/** How long a run that ends just now may take. */
const patienceMs = 2_000;

/** Of one user, one at a time has it. */
export type Lock =
  | {
      readonly state: 'taken';
      /** Whole sentences to tell the user: why there is none, for instance. Then nothing keeps other runs away. */
      readonly notices: readonly string[];
      readonly release: () => void;
    }
  | {
      readonly state: 'held';
      /** When the run began that has it, ISO 8601; null where it has not said so yet. */
      readonly since: string | null;
    };

/**
 * Takes the lock, which lasts until it is released or the process ends, in whatever way: it is SQLite's own on a file,
 * which the system lets go of with the process, and which no program that keyaudit starts inherits.
 */
export function takeLock(env: Io['env'], now: Date): Lock {
  try {
    const file = stateFile('lock.db', env);
    const { database, notices } = openDatabase({ file, noun, migrations, patienceMs });
    return database === null ? noLock(notices) : takeIn(database, notices, now);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return noLock([`There is no ${noun} this time: ${error.message}`]);
  }
}

function noLock(notices: readonly string[]): Lock {
  return { state: 'taken', notices, release: () => {} };
}

function takeIn(database: Database, notices: readonly string[], now: Date): Lock {
  try {
    begin(database);
    // Committed, so that others can read it while the lock is held.
    database.exec('DELETE FROM runs');
    database.prepare('INSERT INTO runs (started_at) VALUES (?)').run(now.toISOString());
    database.exec('COMMIT');
    begin(database);
    return { state: 'taken', notices, release: () => letGo(database) };
  } catch (error) {
    const held = error instanceof Held;
    const since = held ? sinceWhen(database) : null;
    letGo(database);
    if (held) return { state: 'held', since };
    return noLock([...notices, `There is no ${noun} this time: ${sayProblem(error)}.`]);
  }
}

class Held extends Error {}

/** Others can still read: only writing is for one at a time. */
function begin(database: Database): void {
  try {
    database.exec('BEGIN IMMEDIATE');
  } catch (error) {
    if ((error as { code?: string }).code === 'SQLITE_BUSY') throw new Held();
    throw error;
  }
}

/** null where it cannot be read: then it is held all the same. */
function sinceWhen(database: Database): string | null {
  try {
    const run = database.prepare('SELECT started_at FROM runs').get() as { started_at: string } | undefined;
    return run?.started_at ?? null;
  } catch {
    return null;
  }
}

function letGo(database: Database): void {
  try {
    // By name: closing alone leaves the transaction to the collector of garbage.
    if (database.inTransaction) database.exec('ROLLBACK');
    database.close();
  } catch {
    // The end of the process lets go of it.
  }
}
