import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type Sqlite from 'libsql';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { finding } from '../../test/helpers/report.ts';
import { keyOf, seenAccount } from '../../test/helpers/seen.ts';
import type { SeenAccount } from '../model/history.ts';
import type { Finding, KeyReport } from '../model/report.ts';
import { openHistory } from './open.ts';
import type { Recorded } from './record.ts';
import { rememberedFacts } from './remembered.ts';
import type { History } from './store.ts';

let folder: string;
let file: string;
let history: History;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keyaudit-history-'));
  file = join(folder, 'history.db');
  history = opened();
});
afterEach(() => {
  history.close();
  rmSync(folder, { recursive: true });
});

function opened(): History {
  const { history, notices } = openHistory(file);
  if (history === null) throw new Error(notices.join(' '));
  return history;
}

/** 6 in the morning of days from 1 November 2026 on. */
const day = (number: number) => `2026-11-${String(number).padStart(2, '0')}T06:00:00.000Z`;

const calling = keyOf('ca');
const sibling = keyOf('51', { relation: 'sibling' });
const newcomer = keyOf('99', { relation: 'sibling' });
const ofSub = keyOf('5b', { relation: 'sub-account', owner: 'grid' });
const widened = { ...calling, permissions: { ...calling.permissions, withdraw: 'granted' as const } };
const widest = { ...widened, permissions: { ...widened.permissions, manage: 'granted' as const } };

const whole = (...keys: readonly KeyReport[]) => seenAccount('bot', keys, { listed: 'siblings' });
const wholeWithSubs = (...keys: readonly KeyReport[]) => seenAccount('bot', keys, { listed: 'sub-accounts' });
const partial = (...keys: readonly KeyReport[]) => seenAccount('bot', keys, { status: 'partial' });
const failed = (...keys: readonly KeyReport[]) => seenAccount('bot', keys, { status: 'failed' });

/** A scan for each day from the 1st on; gives what the last one is compared with. */
function scans(...days: readonly (readonly SeenAccount[])[]): Recorded {
  const all = days.map((accounts, at) => history.record({ startedAt: day(at + 1), accounts }));
  const last = all.at(-1);
  if (last === undefined) throw new Error('no scan');
  return last;
}

describe('what a scan is compared with', () => {
  it('is nothing at first', () => {
    const { earlier } = scans([whole(calling)]);
    expect(earlier).toMatchObject({ comparedWith: null, firstSeen: ['bot'] });
    expect(earlier.ofKey(calling)).toBeNull();
    expect(earlier.vanishedFrom('bot')).toBeNull();
  });

  it('is the latest scan of one of its accounts, and not of others', () => {
    const other = seenAccount('other', [keyOf('0f')]);
    const { earlier } = scans(
      [whole(calling)],
      [other],
      [whole(calling), seenAccount('third', [keyOf('33')])],
    );
    expect(earlier).toMatchObject({ comparedWith: day(1), firstSeen: ['third'] });
  });

  it('knows an account by its key, or by its name', () => {
    const renamed = { ...whole(calling), name: 'renamed' };
    expect(scans([whole(calling)], [renamed]).earlier.firstSeen).toEqual([]);
    const rotated = { ...renamed, keys: [keyOf('cb')] };
    expect(scans([rotated]).earlier.firstSeen).toEqual([]);
    const another = { ...renamed, name: 'another', keys: [keyOf('cc')] };
    expect(scans([another]).earlier.firstSeen).toEqual(['another']);
  });

  it('is not mixed up where two accounts change their names', () => {
    const [a, b] = [keyOf('0a'), keyOf('0b')];
    scans([seenAccount('a', [a], { listed: 'siblings' }), seenAccount('b', [b])]);
    // The account that had no whole list has none under the other's name either.
    const stranger = { ...sibling };
    const { earlier } = scans([
      seenAccount('b', [a]),
      seenAccount('a', [b, stranger], { listed: 'siblings' }),
    ]);
    expect(earlier.firstSeen).toEqual([]);
    expect(earlier.ofKey(stranger)).toBeNull();
  });

  it('has all states of a key, and says whether the last is what was told now', () => {
    const told = scans([whole(calling)], [whole(widened)]).earlier.ofKey(calling);
    expect(told?.states.map(({ firstSeen }) => firstSeen)).toEqual([day(1), day(2)]);
    expect(told?.isRead).toBe(true);
    const untold = scans([failed(calling)]).earlier.ofKey(calling);
    expect(untold?.states).toHaveLength(2);
    expect(untold?.isRead).toBe(false);
  });

  it('takes the better of two answers about a key that two accounts list', () => {
    const unknown = [{ fact: 'expiresAt', reason: 'refused', detail: 'x' }] as const;
    const worse = {
      ...sibling,
      account: 'second',
      expiresAt: null,
      unknown: [...sibling.unknown, ...unknown],
    };
    const both = [seenAccount('first', [calling, worse]), seenAccount('second', [keyOf('cb'), sibling])];
    const { earlier } = scans(both, both.toReversed(), both);
    expect(earlier.ofKey(sibling)?.states).toHaveLength(1);
  });
});

