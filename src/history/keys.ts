import type { Database } from 'libsql';
import type { KeyReport } from '../model/report.js';
import { fingerprintOf, type RecordedAccount } from './accounts.js';
import { rememberedFacts } from './remembered.js';

interface KeyRow
  extends Pick<
    KeyReport,
    'account' | 'exchange' | 'fingerprint' | 'masked' | 'label' | 'owner' | 'relation'
  > {
  readonly id: number;
  readonly isListed: number;
  readonly accountId: number | null;
  readonly appearedAfter: string | null;
}

interface StateRow {
  readonly id: number;
  readonly keyId: number;
  /** JSON. */
  readonly facts: string;
  readonly firstSeen: string;
  readonly lastSeen: string;
  /** The scan that saw it first. */
  readonly scan: number;
}

/** A key of a scan, as it is remembered. */
export interface RecordedKey extends Pick<KeyRow, 'id' | 'appearedAfter'> {
  /** The oldest first. */
  readonly states: readonly Omit<StateRow, 'id' | 'keyId'>[];
  /** Whether this scan was told of it. */
  readonly isTold: boolean;
}

/** One scan: its number, when it began, and whose keys it saw. */
export interface Scan {
  readonly number: number;
  readonly startedAt: string;
  readonly accounts: readonly RecordedAccount[];
}

/** A key, and all accounts that told of it. */
interface Told {
  /** By the account that could tell most. */
  key: KeyReport;
  readonly by: [RecordedAccount, ...RecordedAccount[]];
}

/**
 * A key that asks and a key that is listed are told of in different answers, and may be the same one: each has a life
 * of its own, so that the difference between two answers is not taken for a change.
 */
export function lifeOf({ fingerprint, relation }: Pick<KeyReport, 'fingerprint' | 'relation'>): string {
  return `${relation === 'calling' ? 0 : 1} ${fingerprint}`;
}

/** Remembers what a scan was told of each key. What is given: also those whose account told nothing this time. */
export function recordKeys(database: Database, scan: Scan): ReadonlyMap<string, RecordedKey> {
  const told = toldOf(scan.accounts);
  const silent = scan.accounts.filter(({ isTold }) => !isTold).map(({ seen }) => fingerprintOf(seen));
  const before = readKeys(database, [...[...told.values()].map(({ key }) => key.fingerprint), ...silent]);
  const write = writerOf(database, scan);
  const recorded = new Map(
    [...before].map(([life, { row, states }]): [string, RecordedKey] => [
      life,
      { id: row.id, appearedAfter: row.appearedAfter, states, isTold: false },
    ]),
  );
  for (const [life, each] of told) recorded.set(life, write.key(each, before.get(life)));
  write.end([...told.values()].flatMap(({ key }) => (key.relation === 'calling' ? [key.fingerprint] : [])));
  return recorded;
}

/** Two accounts of one owner list the same keys: what is remembered of one is what the better answer tells. */
function toldOf(accounts: readonly RecordedAccount[]): ReadonlyMap<string, Told> {
  const told = new Map<string, Told>();
  for (const account of accounts.filter(({ isTold }) => isTold)) {
    for (const key of account.seen.keys.filter(({ fingerprint }) => fingerprint !== 'unknown')) {
      const life = lifeOf(key);
      const other = told.get(life);
      if (other === undefined) {
        told.set(life, { key, by: [account] });
      } else {
        other.by.push(account);
        if (key.unknown.length < other.key.unknown.length) other.key = key;
      }
    }
  }
  return told;
}

interface Life {
  readonly row: KeyRow;
  readonly states: StateRow[];
}

function readKeys(database: Database, fingerprints: readonly string[]): ReadonlyMap<string, Life> {
  const rows = database
    .prepare(
      `SELECT id, fingerprint, is_listed AS isListed, account, exchange, masked, label, owner, relation,
         account_id AS accountId, appeared_after AS appearedAfter
       FROM keys WHERE fingerprint IN (SELECT value FROM json_each(?))`,
    )
    .all(JSON.stringify(fingerprints)) as KeyRow[];
  const states = database
    .prepare(
      `SELECT id, key_id AS keyId, facts, first_seen AS firstSeen, last_seen AS lastSeen, scan
       FROM states WHERE key_id IN (SELECT value FROM json_each(?)) ORDER BY id`,
    )
    .all(JSON.stringify(rows.map(({ id }) => id))) as StateRow[];
  const lives = new Map(rows.map((row): [number, Life] => [row.id, { row, states: [] }]));
  for (const state of states) lives.get(state.keyId)?.states.push(state);
  return new Map([...lives.values()].map((life) => [`${life.row.isListed} ${life.row.fingerprint}`, life]));
}

