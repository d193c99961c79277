import { describe, expect, it } from 'vitest';
import {
  calling,
  change,
  day,
  eachWithHistory,
  failed,
  newcomer,
  sibling,
  whole,
  widened,
} from '../../test/helpers/history-file.ts';
import { finding } from '../../test/helpers/report.ts';
import { keyOf, seenAccount } from '../../test/helpers/seen.ts';
import type { Recorded } from './record.ts';

const { history, scans, acknowledge } = eachWithHistory();

const widest = { ...widened, permissions: { ...widened.permissions, manage: 'granted' as const } };

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
    expect(history().reported()).toMatchObject([{ hasChangedSince: true, at: day(2) }]);
    acknowledge();
    const last = scans([whole(widest)]);
    expect(last.earlier.ofKey(calling)?.states).toHaveLength(3);
    expect(acknowledged(last)).toEqual({ 'permission-widened': 1 });
  });

  it('does not hold for what a report of an older scan, which ends later, did not see', () => {
    scans([whole(calling)]);
    const slow = history().record({ startedAt: day(2), accounts: [whole(widened)] });
    const quick = history().record({ startedAt: day(3), accounts: [whole(widest)] });
    quick.reported([change('permission-widened', calling)]);
    slow.reported([change('permission-widened', calling)]);
    expect(history().reported()).toMatchObject([{ at: day(3) }]);
  });

  it('is for its own check', () => {
    scans([whole(calling)], [whole(widened)]).reported([
      change('permission-widened', calling),
      change('ip-widened', calling, 'fedcba9876543210'),
    ]);
    acknowledge();
    expect(acknowledged(scans([whole(widened)]))).toEqual({ 'permission-widened': 1 });
    expect(
      history()
        .reported()
        .map(({ isAcknowledged }) => isAcknowledged),
    ).toEqual([true, false]);
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
    expect(history().lives('bot')).toMatchObject([
      {
        states: [{}, {}, {}],
        acknowledgements: [{ check: 'permission-widened', reason: 'it was me', at: day(20), states: 2 }],
      },
    ]);
  });
});

describe('what waits to be acknowledged', () => {
  const waiting = () =>
    history()
      .reported()
      .map(({ check, masked }) => `${check} ${masked}`);

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
  const states = () =>
    history()
      .lives(null)
      .map((life) => life.states.length);

  it('is nothing that a change rests on which waits', () => {
    scans([whole(calling)], [whole(widened)]).reported([change('permission-widened', calling)]);
    expect(history().prune(soon)).toEqual({ states: 0, kept: 2 });
    acknowledge();
    expect(history().prune(soon)).toEqual({ states: 2, kept: 0 });
    expect(states()).toEqual([]);
  });

  it('is nothing that no report has told of yet', () => {
    scans([whole(calling)]).reported([]);
    scans([whole(widened)]);
    expect(history().prune(soon)).toEqual({ states: 0, kept: 2 });
    scans([whole(widened)]).reported([]);
    expect(history().prune(soon).states).toBe(2);
  });

  it('makes of what was long there no change, though all that was acknowledged is forgotten', () => {
    scans([whole(calling)], [whole(widened)]).reported([change('permission-widened', calling)]);
    acknowledge();
    const soonest = { ...widened, expiresAt: day(30) };
    history()
      .record({ startedAt: day(10), accounts: [whole(soonest)] })
      .reported([]);
    expect(history().prune(new Date(day(5)))).toEqual({ states: 2, kept: 0 });
    const { earlier } = history().record({ startedAt: day(11), accounts: [whole(soonest)] });
    const left = earlier.ofKey(calling);
    expect(left?.states).toHaveLength(1);
    // Else the state would count as one that came after all that is acknowledged.
    expect(left?.acknowledged).toEqual({});
  });

  it('makes no key a new one where its account is remembered', () => {
    scans([whole(calling, sibling)]).reported([]);
    history()
      .record({ startedAt: day(10), accounts: [seenAccount('bot', [calling])] })
      .reported([]);
    expect(history().prune(new Date(day(5)))).toEqual({ states: 1, kept: 0 });
    const { earlier } = history().record({ startedAt: day(11), accounts: [whole(calling, sibling)] });
    expect([earlier.comparedWith, earlier.ofKey(sibling)]).toEqual([day(10), null]);
  });

  it('makes no key a new one', () => {
    scans([whole(calling, sibling)]).reported([]);
    history().prune(soon);
    expect(scans([whole(calling, sibling)]).earlier.ofKey(sibling)).toBeNull();
  });
});