describe('a listed key', () => {
  const appeared = ({ earlier }: Recorded, key: KeyReport) => earlier.ofKey(key)?.appeared ?? null;

  it.each<[string, readonly (readonly SeenAccount[])[], KeyReport, string | null]>([
    ['comes after a whole list', [[whole(calling)], [whole(calling, newcomer)]], newcomer, day(1)],
    [
      'comes after several',
      [[whole(calling)], [whole(calling)], [partial(calling)], [whole(calling, newcomer)]],
      newcomer,
      day(2),
    ],
    [
      'is there from the first list on',
      [[whole(calling, sibling)], [whole(calling, sibling)]],
      sibling,
      null,
    ],
    [
      'comes after a list that was not whole',
      [[partial(calling)], [whole(calling, newcomer)]],
      newcomer,
      null,
    ],
    ['comes in a list that is not whole', [[whole(calling)], [partial(calling, newcomer)]], newcomer, day(1)],
    [
      'of a sub-account, after a list without those',
      [[whole(calling)], [wholeWithSubs(calling, ofSub)]],
      ofSub,
      null,
    ],
    [
      'of a sub-account, after a list with those',
      [[wholeWithSubs(calling)], [wholeWithSubs(calling, ofSub)]],
      ofSub,
      day(1),
    ],
    [
      'comes after a list with sub-accounts',
      [[wholeWithSubs(calling)], [whole(calling, newcomer)]],
      newcomer,
      day(1),
    ],
    [
      'was the key that asked before',
      [[whole({ ...newcomer, relation: 'calling' })], [whole(calling, newcomer)]],
      newcomer,
      null,
    ],
    [
      'is an account’s own',
      [
        [whole(calling)],
        [whole(calling, newcomer), seenAccount('spare', [{ ...newcomer, relation: 'calling' }])],
      ],
      newcomer,
      null,
    ],
    [
      'is new to one of two accounts that list it',
      [
        [whole(calling)],
        [seenAccount('second', [keyOf('cb'), newcomer], { listed: 'siblings' }), whole(calling, newcomer)],
      ],
      newcomer,
      day(1),
    ],
  ])('that %s', (_, days, key, since) => {
    const told = appeared(scans(...days), key);
    expect(told?.lastWithout ?? null).toBe(since);
  });

  it('that came stays one that came', () => {
    const last = scans([whole(calling)], [whole(calling, newcomer)], [whole(calling, newcomer)]);
    expect(appeared(last, newcomer)).toEqual({ lastWithout: day(1), firstWith: day(2) });
  });
});

describe('a key that is gone', () => {
  const gone = ({ earlier }: Recorded) => earlier.vanishedFrom('bot')?.map(({ masked }) => masked);
  const both = whole(calling, sibling);

  it.each<[string, readonly (readonly SeenAccount[])[], readonly string[]]>([
    ['from a whole list', [[both], [whole(calling)]], ['51…51']],
    ['from a list that is not whole', [[both], [partial(calling)]], []],
    ['once seen in a list that was not whole', [[partial(calling, sibling)], [whole(calling)]], ['51…51']],
    ['and stays so while the list is not whole', [[both], [whole(calling)], [partial(calling)]], ['51…51']],
    ['and stays so while the account fails', [[both], [whole(calling)], [failed(calling)]], ['51…51']],
    ['and is back', [[both], [whole(calling)], [both]], []],
    [
      'and asks now',
      [[both], [whole(calling), seenAccount('spare', [{ ...sibling, relation: 'calling' }])]],
      [],
    ],
    ['of a sub-account', [[wholeWithSubs(calling, ofSub)], [wholeWithSubs(calling)]], ['5b…5b']],
    ['of a sub-account that was not asked for', [[wholeWithSubs(calling, ofSub)], [whole(calling)]], []],
    ['with the key that asked', [[both], [whole(keyOf('cb'))]], ['51…51']],
  ])('%s', (_, days, expected) => expect(gone(scans(...days))).toEqual(expected));

  it('says between which scans it went, and what it could', () => {
    expect(scans([both], [both], [whole(calling)]).earlier.vanishedFrom('bot')).toMatchObject([
      { lastSeen: day(2), goneSince: day(3), facts: { permissions: { trade: 'granted' } } },
    ]);
  });
});