/** Writes a key's row, where it is new or another one. */
function rowWriter(database: Database) {
  const insert = database.prepare(
    `INSERT INTO keys (account, masked, label, owner, relation, account_id, fingerprint, is_listed, exchange,
       appeared_after) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id`,
  );
  const update = database.prepare(
    'UPDATE keys SET account = ?, masked = ?, label = ?, owner = ?, relation = ?, account_id = ? WHERE id = ?',
  );
  return ({ key, by }: Told, before: KeyRow | undefined): Pick<KeyRow, 'id' | 'appearedAfter'> => {
    const { fingerprint, exchange, masked, label, owner, relation } = key;
    const teller = by.find(({ id }) => id === before?.accountId) ?? by[0];
    const now = [teller.seen.name, masked, label, owner, relation, teller.id];
    if (before === undefined) {
      const isListed = relation !== 'calling';
      const appearedAfter = isListed ? lackedAt(key, by) : null;
      const row = insert.get(...now, fingerprint, isListed ? 1 : 0, exchange, appearedAfter);
      // `as`: of a statement that returns it.
      return { id: (row as { id: number }).id, appearedAfter };
    }
    const was = [
      ...[before.account, before.masked, before.label, before.owner],
      ...[before.relation, before.accountId],
    ];
    if (now.some((value, at) => value !== was[at])) update.run(...now, before.id);
    return before;
  };
}

/** Statements are made once, and what is the same for many keys is written at the end, for all of them together. */
function writerOf(database: Database, { number, startedAt }: Scan) {
  const keyRow = rowWriter(database);
  const insertState = database.prepare(
    'INSERT INTO states (key_id, facts, first_seen, last_seen, scan) VALUES (?, ?, ?, ?, ?)',
  );
  const [seen, same]: [number[], number[]] = [[], []];
  return {
    key: (told: Told, before: Life | undefined): RecordedKey => {
      const { id, appearedAfter } = keyRow(told, before?.row);
      seen.push(id);
      const facts = JSON.stringify(rememberedFacts(told.key));
      const states = before?.states ?? [];
      const latest = states.at(-1);
      if (latest?.facts === facts) {
        same.push(latest.id);
        // The clock may have been set back.
        const lastSeen = latest.lastSeen > startedAt ? latest.lastSeen : startedAt;
        return { id, appearedAfter, states: states.with(-1, { ...latest, lastSeen }), isTold: true };
      }
      insertState.run(id, facts, startedAt, startedAt, number);
      const state = { facts, firstSeen: startedAt, lastSeen: startedAt, scan: number };
      return { id, appearedAfter, states: [...states, state], isTold: true };
    },
    /** @param calling the fingerprints of those that answered: they are there, whatever a list says */
    end: (calling: readonly string[]) => {
      const run = (sql: string, ...values: (string | number)[]) => database.prepare(sql).run(...values);
      run(
        'UPDATE states SET last_seen = max(last_seen, ?) WHERE id IN (SELECT value FROM json_each(?))',
        ...[startedAt, JSON.stringify(same)],
      );
      run(
        'UPDATE keys SET last_scan = ?, gone_scan = NULL, gone_at = NULL WHERE id IN (SELECT value FROM json_each(?))',
        ...[number, JSON.stringify(seen)],
      );
      run(
        `UPDATE keys SET gone_scan = NULL, gone_at = NULL
         WHERE gone_scan IS NOT NULL AND fingerprint IN (SELECT value FROM json_each(?))`,
        JSON.stringify(calling),
      );
    },
  };
}

/** When an earlier scan was last told all keys among which this one would have been; null where none was. */
function lackedAt({ relation }: KeyReport, by: readonly RecordedAccount[]): string | null {
  const lists = by.map(({ before }) => (relation === 'sub-account' ? before?.allListedAt : before?.listedAt));
  return (
    lists
      .filter((at) => typeof at === 'string')
      .toSorted()
      .at(-1) ?? null
  );
}
