import type { Database } from 'libsql';
import type { Seen, SeenAccount } from '../model/history.js';

interface AccountRow {
  readonly id: number;
  readonly exchange: string;
  readonly name: string;
  readonly fingerprint: string;
  readonly lastSeen: string;
  /** When all its keys were told of last; null where they never were. */
  readonly listedAt: string | null;
  /** When those of its sub-accounts were, too. */
  readonly allListedAt: string | null;
}

/** An account of a scan. */
export interface RecordedAccount {
  readonly seen: SeenAccount;
  /** null where nothing is remembered of it. */
  readonly id: number | null;
  /** As it was before this scan; null where no earlier one told of it. */
  readonly before: AccountRow | null;
  /** Whether it told anything: an exchange that is down has not changed a key. */
  readonly isTold: boolean;
}

/** Remembers which accounts a scan was told of, and of which all keys. */
export function recordAccounts(database: Database, { startedAt, accounts }: Seen): RecordedAccount[] {
  const found = findAccounts(database, accounts);
  const insert = database.prepare(
    'INSERT INTO accounts (exchange, name, fingerprint, last_seen) VALUES (?, ?, ?, ?) RETURNING id',
  );
  const rename = database.prepare('UPDATE accounts SET name = ?, fingerprint = ? WHERE id = ?');
  const begun = new Map<string, number>();
  const recorded = found.map(({ seen, before }): RecordedAccount => {
    const { name, exchange } = seen;
    const fingerprint = fingerprintOf(seen);
    if (seen.status === 'failed' || fingerprint === 'unknown')
      return { seen, id: before?.id ?? null, before, isTold: false };
    if (before !== null) {
      if (before.name !== name || before.fingerprint !== fingerprint)
        rename.run(name, fingerprint, before.id);
      return { seen, id: before.id, before, isTold: true };
    }
    // Two accounts may have the same key.
    const id =
      begun.get(`${exchange} ${fingerprint}`) ?? idOf(insert.get(exchange, name, fingerprint, startedAt));
    begun.set(`${exchange} ${fingerprint}`, id);
    return { seen, id, before: null, isTold: true };
  });
  const idsOf = (is: (account: RecordedAccount) => boolean) =>
    JSON.stringify(recorded.filter(is).map(({ id }) => id));
  const mark = (column: 'last_seen' | 'listed_at' | 'all_listed_at', ids: string) =>
    // The clock may have been set back.
    database
      .prepare(
        `UPDATE accounts SET ${column} = max(coalesce(${column}, ''), ?)
         WHERE id IN (SELECT value FROM json_each(?))`,
      )
      .run(startedAt, ids);
  mark(
    'last_seen',
    idsOf(({ isTold }) => isTold),
  );
  mark(
    'listed_at',
    idsOf(({ isTold, seen }) => isTold && seen.listed !== null),
  );
  mark(
    'all_listed_at',
    idsOf(({ isTold, seen }) => isTold && seen.listed === 'sub-accounts'),
  );
  return recorded;
}

/** The calling key's. */
export function fingerprintOf({ keys: [calling] }: SeenAccount): string {
  return calling?.fingerprint ?? 'unknown';
}

function idOf(row: unknown): number {
  // `as`: of a statement that returns it.
  return (row as { id: number }).id;
}

/** An account is the same while it has its key, and else while it has its name: keys are replaced, accounts renamed. */
function findAccounts(database: Database, accounts: readonly SeenAccount[]) {
  const rows = database
    .prepare(
      `SELECT id, exchange, name, fingerprint, last_seen AS lastSeen, listed_at AS listedAt,
         all_listed_at AS allListedAt FROM accounts`,
    )
    .all() as AccountRow[];
  const byKey = new Map(rows.map((row) => [`${row.exchange} ${row.fingerprint}`, row]));
  const keyed = accounts.map((seen) => ({
    seen,
    row: byKey.get(`${seen.exchange} ${fingerprintOf(seen)}`),
  }));
  const taken = new Set(keyed.map(({ row }) => row?.id));
  const byName = new Map(
    rows.filter(({ id }) => !taken.has(id)).map((row) => [`${row.exchange} ${row.name}`, row]),
  );
  return keyed.map(({ seen, row }) => ({
    seen,
    before: row ?? byName.get(`${seen.exchange} ${seen.name}`) ?? null,
  }));
}
