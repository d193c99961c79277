import { closeSync, existsSync, mkdirSync, openSync, renameSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import type Sqlite from 'libsql';
import type { Database } from 'libsql';

/** What a file is, and how its tables came to be. */
export interface Store {
  /** Absolute. */
  readonly file: string;
  /** As messages call what it holds: "history". */
  readonly noun: string;
  /** Each brings the tables of one version to the next. A migration that was released is never changed. */
  readonly migrations: readonly string[];
  /** How long another keyaudit may take to write; 5 s where it is left out. */
  readonly patienceMs?: number;
}

/** The database, or why there is none this time. */
export interface Opened {
  /** null where it cannot be used. */
  readonly database: Database | null;
  /** Whole sentences to tell the user. */
  readonly notices: readonly string[];
}

/**
 * Opens the file, readable by its owner alone, and makes it where there is none. One that is damaged is set aside
 * under another name, never emptied.
 */
export function openDatabase(store: Store): Opened {
  const { file, noun } = store;
  const notices: string[] = [];
  try {
    const damaged = makeFile(file);
    const database = openHealthy(store);
    if (database !== null) return { database, notices };
    // Another keyaudit may have met the same damage and begun a new one meanwhile.
    if (makeFile(file) === damaged) notices.push(setAside(store));
    makeFile(file);
    const begun = openHealthy(store);
    if (begun !== null) return { database: begun, notices };
    return { database: null, notices: [...notices, `There is no ${noun} this time: it is damaged again.`] };
  } catch (error) {
    return { database: null, notices: [...notices, `There is no ${noun} this time: ${sayProblem(error)}.`] };
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
function openHealthy({ file, migrations, patienceMs = 5_000 }: Store): Database | null {
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
    migrate(database, migrations);
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

function migrate(database: Database, migrations: readonly string[]): void {
  const step = database.transaction(() => {
    const version = versionOf(database);
    if (version > migrations.length) throw new NewerVersion();
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

class NewerVersion extends Error {}

/** Gives the sentence that tells of it. */
function setAside({ file, noun }: Store): string {
  const aside = `${file}.damaged-${new Date().toISOString().replaceAll(':', '')}`;
  // The journal first: a new file beside an old journal would be changed by it.
  if (existsSync(`${file}-journal`)) renameSync(`${file}-journal`, `${aside}-journal`);
  renameSync(file, aside);
  return `The ${noun} was damaged. It is kept as ${aside}, and a new one has begun.`;
}

/** What SQLite or the system says, in words that a user can act on. */
export function sayProblem(error: unknown): string {
  if (error instanceof NewerVersion) return 'a newer keyaudit has written it; update this one';
  const code = (error as { code?: string }).code ?? '';
  if (/FULL|ENOSPC|EDQUOT|EFBIG/.test(code)) return 'the disk is full';
  if (/DBMOVED/.test(code)) return 'its file was moved or deleted meanwhile';
  if (/READONLY|EROFS|EACCES|EPERM|CANTOPEN/.test(code)) return 'this user may not write it';
  if (/MODULE_NOT_FOUND|DLOPEN/.test(code)) return 'SQLite cannot be loaded on this system';
  if (/BUSY|LOCKED/.test(code)) return 'another keyaudit holds it';
  return `it could not be written (${code || 'unknown error'})`;
}
