import type { Database } from 'libsql';
import type { RememberedFacts, VanishedKey } from '../model/history.js';
import { fingerprintOf, type RecordedAccount } from './accounts.js';
import type { Scan } from './keys.js';

/** A key that is not listed any more, and whose going nobody has acknowledged. */
export interface Vanished extends VanishedKey {
  readonly id: number;
  readonly accountId: number;
}

/**
 * Marks the keys that a whole list does not have any more, and gives all of these accounts that are gone, since
 * whenever. One that another account of this scan asks with is not.
 */
export function recordVanished(database: Database, scan: Scan): readonly Vanished[] {
  const { number, startedAt, accounts } = scan;
  const idsOf = (is: (account: RecordedAccount) => boolean) =>
    JSON.stringify(accounts.filter(is).map(({ id }) => id));
  const told = accounts.filter(({ isTold }) => isTold);
  database
    .prepare(
      `UPDATE keys SET gone_scan = ?, gone_at = ?
       WHERE is_listed = 1 AND gone_scan IS NULL AND last_scan < ?
         AND account_id IN (SELECT value FROM json_each(?))
         AND (relation = 'sibling' OR account_id IN (SELECT value FROM json_each(?)))
         AND fingerprint NOT IN (SELECT value FROM json_each(?))`,
    )
    .run(
      ...[number, startedAt, number],
      idsOf(({ isTold, seen }) => isTold && seen.listed !== null),
      idsOf(({ isTold, seen }) => isTold && seen.listed === 'sub-accounts'),
      JSON.stringify(told.map(({ seen }) => fingerprintOf(seen))),
    );
  const rows = database
    .prepare(
      `SELECT keys.id, account_id AS accountId, masked, label, owner, relation, gone_at AS goneSince,
         states.last_seen AS lastSeen, facts
       FROM keys JOIN states ON states.id = (SELECT max(id) FROM states WHERE key_id = keys.id)
       WHERE gone_scan IS NOT NULL AND account_id IN (SELECT value FROM json_each(?))
         AND NOT EXISTS (
           SELECT 1 FROM acknowledgements
           WHERE key_id = keys.id AND check_id = 'key-vanished' AND scan >= gone_scan
         )
       ORDER BY keys.id`,
    )
    .all(idsOf(({ id }) => id !== null)) as (Vanished & { facts: string })[];
  // `as`: written by recordKeys, and by nobody else.
  return rows.map((row) => ({ ...row, facts: JSON.parse(row.facts) as RememberedFacts }));
}