const change = (check: Finding['check'], key: KeyReport | null, id = '0123456789abcdef') =>
  finding({ check, id, account: 'bot', exchange: 'bybit', key: key === null ? null : key.fingerprint });

function acknowledge(id = '0123456789abcdef') {
  history.acknowledge(
    history.reported().filter((each) => each.finding === id),
    'it was me',
    new Date(day(20)),
  );
}

describe('an acknowledgement', () => {
  const acknowledged = ({ earlier }: Recorded) => earlier.ofKey(calling)?.acknowledged;

  it('holds for the states that the report told of', () => {
    scans([whole(calling)], [whole(widened)]).reported([change('permission-widened', calling)]);
    acknowledge();
    expect(acknowledged(scans([whole(widened)]))).toEqual({ 'permission-widened': 1 });
  });

  it('does not hold for what a scan saw since, and no report has told', () => {
    scans([whole(calling)], [whole(widened)]).reported([change('permission-widened', calling)]);
    scans([whole(widest)]);
    expect(history.reported()).toMatchObject([{ hasChangedSince: true, at: day(2) }]);
    acknowledge();
    const last = scans([whole(widest)]);
    expect(last.earlier.ofKey(calling)?.states).toHaveLength(3);
    expect(acknowledged(last)).toEqual({ 'permission-widened': 1 });
  });

  it('does not hold for what a report of an older scan, which ends later, did not see', () => {
    scans([whole(calling)]);
    const slow = history.record({ startedAt: day(2), accounts: [whole(widened)] });
    const quick = history.record({ startedAt: day(3), accounts: [whole(widest)] });
    quick.reported([change('permission-widened', calling)]);
    slow.reported([change('permission-widened', calling)]);
    expect(history.reported()).toMatchObject([{ at: day(3) }]);
  });

  it('is for its own check', () => {
    scans([whole(calling)], [whole(widened)]).reported([
      change('permission-widened', calling),
      change('ip-widened', calling, 'fedcba9876543210'),
    ]);
    acknowledge();
    expect(acknowledged(scans([whole(widened)]))).toEqual({ 'permission-widened': 1 });
    expect(history.reported().map(({ isAcknowledged }) => isAcknowledged)).toEqual([true, false]);
  });

  it('of a key that came is one for good, and of one that went until it went again', () => {
    scans([whole(calling, sibling)], [whole(calling, newcomer)]).reported([
      change('key-appeared', newcomer, 'aaaaaaaaaaaaaaaa'),
      change('key-vanished', null, 'bbbbbbbbbbbbbbbb'),
    ]);
    acknowledge('aaaaaaaaaaaaaaaa');
    acknowledge('bbbbbbbbbbbbbbbb');
    const after = scans([whole(calling, newcomer)]).earlier;
    expect(after.ofKey(newcomer)?.appeared ?? null).toBeNull();
    expect(after.vanishedFrom('bot')).toEqual([]);
    const again = scans([whole(calling, sibling, newcomer)], [whole(calling, newcomer)]).earlier;
    expect(again.vanishedFrom('bot')).toHaveLength(1);
  });

  it('is shown with the key, after the states that it covers', () => {
    scans([whole(calling)], [whole(widened)]).reported([change('permission-widened', calling)]);
    acknowledge();
    scans([whole(widest)]);
    expect(history.lives('bot')).toMatchObject([
      {
        states: [{}, {}, {}],
        acknowledgements: [{ check: 'permission-widened', reason: 'it was me', at: day(20), states: 2 }],
      },
    ]);
  });
});

describe('what waits to be acknowledged', () => {
  const waiting = () => history.reported().map(({ check, masked }) => `${check} ${masked}`);

  it('is what the last report told of', () => {
    scans([whole(calling)], [whole(widened)]).reported([change('known-became-unknown', calling), finding()]);
    expect(waiting()).toEqual(['known-became-unknown ca…ca']);
    scans([whole(widened)]).reported([]);
    expect(waiting()).toEqual([]);
  });

  it('stays while its account is not scanned, or is down', () => {
    scans([whole(calling, sibling)], [whole(calling, sibling)]).reported([change('ip-widened', sibling)]);
    scans([seenAccount('other', [keyOf('0f')])]).reported([]);
    scans([failed(calling)]).reported([]);
    expect(waiting()).toEqual(['ip-widened 51…51']);
  });

  it('is not what could not be verified', () => {
    scans([whole(calling)]).reported([{ ...change('ip-widened', calling), outcome: 'unverifiable' }]);
    expect(waiting()).toEqual([]);
  });
});

