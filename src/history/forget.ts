import type { Database } from 'libsql';

/** How many states of keys were forgotten, and how many were kept though they are as old. */
export interface Forgotten {
  readonly states: number;
  /** What a change rests on that nobody has acknowledged, or that no report has told of yet. */
  readonly kept: number;
}

const waiting = `SELECT key_id FROM reported WHERE NOT EXISTS (
    SELECT 1 FROM acknowledgements AS done
    WHERE done.key_id = reported.key_id AND done.check_id = reported.check_id AND done.scan >= reported.scan
  )
  UNION SELECT keys.id FROM keys JOIN states ON states.key_id = keys.id WHERE states.scan > judged_scan`;

/**
 * Forgets what was last seen before a time, but nothing that a change rests on which is not acknowledged. To be called
 * within a transaction.
 * @param before ISO 8601
 */
export function forget(database: Database, before: string): Forgotten {
  const run = (sql: string, ...values: string[]) => database.prepare(sql).run(...values).changes;
  const { kept } = database
    .prepare(`SELECT count(*) AS kept FROM states WHERE last_seen < ? AND key_id IN (${waiting})`)
    .get(before) as { kept: number };
  const states = run(`DELETE FROM states WHERE last_seen < ? AND key_id NOT IN (${waiting})`, before);
  const gone = 'key_id NOT IN (SELECT key_id FROM states)';
  run(`DELETE FROM reported WHERE ${gone}`);
  run(`DELETE FROM acknowledgements WHERE ${gone}`);
  run('DELETE FROM keys WHERE id NOT IN (SELECT key_id FROM states)');
  // A list whose keys are forgotten must not make them new ones.
  run('UPDATE accounts SET listed_at = NULL WHERE listed_at < ?', before);
  run('UPDATE accounts SET all_listed_at = NULL WHERE all_listed_at < ?', before);
  run(
    'DELETE FROM accounts WHERE last_seen < ? AND id NOT IN (SELECT account_id FROM keys WHERE account_id IS NOT NULL)',
    before,
  );
  return { states, kept };
}
