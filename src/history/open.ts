import { closeSync, existsSync, mkdirSync, openSync, renameSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import type Sqlite from 'libsql';
import type { Database } from 'libsql';
import { createHistory, type History } from './store.js';

/**
 * Each brings the tables of one version to the next. A migration that was released is never changed.
 */
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
] as const;

/** The history, or why there is none this time. */
export type Opened = {
  /** null where it cannot be used. */
  readonly history: History | null;
  /** Whole sentences to tell the user. */
  readonly notices: readonly string[];
};

/**
 * Opens the file, readable by its owner alone, and makes it where there is none. One that is damaged is set aside
 * under another name, never emptied.
 * @param file absolute
 * @param patienceMs how long another keyaudit may take to write
 */
export function openHistory(file: string, patienceMs = 5_000): Opened {
  const notices: string[] = [];
  try {
    const damaged = makeFile(file);
    const database = openDatabase(file, patienceMs);
    if (database !== null) return { history: createHistory(database), notices };
    // Another keyaudit may have met the same damage and begun a new one meanwhile.
    if (makeFile(file) === damaged) notices.push(setAside(file));
    makeFile(file);
    const begun = openDatabase(file, patienceMs);
    if (begun !== null) return { history: createHistory(begun), notices };
    return { history: null, notices: [...notices, 'There is no history this time: it is damaged again.'] };
  } catch (error) {
    return { history: null, notices: [...notices, `There is no history this time: ${sayProblem(error)}.`] };
  }
}

/** Makes the file where there is none. Gives what tells it from another that takes its place. */
function makeFile(file: string): bigint {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  // By this, not by SQLite, so that nobody else can read it for a moment; its journal gets the same mode.
  if (!existsSync(file)) closeSync(openSync(file, 'a', 0o600));
  return statSync(file, { bigint: true }).ino;
}

/** null where it is damaged; throws where it cannot be opened for another reason. */
function openDatabase(file: string, patienceMs: number): Database | null {
  // Loaded as the CommonJS that it is, and only here: it is a binary, which not every system has.
  const SqliteDatabase = createRequire(import.meta.url)('libsql') as typeof Sqlite;
  const database = new SqliteDatabase(file, { timeout: patienceMs });
  try {
    const [{ quick_check: health } = { quick_check: 'unknown' }] = database.pragma('quick_check(1)') as {
      quick_check: string;
    }[];
    if (health !== 'ok') {
      database.close();
      return null;
    }
    migrate(database);
    return database;
  } catch (error) {
    database.close();
    if (isDamage(error)) return null;
    throw error;
  }
}

function isDamage(error: unknown): boolean {
  return /^SQLITE_(NOTADB|CORRUPT)/.test((error as { code?: string }).code ?? '');
}

function migrate(database: Database): void {
  const step = database.transaction(() => {
    const version = versionOf(database);
    if (version > migrations.length) throw new NewerHistory();
    for (const migration of migrations.slice(version)) database.exec(migration);
    database.exec(`PRAGMA user_version = ${migrations.length}`);
  });
  // Asked first without the lock that writing takes: mostly there is nothing to do.
  if (versionOf(database) !== migrations.length) step.immediate();
}

function versionOf(database: Database): number {
  const [{ user_version: version } = { user_version: 0 }] = database.pragma('user_version') as {
    user_version: number;
  }[];
  return version;
}

class NewerHistory extends Error {}

/** Gives the sentence that tells of it. */
function setAside(file: string): string {
  const aside = `${file}.damaged-${new Date().toISOString().replaceAll(':', '')}`;
  // The journal first: a new file beside an old journal would be changed by it.
  if (existsSync(`${file}-journal`)) renameSync(`${file}-journal`, `${aside}-journal`);
  renameSync(file, aside);
  return `The history was damaged. It is kept as ${aside}, and a new one has begun.`;
}

/** What SQLite or the system says, in words that a user can act on. */
export function sayProblem(error: unknown): string {
  if (error instanceof NewerHistory) return 'a newer keyaudit has written it; update this one';
  const code = (error as { code?: string }).code ?? '';
  if (/FULL|ENOSPC|EDQUOT|EFBIG/.test(code)) return 'the disk is full';
  if (/READONLY|EROFS|EACCES|EPERM|CANTOPEN/.test(code)) return 'this user may not write it';
  if (/MODULE_NOT_FOUND|DLOPEN/.test(code)) return 'SQLite cannot be loaded on this system';
  if (/BUSY|LOCKED/.test(code)) return 'another keyaudit holds it';
  return `it could not be written (${code || 'unknown error'})`;
}
