import { describe, expect, it } from 'vitest';
import {
  calling,
  day,
  eachWithHistory,
  failed,
  newcomer,
  sibling,
  whole,
  widened,
} from '../../test/helpers/history-file.ts';
import { keyOf, seenAccount } from '../../test/helpers/seen.ts';
import type { SeenAccount } from '../model/history.ts';
import type { KeyReport } from '../model/report.ts';
import type { Recorded } from './record.ts';

const { scans } = eachWithHistory();

const ofSub = keyOf('5b', { relation: 'sub-account', owner: 'grid' });
const wholeWithSubs = (...keys: readonly KeyReport[]) => seenAccount('bot', keys, { listed: 'sub-accounts' });
const partial = (...keys: readonly KeyReport[]) => seenAccount('bot', keys, { status: 'partial' });

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

  it('is not mixed up where an account takes the name that another one had', () => {
    const [old, other] = [keyOf('0a'), keyOf('0b')];
    scans([seenAccount('a', [old], { listed: 'siblings' })]);
    const taker = seenAccount('a', [other, sibling], { listed: 'siblings' });
    const { earlier } = scans([seenAccount('b', [old]), taker]);
    expect(earlier.firstSeen).toEqual(['a']);
    expect(earlier.ofKey(sibling)).toBeNull();
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
    [
      'and asks later',
      [
        [both],
        [whole(calling)],
        [whole(calling), seenAccount('spare', [{ ...sibling, relation: 'calling' }])],
      ],
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
