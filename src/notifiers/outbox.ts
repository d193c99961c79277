import type { Database } from 'libsql';
import { type Opened, openDatabase } from '../database/open.js';
import { mergeMessages } from './merge.js';
import type { Message } from './message.js';
import type { Told } from './select.js';

/** A migration that was released is never changed. Times are milliseconds since 1970. */
const migrations = [
  `CREATE TABLE messages (
     id TEXT PRIMARY KEY,
     target TEXT NOT NULL,
     name TEXT NOT NULL,
     body TEXT NOT NULL,
     created_at INTEGER NOT NULL,
     due_at INTEGER NOT NULL,
     leased_at INTEGER,
     tries INTEGER NOT NULL
   ) STRICT;
   CREATE INDEX messages_of_target ON messages (target);
   CREATE TABLE targets (
     target TEXT PRIMARY KEY,
     told TEXT NOT NULL,
     told_at INTEGER NOT NULL
   ) STRICT;`,
];

/** A message that this process alone may send for a while. */
export interface Claimed {
  readonly message: Message;
  readonly createdAt: number;
  /** How often it was tried before. */
  readonly tries: number;
}

/** What is decided for a target: what it was told now, null for no change, and what is to be sent to it. */
export interface Decision {
  readonly told: Told | null;
  readonly messages: readonly Message[];
}

/** A message that is not tried any more. */
export interface GivenUp {
  /** As messages to the user call its target. */
  readonly name: string;
  readonly subject: string;
}

/** What waits to be sent, and what each target was told. Every call may throw what SQLite throws. */
export interface Outbox {
  /** null for a target that was never told anything. */
  readonly told: (target: string) => Told | null;
  /** Writes messages and what is told with them, all or nothing, before anything is sent. */
  readonly queue: (
    target: string,
    name: string,
    now: number,
    decide: (told: Told | null) => Decision,
  ) => void;
  /** A message that is due, of those the least tried; null where there is none. */
  readonly claim: (target: string, now: number) => Claimed | null;
  /** The other side has taken it. */
  readonly sent: (claimed: Claimed) => void;
  /** Leaves it to the next who asks. */
  readonly release: (claimed: Claimed) => void;
  /**
   * It waits, longer each time; or it is given up, and its target is told the state as a whole the next time.
   * @param pauseMs how long the other side asks to be left alone
   */
  readonly failed: (claimed: Claimed, target: string, now: number, pauseMs: number) => 'waits' | 'given up';
  /** Takes out what is too old and for nobody that is configured, and what is remembered of such targets. */
  readonly expire: (targets: readonly string[], now: number) => readonly GivenUp[];
  readonly close: () => void;
}

const minute = 60_000;
const day = 24 * 60 * minute;

/** Longer than a message is tried for. */
const leaseMs = 3 * minute;
const longestWaitMs = 60 * minute;

/** A message is given up when it is this old and was tried this often: a clock may jump. */
const givenUpMs = 7 * day;
const givenUpTries = 10;

const forgottenMs = 90 * day;

/** More that wait for one target, or so much of them, become one. */
const mostWaiting = 20;
const mostWaitingLength = 20_000_000;

/** Opens the outbox, or begins it. */
export function openOutbox(
  file: string,
  patienceMs?: number,
): Omit<Opened, 'database'> & { outbox: Outbox | null } {
  const { database, notices } = openDatabase({
    ...{ file, noun: 'queue of messages', migrations },
    ...(patienceMs !== undefined && { patienceMs }),
  });
  return { outbox: database === null ? null : createOutbox(database), notices };
}

function createOutbox(database: Database): Outbox {
  const run = (sql: string, ...values: unknown[]) => database.prepare(sql).run(...values);
  return {
    told: (target) => readTold(database, target),
    queue: database.transaction((target, name, now, decide) =>
      write(database, { target, name, now }, decide(readTold(database, target))),
    ).immediate as Outbox['queue'],
    claim: (target, now) => claim(database, target, now),
    sent: ({ message }) => run('DELETE FROM messages WHERE id = ?', message.id),
    release: ({ message }) => run('UPDATE messages SET leased_at = NULL WHERE id = ?', message.id),
    failed: ({ message, createdAt, tries }, target, now, pauseMs) => {
      if (now - createdAt >= givenUpMs && tries + 1 >= givenUpTries) {
        database.transaction(() => {
          run('DELETE FROM messages WHERE id = ?', message.id);
          run('DELETE FROM targets WHERE target = ?', target);
        })();
        return 'given up';
      }
      const waitMs = Math.min(longestWaitMs, Math.max(minute * 2 ** Math.min(tries, 10), pauseMs));
      run(
        'UPDATE messages SET leased_at = NULL, tries = ?, due_at = ? WHERE id = ?',
        ...[tries + 1, now + waitMs, message.id],
      );
      return 'waits';
    },
    expire: (targets, now) => expire(database, targets, now),
    close: () => database.close(),
  };
}

