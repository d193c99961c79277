import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { folder } from '../../test/helpers/process.ts';
import { type Lock, takeLock } from './lock.ts';

const early = new Date('2026-11-26T06:17:00Z');
const late = new Date('2026-11-26T07:17:00Z');

function taken(lock: Lock): Extract<Lock, { state: 'taken' }> {
  if (lock.state !== 'taken') throw new Error('it is held');
  return lock;
}

it('is had by one at a time, and says since when', () => {
  const env = { XDG_STATE_HOME: folder() };
  const first = taken(takeLock(env, early));
  expect(first.notices).toEqual([]);
  expect(takeLock(env, late)).toEqual({ state: 'held', since: '2026-11-26T06:17:00.000Z' });
  first.release();
  const second = taken(takeLock(env, late));
  expect(takeLock(env, late)).toEqual({ state: 'held', since: '2026-11-26T07:17:00.000Z' });
  second.release();
});

it('is another one in another folder', () => {
  const locks = [folder(), folder()].map((state) => taken(takeLock({ XDG_STATE_HOME: state }, early)));
  for (const { release } of locks) release();
});

it('is none where the folder cannot be made, which is said', () => {
  const env = { XDG_STATE_HOME: folder({ keyaudit: 'a file of this name' }) };
  // Nothing keeps the second one away.
  const locks = [taken(takeLock(env, early)), taken(takeLock(env, late))];
  for (const { notices, release } of locks) {
    expect(notices).toEqual([
      expect.stringMatching(/^There is no lock against a second run this time: .+\.$/),
    ]);
    release();
  }
});

it('is a new one where the file is damaged, which is kept', () => {
  const state = folder();
  taken(takeLock({ XDG_STATE_HOME: state }, early)).release();
  writeFileSync(join(state, 'keyaudit', 'lock.db'), 'not a database, but somebody’s');
  const { notices, release } = taken(takeLock({ XDG_STATE_HOME: state }, early));
  expect(notices).toEqual([expect.stringMatching(/^The lock .* was damaged\. It is kept as /)]);
  expect(takeLock({ XDG_STATE_HOME: state }, late).state).toBe('held');
  release();
  const aside = readdirSync(join(state, 'keyaudit')).find((name) => name.includes('damaged')) ?? '';
  expect(readFileSync(join(state, 'keyaudit', aside), 'utf8')).toBe('not a database, but somebody’s');
});
