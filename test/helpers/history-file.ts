import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { openHistory } from '../../src/history/open.ts';
import type { Recorded } from '../../src/history/record.ts';
import type { History } from '../../src/history/store.ts';
import type { SeenAccount } from '../../src/model/history.ts';
import type { Finding, KeyReport } from '../../src/model/report.ts';
import { finding } from './report.ts';
import { keyOf, seenAccount } from './seen.ts';

/** An empty history for each test of a file. */
export function eachWithHistory() {
  let folder = '';
  let history: History;
  const open = () => {
    const opened = openHistory(join(folder, 'history.db'));
    if (opened.history === null) throw new Error(opened.notices.join(' '));
    history = opened.history;
  };
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'keyaudit-history-'));
    open();
  });
  afterEach(() => {
    history.close();
    rmSync(folder, { recursive: true });
  });
  return {
    history: () => history,
    /** Opens the file again, after something else was done with it. */
    reopen: (change: (file: string) => void) => {
      history.close();
      change(join(folder, 'history.db'));
      open();
    },
    /** A scan for each day from the 1st on; gives what the last one is compared with. */
    scans: (...days: readonly (readonly SeenAccount[])[]): Recorded => {
      const all = days.map((accounts, at) => history.record({ startedAt: day(at + 1), accounts }));
      const last = all.at(-1);
      if (last === undefined) throw new Error('no scan');
      return last;
    },
    acknowledge: (id = usualId) => {
      const changes = history.reported().filter((each) => each.finding === id);
      history.acknowledge(changes, 'it was me', new Date(day(20)));
    },
  };
}

/** 6 in the morning of days from 1 November 2026 on. */
export const day = (number: number) => `2026-11-${String(number).padStart(2, '0')}T06:00:00.000Z`;

export const calling = keyOf('ca');
export const sibling = keyOf('51', { relation: 'sibling' });
export const newcomer = keyOf('99', { relation: 'sibling' });
export const widened = { ...calling, permissions: { ...calling.permissions, withdraw: 'granted' as const } };

/** The account `bot`, of which all keys were told of. */
export const whole = (...keys: readonly KeyReport[]) => seenAccount('bot', keys, { listed: 'siblings' });
export const failed = (...keys: readonly KeyReport[]) => seenAccount('bot', keys, { status: 'failed' });

const usualId = '0123456789abcdef';

/** What a report tells of a key of `bot`, or of the account. */
export const change = (check: Finding['check'], key: KeyReport | null, id = usualId) =>
  finding({ check, id, account: 'bot', exchange: 'bybit', key: key === null ? null : key.fingerprint });