function readTold(database: Database, target: string): Told | null {
  const row = database.prepare('SELECT told FROM targets WHERE target = ?').get(target) as
    | { told: string }
    | undefined;
  // `as`: written below, and by nobody else.
  return row === undefined ? null : (JSON.parse(row.told) as Told);
}

function write(
  database: Database,
  { target, name, now }: { target: string; name: string; now: number },
  { told, messages }: Decision,
): void {
  if (told !== null) {
    database
      .prepare(
        `INSERT INTO targets (target, told, told_at) VALUES (?, ?, ?)
         ON CONFLICT (target) DO UPDATE SET told = excluded.told, told_at = excluded.told_at`,
      )
      .run(target, JSON.stringify(told), now);
  }
  for (const message of messages) insert(database, target, name, now, message);
}

interface Row {
  readonly body: string;
  readonly createdAt: number;
  readonly tries: number;
}

const columns = 'body, created_at AS createdAt, tries';

/** Where too many wait, the new one takes in those that nobody is sending now. */
function insert(database: Database, target: string, name: string, now: number, message: Message): void {
  const waiting = database
    .prepare(`SELECT ${columns} FROM messages WHERE target = ? AND ${isFree} ORDER BY rowid`)
    .all(target, ...freeAt(now)) as Row[];
  const length = waiting.reduce((sum, { body }) => sum + body.length, 0);
  const taken = waiting.length < mostWaiting && length < mostWaitingLength ? [] : waiting;
  const [first = message, ...rest] = [...taken.map(toMessage), message];
  const whole = taken.length === 0 ? message : mergeMessages([first, ...rest]);
  for (const row of taken) database.prepare('DELETE FROM messages WHERE id = ?').run(toMessage(row).id);
  database
    .prepare(
      `INSERT INTO messages (id, target, name, body, created_at, due_at, leased_at, tries)
       VALUES (?, ?, ?, ?, ?, ?, NULL, ?)`,
    )
    .run(
      ...[whole.id, target, name, JSON.stringify(whole)],
      ...[Math.min(now, ...taken.map(({ createdAt }) => createdAt)), now],
      Math.max(0, ...taken.map(({ tries }) => tries)),
    );
}

/** A lease that begins later than now was taken by a clock that has since been set back. */
const isFree = '(leased_at IS NULL OR leased_at <= ? OR leased_at > ?)';
const freeAt = (now: number) => [now - leaseMs, now];

/** So is a message due later than anybody waits. */
const isDue = '(due_at <= ? OR due_at > ?)';

function claim(database: Database, target: string, now: number): Claimed | null {
  const row = database
    .prepare(
      `UPDATE messages SET leased_at = ? WHERE id = (
         SELECT id FROM messages WHERE target = ? AND ${isFree} AND ${isDue}
         ORDER BY tries, rowid LIMIT 1
       ) RETURNING ${columns}`,
    )
    .get(now, target, ...freeAt(now), now, now + longestWaitMs) as Row | undefined;
  if (row === undefined) return null;
  return { message: toMessage(row), createdAt: row.createdAt, tries: row.tries };
}

function toMessage({ body }: Row): Message {
  // `as`: written above, and by nobody else.
  return JSON.parse(body) as Message;
}

function expire(database: Database, targets: readonly string[], now: number): readonly GivenUp[] {
  const known = JSON.stringify(targets);
  const isStranger = 'target NOT IN (SELECT value FROM json_each(?))';
  const where = `WHERE ${isStranger} AND created_at <= ?`;
  const old = database.prepare(`SELECT name, body FROM messages ${where}`).all(known, now - givenUpMs) as {
    name: string;
    body: string;
  }[];
  if (old.length > 0) database.prepare(`DELETE FROM messages ${where}`).run(known, now - givenUpMs);
  const forgotten = `FROM targets WHERE ${isStranger} AND told_at <= ?`;
  const [{ count } = { count: 0 }] = database
    .prepare(`SELECT count(*) AS count ${forgotten}`)
    .all(known, now - forgottenMs) as { count: number }[];
  if (count > 0) database.prepare(`DELETE ${forgotten}`).run(known, now - forgottenMs);
  return old.map(({ name, body }) => ({ name, subject: (JSON.parse(body) as Message).subject }));
}
