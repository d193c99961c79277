import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type Sqlite from 'libsql';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keyReport } from '../../test/helpers/report.ts';
import { seenAccount } from '../../test/helpers/seen.ts';
import type { SeenAccount } from '../model/history.js';
import type { KeyReport } from '../model/report.js';
import { openHistory } from './open.js';
import type { History } from './store.js';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keyaudit-history-'));
  file = join(folder, 'state', 'history.db');
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function opened(patienceMs?: number): History {
  const { history, notices } = openHistory(file, patienceMs);
  if (history === null) throw new Error(notices.join(' '));
  return history;
}

/** What is left after scans of these times, each of which saw these keys. */
function after(...scans: readonly (readonly [startedAt: string, ...keys: KeyReport[]])[]) {
  const history = opened();
  for (const [startedAt, ...keys] of scans)
    history.record({ startedAt, accounts: accountsOf(keys) }).reported([]);
  history.close();
  const again = opened();
  const lives = again.lives(null);
  again.close();
  return lives;
}

/** Each audited. */
function accountsOf(keys: readonly KeyReport[]): readonly SeenAccount[] {
  const names = [...new Set(keys.map(({ account }) => account))];
  return names.map((name) =>
    seenAccount(
      name,
      keys.filter(({ account }) => account === name),
    ),
  );
}

const [monday, tuesday, wednesday] = [
  '2026-11-23T06:00:00.000Z',
  '2026-11-24T06:00:00.000Z',
  '2026-11-25T06:00:00.000Z',
];
const key = keyReport();
const widened = keyReport({ permissions: { ...key.permissions, withdraw: 'granted' } });

describe('a key', () => {
  it('has a state for as long as it is the same', () => {
    const later = keyReport({ lastUsedAt: tuesday, label: 'renamed' });
    const [life, ...others] = after([monday, key], [tuesday, later]);
    expect(others).toEqual([]);
    expect(life).toMatchObject({ account: 'grid-bot', exchange: 'bybit', label: 'renamed' });
    expect(life?.states).toMatchObject([{ firstSeen: monday, lastSeen: tuesday }]);
  });

  it('has another state from the scan on that saw it different', () => {
    const [life] = after([monday, key], [tuesday, widened], [wednesday, widened]);
    expect(life?.states).toMatchObject([
      { firstSeen: monday, lastSeen: monday, facts: { permissions: { withdraw: 'denied' } } },
      { firstSeen: tuesday, lastSeen: wednesday, facts: { permissions: { withdraw: 'granted' } } },
    ]);
  });

  it('that is as it was before has a third state', () => {
    const [life] = after([monday, key], [tuesday, widened], [wednesday, key]);
    expect(life?.states).toHaveLength(3);
  });

  it.each<[string, Partial<KeyReport>, Partial<KeyReport>]>([
    [
      'addresses in another order',
      { ipRestriction: { state: 'restricted', allowed: ['203.0.113.7', '203.0.113.8'] } },
      { ipRestriction: { state: 'restricted', allowed: ['203.0.113.8', '203.0.113.7'] } },
    ],
    [
      'rights in another order',
      {
        grants: [
          { name: 'Order', scope: 'trade' },
          { name: 'Position', scope: 'trade' },
        ],
      },
      {
        grants: [
          { name: 'Position', scope: 'trade' },
          { name: 'Order', scope: 'trade' },
        ],
      },
    ],
    [
      'an unknown fact for another reason',
      { modifiedAt: null, unknown: [{ fact: 'modifiedAt', reason: 'not-exposed', detail: 'a' }] },
      { modifiedAt: null, unknown: [{ fact: 'modifiedAt', reason: 'refused', detail: 'b' }] },
    ],
  ])('is the same with %s', (_, one, other) => {
    const [life] = after([monday, keyReport(one)], [tuesday, keyReport(other)]);
    expect(life?.states).toHaveLength(1);
  });

  it.each<[string, Partial<KeyReport>]>([
    ['an address more', { ipRestriction: { state: 'restricted', allowed: ['203.0.113.7', '0.0.0.0/0'] } }],
    ['no restriction', { ipRestriction: { state: 'unrestricted', allowed: null } }],
    ['a right more', { grants: [...key.grants, { name: 'Withdraw', scope: 'withdraw' }] }],
    ['a new time of change', { modifiedAt: tuesday }],
    ['no end', { expiresAt: null, unknown: [] }],
    ['a switch', { enabled: 'no' }],
    ['a fact that is not told any more', { unknown: [{ fact: 'enabled', reason: 'refused', detail: 'x' }] }],
  ])('is another with %s', (_, change) => {
    const before = keyReport({
      expiresAt: wednesday,
      ipRestriction: { state: 'restricted', allowed: ['203.0.113.7'] },
    });
    const [life] = after([monday, before], [tuesday, { ...before, ...change }]);
    expect(life?.states).toHaveLength(2);
  });

  it('that asks and is listed as well has two lives: the answers differ', () => {
    const listed = keyReport({ relation: 'sibling', enabled: 'unknown' });
    const lives = after([monday, key, listed], [tuesday, key, listed]);
    expect(lives.map(({ states }) => states.length)).toEqual([1, 1]);
  });

  it('keeps its life when its account gets another name', () => {
    const [life, ...others] = after([monday, key], [tuesday, keyReport({ account: 'new-name' })]);
    expect(others).toEqual([]);
    expect(life).toMatchObject({ account: 'new-name', states: [{ firstSeen: monday }] });
  });

  it('that could not be read is not remembered', () => {
    expect(after([monday, keyReport({ fingerprint: 'unknown' })])).toEqual([]);
  });

  it('is not remembered as unknown where its account failed', () => {
    const { permissions } = key;
    const unread = keyReport({ permissions: { ...permissions, trade: 'unknown', read: 'unknown' } });
    const history = opened();
    history.record({ startedAt: monday, accounts: accountsOf([key]) });
    history.record({
      startedAt: tuesday,
      accounts: [seenAccount('grid-bot', [unread], { status: 'failed' })],
    });
    expect(history.lives(null)).toMatchObject([{ states: [{ firstSeen: monday, lastSeen: monday }] }]);
    history.close();
  });

  it('is last seen when it was, though the clock was set back', () => {
    const [life] = after([tuesday, key], [monday, key]);
    expect(life?.states).toMatchObject([{ firstSeen: tuesday, lastSeen: tuesday }]);
  });
});

