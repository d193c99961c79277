import type { Database } from 'libsql';
import {
  type DriftCheck,
  driftChecks,
  type Earlier,
  type KeyHistory,
  type RememberedFacts,
  type Seen,
} from '../model/history.js';
import type { Finding } from '../model/report.js';
import { recordAccounts } from './accounts.js';
import { lifeOf, type RecordedKey, recordKeys, type Scan } from './keys.js';
import { markReported } from './reported.js';
import { recordVanished, type Vanished } from './vanished.js';

/** What became of a scan that was remembered. */
export interface Recorded {
  readonly earlier: Omit<Earlier, 'problem'>;
  /** Remembers what the scan's report told, once it was told: so much, and nothing newer, can be acknowledged. */
  readonly reported: (findings: readonly Finding[]) => void;
}

/** Remembers what a scan saw, and gives what there is to compare it with. To be called within a transaction. */
export function record(database: Database, seen: Seen): Recorded {
  const accounts = recordAccounts(database, seen);
  const scan: Scan = { number: nextScan(database), startedAt: seen.startedAt, accounts };
  const keys = recordKeys(database, scan);
  const vanished = recordVanished(database, scan);
  const acknowledged = acknowledgedScans(
    database,
    [...keys.values()].map(({ id }) => id),
  );
  const times = accounts.flatMap(({ before }) => before?.lastSeen ?? []);
  const rows = new Map(accounts.map(({ seen: { name }, id, before }) => [name, before === null ? null : id]));
  const goneFrom = (account: string): readonly Vanished[] | null => {
    const id = rows.get(account) ?? null;
    return id === null ? null : vanished.filter(({ accountId }) => accountId === id);
  };
  return {
    earlier: {
      comparedWith: times.toSorted().at(-1) ?? null,
      firstSeen: accounts.flatMap(({ seen: { name }, before }) => (before === null ? [name] : [])),
      ofKey: (key) => {
        const found = keys.get(lifeOf(key));
        return found === undefined ? null : historyOf(key.fingerprint, found, keys, acknowledged);
      },
      vanishedFrom: goneFrom,
    },
    reported: database.transaction((findings: readonly Finding[]) =>
      markReported(database, { scan, keys, goneFrom }, findings),
    ).immediate,
  };
}

function nextScan(database: Database): number {
  const { newest } = database.prepare('UPDATE scans SET newest = newest + 1 RETURNING newest').get() as {
    newest: number;
  };
  return newest;
}

type ScansByCheck = ReadonlyMap<string, number>;

/** By key and check: up to which scan it is acknowledged. */
function acknowledgedScans(database: Database, keys: readonly number[]): ReadonlyMap<number, ScansByCheck> {
  const rows = database
    .prepare(
      `SELECT key_id AS key, check_id AS checkId, max(scan) AS scan FROM acknowledgements
       WHERE key_id IN (SELECT value FROM json_each(?)) GROUP BY key_id, check_id`,
    )
    .all(JSON.stringify(keys)) as { key: number; checkId: string; scan: number }[];
  const scans = new Map<number, Map<string, number>>();
  for (const { key, checkId, scan } of rows)
    scans.set(key, new Map([...(scans.get(key) ?? []), [checkId, scan]]));
  return scans;
}

/** null of a key that is seen for the first time, and that no earlier list should have had. */
function historyOf(
  fingerprint: string,
  { id, states, appearedAfter, isTold }: RecordedKey,
  keys: ReadonlyMap<string, RecordedKey>,
  acknowledged: ReadonlyMap<number, ScansByCheck>,
): KeyHistory | null {
  const scans = acknowledged.get(id);
  const wasConfigured = keys.has(lifeOf({ fingerprint, relation: 'calling' }));
  const [first] = states;
  const isNew = appearedAfter !== null && !wasConfigured && scans?.has('key-appeared') !== true;
  const appeared =
    isNew && first !== undefined ? { lastWithout: appearedAfter, firstWith: first.firstSeen } : null;
  if (states.length < 2 && first?.firstSeen === first?.lastSeen && appeared === null) return null;
  const upTo = (check: DriftCheck): [DriftCheck, number][] => {
    const scan = scans?.get(check);
    const newest = scan === undefined ? -1 : states.findLastIndex((state) => state.scan <= scan);
    // None where all that it covers is forgotten.
    return newest === -1 ? [] : [[check, newest]];
  };
  return {
    states: states.map(({ firstSeen, lastSeen, facts }) => ({
      firstSeen,
      lastSeen,
      // `as`: written by recordKeys, and by nobody else.
      facts: JSON.parse(facts) as RememberedFacts,
    })),
    acknowledged: Object.fromEntries(driftChecks.flatMap(upTo)),
    appeared,
    isRead: isTold,
  };
}