describe('what is forgotten', () => {
  const soon = new Date(day(28));
  const states = () => history.lives(null).map((life) => life.states.length);

  it('is nothing that a change rests on which waits', () => {
    scans([whole(calling)], [whole(widened)]).reported([change('permission-widened', calling)]);
    expect(history.prune(soon)).toEqual({ states: 0, kept: 2 });
    acknowledge();
    expect(history.prune(soon)).toEqual({ states: 2, kept: 0 });
    expect(states()).toEqual([]);
  });

  it('is nothing that no report has told of yet', () => {
    scans([whole(calling)]).reported([]);
    scans([whole(widened)]);
    expect(history.prune(soon)).toEqual({ states: 0, kept: 2 });
    scans([whole(widened)]).reported([]);
    expect(history.prune(soon).states).toBe(2);
  });

  it('makes no key a new one', () => {
    scans([whole(calling, sibling)]).reported([]);
    history.prune(soon);
    expect(scans([whole(calling, sibling)]).earlier.ofKey(sibling)).toBeNull();
  });
});

describe('a file of the first version', () => {
  const SqliteDatabase = createRequire(import.meta.url)('libsql') as typeof Sqlite;

  /** As keyaudit made it then; two states of a key that asks, one of a sibling. */
  function begin() {
    history.close();
    rmSync(file);
    const database = new SqliteDatabase(file);
    database.exec(`CREATE TABLE keys (
     id INTEGER PRIMARY KEY,
     fingerprint TEXT NOT NULL,
     is_listed INTEGER NOT NULL,
     account TEXT NOT NULL,
     exchange TEXT NOT NULL,
     masked TEXT NOT NULL,
     label TEXT,
     owner TEXT,
     relation TEXT NOT NULL,
     UNIQUE (fingerprint, is_listed)
   ) STRICT;
   CREATE TABLE states (
     id INTEGER PRIMARY KEY,
     key_id INTEGER NOT NULL REFERENCES keys (id),
     facts TEXT NOT NULL,
     first_seen TEXT NOT NULL,
     last_seen TEXT NOT NULL
   ) STRICT;
   CREATE INDEX states_of_key ON states (key_id);
   PRAGMA user_version = 1`);
    const facts = (key: KeyReport) => JSON.stringify(rememberedFacts(key));
    const key = database.prepare('INSERT INTO keys VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)');
    const state = database.prepare('INSERT INTO states VALUES (?, ?, ?, ?, ?)');
    key.run(1, calling.fingerprint, 0, 'bot', 'bybit', calling.masked, null, null, 'calling');
    key.run(2, sibling.fingerprint, 1, 'bot', 'bybit', sibling.masked, null, null, 'sibling');
    state.run(1, 1, facts(calling), day(1), day(1));
    state.run(2, 1, facts(widened), day(2), day(3));
    state.run(3, 2, facts(sibling), day(1), day(3));
    database.close();
    history = opened();
  }

  it('keeps all that it has', () => {
    begin();
    expect(history.lives('bot')).toMatchObject([
      { masked: 'ca…ca', states: [{ firstSeen: day(1) }, { firstSeen: day(2), lastSeen: day(3) }] },
      { masked: '51…51', states: [{ lastSeen: day(3) }], goneSince: null, acknowledgements: [] },
    ]);
  });

  it('is compared with, and what had changed in it can be acknowledged', () => {
    begin();
    const recorded = history.record({ startedAt: day(4), accounts: [whole(widened)] });
    expect(recorded.earlier).toMatchObject({ comparedWith: day(3), firstSeen: [] });
    expect(recorded.earlier.ofKey(calling)).toMatchObject({ states: [{}, {}], acknowledged: {} });
    expect(recorded.earlier.vanishedFrom('bot')).toMatchObject([{ masked: '51…51' }]);
    recorded.reported([change('permission-widened', calling)]);
    acknowledge();
    const next = history.record({ startedAt: day(5), accounts: [whole(widened)] });
    expect(next.earlier.ofKey(calling)?.acknowledged).toEqual({ 'permission-widened': 1 });
  });

  it('had no whole list, so no key is new in the next one', () => {
    begin();
    const { earlier } = history.record({ startedAt: day(4), accounts: [whole(widened, sibling, newcomer)] });
    expect(earlier.ofKey(newcomer)).toBeNull();
  });
});
