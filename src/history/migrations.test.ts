import { rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import type Sqlite from 'libsql';
import { describe, expect, it } from 'vitest';
import {
  calling,
  change,
  day,
  eachWithHistory,
  newcomer,
  sibling,
  whole,
  widened,
} from '../../test/helpers/history-file.ts';
import type { KeyReport } from '../model/report.ts';
import { rememberedFacts } from './remembered.ts';

const { history, reopen, acknowledge } = eachWithHistory();

describe('a file of the first version', () => {
  const SqliteDatabase = createRequire(import.meta.url)('libsql') as typeof Sqlite;

  /** As keyaudit made it then; two states of a key that asks, one of a sibling. */
  function begin() {
    reopen((file) => {
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
    });
  }

  it('keeps all that it has', () => {
    begin();
    expect(history().lives('bot')).toMatchObject([
      { masked: 'ca…ca', states: [{ firstSeen: day(1) }, { firstSeen: day(2), lastSeen: day(3) }] },
      { masked: '51…51', states: [{ lastSeen: day(3) }], goneSince: null, acknowledgements: [] },
    ]);
  });

  it('is compared with, and what had changed in it can be acknowledged', () => {
    begin();
    const recorded = history().record({ startedAt: day(4), accounts: [whole(widened)] });
    expect(recorded.earlier).toMatchObject({ comparedWith: day(3), firstSeen: [] });
    expect(recorded.earlier.ofKey(calling)).toMatchObject({ states: [{}, {}], acknowledged: {} });
    expect(recorded.earlier.vanishedFrom('bot')).toMatchObject([{ masked: '51…51' }]);
    recorded.reported([change('permission-widened', calling)]);
    acknowledge();
    const next = history().record({ startedAt: day(5), accounts: [whole(widened)] });
    expect(next.earlier.ofKey(calling)?.acknowledged).toEqual({ 'permission-widened': 1 });
  });

  it('had no whole list, so no key is new in the next one', () => {
    begin();
    const { earlier } = history().record({
      startedAt: day(4),
      accounts: [whole(widened, sibling, newcomer)],
    });
    expect(earlier.ofKey(newcomer)).toBeNull();
  });
});