describe('what is forgotten', () => {
  it('is what was last seen before the time, and no more', () => {
    after([monday, key], [tuesday, widened], [wednesday, widened]);
    const history = opened();
    expect(history.prune(new Date(tuesday))).toEqual({ states: 1, kept: 0 });
    expect(history.lives(null)).toMatchObject([{ states: [{ firstSeen: tuesday }] }]);
    expect(history.prune(new Date('2027-01-01'))).toEqual({ states: 1, kept: 0 });
    expect(history.lives(null)).toEqual([]);
    history.close();
  });
});

describe('the file', () => {
  it('can be read by its owner alone, and so can its folder', () => {
    after([monday, key]);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(join(file, '..')).mode & 0o777).toBe(0o700);
  });

  it.each<[string, () => void]>([
    ['another program’s text', () => writeFileSync(file, 'something else '.repeat(500))],
    ['its first half', () => truncateSync(file, Math.floor(statSync(file).size / 2))],
    ['its pages overwritten', () => overwrite(4_096)],
  ])('is set aside where it is damaged, with all that it holds: %s', (_, damage) => {
    after([monday, key]);
    damage();
    const before = readFileSync(file);
    const { history, notices } = openHistory(file);
    expect(notices).toHaveLength(1);
    expect(notices[0]).toMatch(/^The history was damaged\. It is kept as .*, and a new one has begun\.$/);
    history?.record({ startedAt: tuesday, accounts: accountsOf([key]) });
    expect(history?.lives(null)).toMatchObject([{ states: [{ firstSeen: tuesday }] }]);
    history?.close();
    const aside = readdirSync(join(file, '..')).find((name) => name.includes('.damaged-'));
    expect(readFileSync(join(file, '..', aside ?? ''))).toEqual(before);
    // It is told once.
    expect(openHistory(file).notices).toEqual([]);
  });

  it('is left alone where a newer keyaudit has written it', () => {
    after([monday, key]);
    edit('PRAGMA user_version = 999');
    const before = readFileSync(file);
    expect(openHistory(file)).toEqual({
      history: null,
      notices: [expect.stringMatching(/no history this time: a newer keyaudit/)],
    });
    expect(readFileSync(file)).toEqual(before);
  });

  it('is waited for, and done without where another holds it', () => {
    after([monday, key]);
    const holder = new SqliteDatabase(file);
    holder.exec('BEGIN EXCLUSIVE');
    expect(openHistory(file, 50)).toEqual({
      history: null,
      notices: [expect.stringMatching(/another keyaudit holds it/)],
    });
    holder.exec('ROLLBACK');
    holder.close();
    expect(openHistory(file, 50).notices).toEqual([]);
  });

  it('is done without where a folder has its name', () => {
    const { history, notices } = openHistory(folder);
    expect(history).toBeNull();
    expect(notices[0]).toMatch(/no history this time/);
    expect(existsSync(folder)).toBe(true);
  });
});

const SqliteDatabase = createRequire(import.meta.url)('libsql') as typeof Sqlite;

function edit(sql: string): void {
  const database = new SqliteDatabase(file);
  database.exec(sql);
  database.close();
}

/** All from here on. */
function overwrite(from: number): void {
  const bytes = readFileSync(file);
  writeFileSync(file, bytes.fill(0x5a, from));
}
