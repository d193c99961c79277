import type { Database } from 'libsql';
import { type DriftCheck, isDrift } from '../model/history.js';
import type { Finding, KeyReport } from '../model/report.js';
import { lifeOf, type RecordedKey, type Scan } from './keys.js';

/** A finding of a change, of one key that it rests on, as the latest report told it. */
export interface ReportedChange
  extends Pick<KeyReport, 'account' | 'exchange' | 'masked' | 'relation' | 'owner'> {
  readonly finding: string;
  readonly check: DriftCheck;
  readonly keyId: number;
  /** The scan of that report, and when it was. */
  readonly scan: number;
  readonly at: string;
  readonly isAcknowledged: boolean;
  /** Whether a scan has seen the key otherwise since, and no report has told of it yet. */
  readonly hasChangedSince: boolean;
}

interface Judged {
  readonly scan: Scan;
  readonly keys: ReadonlyMap<string, RecordedKey>;
  readonly goneFrom: (account: string) => readonly { readonly id: number }[] | null;
}

/**
 * Remembers which changes a report told of, and that it told all there is to tell of the keys it judged. To be called
 * within a transaction.
 */
export function markReported(
  database: Database,
  { scan, keys, goneFrom }: Judged,
  findings: readonly Finding[],
): void {
  const { number, startedAt, accounts } = scan;
  const judged = JSON.stringify([...keys.values()].map(({ id }) => id));
  const rows = findings.filter(isChange).flatMap((finding) => {
    const ids =
      finding.key === null ? goneFrom(finding.account) : livesOf(finding.key, keys).map(({ id }) => ({ id }));
    return (ids ?? []).map(({ id }) => ({ finding, id }));
  });
  database
    .prepare(
      `DELETE FROM reported WHERE scan < ? AND check_id <> 'key-vanished'
         AND key_id IN (SELECT value FROM json_each(?))`,
    )
    .run(number, judged);
  database
    .prepare(
      `DELETE FROM reported WHERE scan < ? AND check_id = 'key-vanished'
         AND key_id IN (SELECT keys.id FROM keys WHERE account_id IN (SELECT value FROM json_each(?)))`,
    )
    .run(number, JSON.stringify(accounts.map(({ id }) => id)));
  const insert = database.prepare(
    `INSERT INTO reported (finding, check_id, key_id, scan, at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (finding, key_id) DO UPDATE SET scan = excluded.scan, at = excluded.at
     WHERE excluded.scan > reported.scan`,
  );
  for (const { finding, id } of rows) insert.run(finding.id, finding.check, id, number, startedAt);
  database
    .prepare('UPDATE keys SET judged_scan = max(judged_scan, ?) WHERE id IN (SELECT value FROM json_each(?))')
    .run(number, judged);
}

function isChange({ check, outcome }: Finding): boolean {
  return outcome === 'fail' && isDrift(check);
}

/** As the key that asks, and as one that is listed. */
function livesOf(fingerprint: string, keys: Judged['keys']): readonly RecordedKey[] {
  return (['calling', 'sibling'] as const).flatMap(
    (relation) => keys.get(lifeOf({ fingerprint, relation })) ?? [],
  );
}

/** Every change that the latest reports told of; those that are acknowledged, too, until the next scan. */
export function readReported(database: Database): readonly ReportedChange[] {
  const rows = database
    .prepare(
      `SELECT finding, check_id AS "check", key_id AS keyId, scan, at, account, exchange, masked, relation, owner,
         EXISTS (
           SELECT 1 FROM acknowledgements AS done
           WHERE done.key_id = reported.key_id AND done.check_id = reported.check_id AND done.scan >= reported.scan
         ) AS isAcknowledged,
         EXISTS (
           SELECT 1 FROM states WHERE states.key_id = reported.key_id AND states.scan > reported.scan
         ) AS hasChangedSince
       FROM reported JOIN keys ON keys.id = reported.key_id
       ORDER BY account, reported.finding, keys.id`,
    )
    .all() as (Omit<ReportedChange, 'isAcknowledged' | 'hasChangedSince'> & {
    isAcknowledged: number;
    hasChangedSince: number;
  })[];
  return rows.map((row) => ({
    ...row,
    isAcknowledged: row.isAcknowledged === 1,
    hasChangedSince: row.hasChangedSince === 1,
  }));
}

/**
 * Remembers that somebody knows of these changes, as far as the reports went that told of them. To be called within a
 * transaction.
 */
export function acknowledge(
  database: Database,
  changes: readonly ReportedChange[],
  reason: string,
  at: Date,
): void {
  const insert = database.prepare(
    'INSERT INTO acknowledgements (finding, check_id, key_id, scan, reason, at) VALUES (?, ?, ?, ?, ?, ?)',
  );
  for (const { finding, check, keyId, scan } of changes)
    insert.run(finding, check, keyId, scan, reason, at.toISOString());
}
