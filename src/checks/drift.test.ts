import { describe, expect, it } from 'vitest';
import {
  anywhere,
  daysAgo,
  keyFacts,
  listed,
  malformed,
  no,
  notExposed,
  yes,
} from '../../test/helpers/facts.ts';
import { historyOf, remembered, statesOf } from '../../test/helpers/history.ts';
import { alone, detailed, type Setting } from '../../test/helpers/judge.ts';
import type { AccountFacts } from '../model/account-facts.ts';
import { unknown } from '../model/fact.ts';
import type { DriftCheck, KeyHistory, RememberedFacts, VanishedKey } from '../model/history.ts';
import type { KeyFacts } from '../model/key-facts.ts';
import { factsOfAccount, factsOfKey } from '../model/subject-facts.ts';

const usual = remembered();
const withdraws = remembered({}, { withdraw: 'granted' });
const withdrawUnknown = remembered({ unknown: ['permissions.withdraw'] }, { withdraw: 'unknown' });
const reader = remembered({}, { trade: 'denied' });
const withRights = (...names: readonly (readonly [string, RememberedFacts['grants'][number]['scope']])[]) =>
  remembered({ grants: [...usual.grants, ...names.map(([name, scope]) => ({ name, scope }))] });
const rightsUnknown = remembered({ grants: [], unknown: ['grants'] });
const from = (...allowed: readonly string[]) =>
  remembered({ ipRestriction: { state: 'restricted', allowed } });
const open = remembered({ ipRestriction: { state: 'unrestricted', allowed: null } });
const hidden = remembered({
  ipRestriction: { state: 'restricted', allowed: null },
  unknown: ['ipRestriction.allowed'],
});
const fromUnknown = remembered({
  ipRestriction: { state: 'unknown', allowed: null },
  unknown: ['ipRestriction'],
});
const openly = { ipRestriction: open.ipRestriction };
const endless = remembered({ expiresAt: null });
const endUnknown = remembered({ expiresAt: null, unknown: ['expiresAt'] });

const bothUnknown = remembered(
  { expiresAt: null, unknown: ['expiresAt', 'permissions.withdraw'] },
  { withdraw: 'unknown' },
);

function said(check: DriftCheck, history: KeyHistory | null, key = keyFacts(), setting: Setting = {}) {
  return detailed(check, factsOfKey(key, { ...alone, ...setting }, history), setting);
}

/** A severity, or "pass" where nothing is said. */
function word(check: DriftCheck, history: KeyHistory | null, key?: KeyFacts, setting?: Setting) {
  return said(check, history, key, setting)?.severity ?? 'pass';
}

/** What a check says of states in this order, the first `accepted` of which are acknowledged. */
type Row = [name: string, states: readonly RememberedFacts[], word: string, accepted?: number];

const rows: Readonly<Partial<Record<DriftCheck, readonly Row[]>>> = {
  'permission-widened': [
    ['the same', [usual], 'pass'],
    ['less', [usual, reader], 'pass'],
    ['withdraw', [usual, withdraws], 'critical'],
    ['transfer', [usual, remembered({}, { transfer: 'granted' })], 'critical'],
    ['manage', [usual, remembered({}, { manage: 'granted' })], 'critical'],
    ['trade', [reader, usual], 'high'],
    ['read', [remembered({}, { read: 'denied' }), usual], 'medium'],
    ['withdraw, which became known', [withdrawUnknown, withdraws], 'critical'],
    ['a denial that became known', [withdrawUnknown, usual], 'pass'],
    ['not told any more', [usual, withdrawUnknown], 'pass'],
    ['through a state that does not tell', [usual, withdrawUnknown, withdraws], 'critical'],
    ['the same through such a state', [withdraws, withdrawUnknown, withdraws], 'pass'],
    ['taken back since', [usual, withdraws, usual], 'critical'],
    ['not told since', [usual, withdraws, withdrawUnknown], 'critical'],
    ['taken away, and given again', [withdraws, usual, withdraws], 'critical'],
    ['a right of unknown meaning', [usual, withRights(['Zap', 'unrecognized'])], 'high'],
    ['another name of a right', [usual, withRights(['Affiliate', 'other'])], 'medium'],
    [
      'another name beside a right of unknown meaning that was there',
      [withRights(['Zap', 'unrecognized']), withRights(['Zap', 'unrecognized'], ['Affiliate', 'other'])],
      'medium',
    ],
    ['a further name for trading', [usual, withRights(['Spot', 'trade'])], 'medium'],
    ['names that became known', [rightsUnknown, usual], 'pass'],
    [
      'a new name after names that were not told',
      [usual, rightsUnknown, withRights(['Spot', 'trade'])],
      'medium',
    ],
    ['acknowledged', [usual, withdraws], 'pass', 2],
    ['acknowledged before', [usual, usual, withdraws], 'critical', 2],
    ['acknowledged, and taken back', [usual, withdraws, usual], 'pass', 2],
    ['acknowledged, taken back and given again', [usual, withdraws, usual, withdraws], 'critical', 2],
    ['acknowledged while not told', [usual, withdraws, withdrawUnknown, withdraws], 'pass', 3],
  ],
  'ip-widened': [
    ['the same', [usual], 'pass'],
    ['no list any more', [usual, open], 'high'],
    ['no list any more, of a key that can withdraw', [usual, { ...withdraws, ...openly }], 'critical'],
    ['no list any more, withdrawing unknown', [usual, { ...withdrawUnknown, ...openly }], 'critical'],
    ['an address more', [usual, from('203.0.113.7', '198.51.100.1')], 'high'],
    ['another address', [usual, from('198.51.100.1')], 'high'],
    ['a wider range', [from('203.0.113.0/25'), from('203.0.113.0/24')], 'high'],
    ['a range within', [from('203.0.113.0/24'), from('203.0.113.0/25', '203.0.113.200')], 'pass'],
    [
      'two halves in place of one',
      [from('203.0.113.0/25', '203.0.113.128/25'), from('203.0.113.0/24')],
      'pass',
    ],
    ['the same in another spelling', [from('203.0.113.0-203.0.113.255'), from('203.0.113.0/24')], 'pass'],
    ['an address less', [from('203.0.113.7', '198.51.100.1'), usual], 'pass'],
    ['an entry that is no address', [usual, from('203.0.113.7', '198.51.*.*')], 'high'],
    [
      'less beside an entry that is no address',
      [from('198.51.*.*', '203.0.113.7'), from('198.51.*.*')],
      'pass',
    ],
    ['a list from then on', [open, usual], 'pass'],
    ['a list that is not told any more', [usual, hidden], 'pass'],
    ['a list that is told from then on', [hidden, usual], 'pass'],
    ['another list through one that is not told', [usual, hidden, from('198.51.100.1')], 'high'],
    ['no list after one that was not told', [hidden, open], 'high'],
    ['no list again after one that was not told', [open, hidden, open], 'high'],
    ['that there is none became known', [fromUnknown, open], 'high'],
    ['that there is one became known', [fromUnknown, usual], 'pass'],
    ['no list through unknown', [usual, fromUnknown, open], 'high'],
    ['taken back since', [usual, open, usual], 'high'],
    ['taken back and gone again', [open, usual, open], 'high'],
    ['acknowledged', [usual, open], 'pass', 2],
    ['acknowledged, and bound to another list', [usual, open, from('198.51.100.1')], 'pass', 2],
  ],
  'expiry-removed': [
    ['the same', [usual], 'pass'],
    ['none any more', [usual, endless], 'medium'],
    ['none any more, of a key that only reads', [usual, { ...reader, expiresAt: null }], 'low'],
    ['never one', [endless, endless], 'pass'],
    ['not told any more', [usual, endUnknown], 'pass'],
    ['none became known', [endUnknown, endless], 'pass'],
    ['none through unknown', [usual, endUnknown, endless], 'medium'],
    ['another', [usual, remembered({ expiresAt: '2029-01-01T00:00:00.000Z' })], 'pass'],
    ['one again since', [usual, endless, usual], 'medium'],
    ['acknowledged', [usual, endless], 'pass', 2],
  ],
  'known-became-unknown': [
    ['the same', [usual], 'pass'],
    ['a permission', [usual, withdrawUnknown], 'medium'],
    ['the restriction', [usual, fromUnknown], 'medium'],
    ['the list', [usual, hidden], 'medium'],
    ['a list that there was none of', [open, hidden], 'pass'],
    ['the end', [usual, endUnknown], 'low'],
    ['told again', [usual, withdrawUnknown, usual], 'pass'],
    ['never told', [withdrawUnknown, withdrawUnknown], 'pass'],
    ['told for a while', [withdrawUnknown, usual, withdrawUnknown], 'medium'],
    ['acknowledged', [usual, withdrawUnknown], 'pass', 2],
    ['acknowledged, told and not told again', [usual, withdrawUnknown, usual, withdrawUnknown], 'medium', 2],
    ['acknowledged, and another fact as well', [usual, withdrawUnknown, bothUnknown], 'low', 2],
  ],
};

describe.each(Object.entries(rows))('%s', (id, ofCheck: readonly Row[]) => {
  // `as`: the table's keys are checks.
  const check = id as DriftCheck;

  it.each(ofCheck)('%s', (_, states, expected, accepted) => {
    const acknowledged = accepted === undefined ? {} : { [check]: accepted - 1 };
    expect(word(check, historyOf(statesOf(...states), { acknowledged }))).toBe(expected);
  });

  it('says nothing without an earlier scan', () => expect(word(check, null)).toBe('pass'));
});

describe('known-became-unknown', () => {
  it('says nothing of an account whose calls failed', () => {
    const history = historyOf(statesOf(usual, withdrawUnknown), { isRead: false });
    expect(word('known-became-unknown', history)).toBe('pass');
  });

  it('names each fact, and when it was last told', () => {
    const detail = said('known-became-unknown', historyOf(statesOf(usual, bothUnknown)))?.detail;
    expect(detail).toContain('expiresAt, permissions.withdraw (last at 2026-11-16 18:00 UTC)');
  });
});

describe('permission-widened', () => {
  const detailOf = (...states: readonly RememberedFacts[]) =>
    said('permission-widened', historyOf(statesOf(...states)))?.detail ?? '';

  it('names what was and is, in the exchange’s words, and between which scans it came', () => {
    const grants = [...usual.grants, { name: 'enableWithdrawals', scope: 'withdraw' as const }];
    const detail = detailOf(usual, { ...withdraws, grants });
    expect(detail).toContain('withdraw denied → granted ("enableWithdrawals")');
    expect(detail).toContain('Before: read, trade. Now: read, trade, withdraw.');
    expect(detail).toContain('2026-11-16 18:00 UTC');
    expect(detail).toContain('2026-11-17 06:00 UTC');
  });

  it('counts from the last scan that knew that it was denied', () => {
    const detail = detailOf(usual, withdrawUnknown, withdraws);
    expect(detail).toContain('last scan without it was at 2026-11-16 18:00 UTC');
    expect(detail).toContain('first with it at 2026-11-18 06:00 UTC');
  });

  it('says that a right was not known before, and that one is taken back', () => {
    expect(detailOf(withdrawUnknown, withdraws)).toContain('withdraw not known → granted');
    expect(detailOf(usual, withdraws, usual)).toMatch(/withdraw is denied again/);
  });

  it('rests on other evidence each time', () => {
    const evidence = (...states: readonly RememberedFacts[]) => {
      const judgement = said('permission-widened', historyOf(statesOf(...states)));
      return judgement?.outcome === 'fail' ? judgement.names : [];
    };
    const once = evidence(usual, withdraws);
    const again = evidence(usual, withdraws, usual, withdraws);
    expect(once).toHaveLength(1);
    expect(again).toEqual([...once, expect.any(String)]);
    expect(new Set(again).size).toBe(2);
  });
});

it('ip-widened names what is new, and what was', () => {
  const detail = said('ip-widened', historyOf(statesOf(usual, from('203.0.113.7', '198.51.100.1'))))?.detail;
  expect(detail).toContain('also 198.51.100.1; before: 203.0.113.7.');
});

describe('ip-widened says of the addresses now', () => {
  const lastSentence = (...states: readonly RememberedFacts[]) =>
    said('ip-widened', historyOf(statesOf(...states)))
      ?.detail.split('withdraw: no.')
      .at(-1);

  it.each<[string, readonly RememberedFacts[], string]>([
    [
      'that they are as before',
      [usual, open, usual],
      ' It is bound to 203.0.113.7 again; somebody had changed that.',
    ],
    [
      'that an added one is gone',
      [usual, from('203.0.113.7', '198.51.100.1'), usual],
      ' It is bound to 203.0.113.7 again; somebody had changed that.',
    ],
    ['nothing while it is open', [usual, open], ''],
    ['nothing while an added one stays', [usual, from('203.0.113.7', '198.51.100.1')], ''],
    [
      'nothing where an added one stays in another spelling',
      [usual, from('0.0.0.0/0'), from('0.0.0.0/1', '128.0.0.0/1')],
      '',
    ],
    [
      'that they are others than before',
      [usual, open, from('198.51.100.1')],
      ' It is bound to 198.51.100.1 now.',
    ],
    [
      'what they are where nobody knows what was before',
      [fromUnknown, open, usual],
      ' It is bound to 203.0.113.7 now.',
    ],
    ['nothing where they are not told', [usual, open, hidden], ''],
  ])('%s', (_, states, expected) => expect(lastSentence(...states)).toBe(expected));
});

describe('key-appeared', () => {
  const appeared = { lastWithout: '2026-11-15T06:00:00.000Z', firstWith: '2026-11-16T06:00:00.000Z' };
  const history = historyOf(statesOf(usual), { appeared });
  const sibling = (may: Partial<KeyFacts['permissions']>, more: Partial<KeyFacts> = {}) =>
    keyFacts({ relation: 'sibling', ...more }, { trade: no, ...may });
  const stranger: Setting = { configured: no };
  const unread: Setting = { configured: unknown('refused', 'the keys of spare were not read') };

  it.each<[string, KeyHistory | null, KeyFacts, Setting, string]>([
    ['it can withdraw', history, sibling({ withdraw: yes }), stranger, 'critical'],
    ['it can trade', history, sibling({ trade: yes }), stranger, 'high'],
    ['it may do who knows what', history, sibling({ withdraw: malformed }), stranger, 'high'],
    ['it only reads', history, sibling({}), stranger, 'medium'],
    ['it is switched off', history, sibling({ withdraw: yes }, { enabled: no }), stranger, 'low'],
    ['an account uses it', history, sibling({ withdraw: yes }), { configured: yes }, 'pass'],
    ['nobody knows whether one does', history, sibling({ trade: yes }), unread, 'high'],
    ['it was there before', historyOf(statesOf(usual)), sibling({ withdraw: yes }), stranger, 'pass'],
    ['there is nothing to compare with', null, sibling({ withdraw: yes }), stranger, 'pass'],
  ])('%s', (_, before, key, setting, expected) =>
    expect(word('key-appeared', before, key, setting)).toBe(expected),
  );

  it('says between which scans', () => {
    const detail = said('key-appeared', history, sibling({}), stranger)?.detail;
    expect(detail).toContain('2026-11-15 06:00 UTC');
    expect(detail).toContain('2026-11-16 06:00 UTC');
  });
});

describe('key-vanished', () => {
  const gone = (facts: RememberedFacts): VanishedKey => ({
    masked: 'efef…efef',
    label: 'old bot',
    owner: null,
    relation: 'sibling',
    lastSeen: '2026-11-15T06:00:00.000Z',
    goneSince: '2026-11-16T06:00:00.000Z',
    facts,
  });
  const bare = remembered({}, { trade: 'denied' });
  const account: AccountFacts = {
    status: 'audited',
    error: null,
    keys: [keyFacts()],
    keysListed: yes,
    safety: null,
  };
  const judged = (keys: readonly VanishedKey[] | null) =>
    detailed('key-vanished', factsOfAccount(account, keys));

  it.each<[string, readonly VanishedKey[] | null, string]>([
    ['none', [], 'pass'],
    ['there is nothing to compare with', null, 'pass'],
    ['one that only read', [gone(bare)], 'low'],
    ['one that could trade', [gone(usual)], 'medium'],
    ['one of which it is not known', [gone({ ...bare, permissions: withdrawUnknown.permissions })], 'medium'],
    ['two, one of which could trade', [gone(bare), gone(usual)], 'medium'],
  ])('%s', (_, keys, expected) => expect(judged(keys)?.severity ?? 'pass').toBe(expected));

  it('names the key, what it could do, and when it was there last', () => {
    const detail = judged([gone(usual)])?.detail;
    expect(detail).toContain(
      'efef…efef "old bot" (it could read, trade; last listed at 2026-11-15 06:00 UTC',
    );
  });
});

describe('recently-modified, where the exchange does not tell when', () => {
  const key = keyFacts({ createdAt: notExposed, modifiedAt: notExposed });
  const judged = (history: KeyHistory | null, of = key) =>
    detailed('recently-modified', factsOfKey(of, alone, history));
  const outcome = (history: KeyHistory | null, of = key) => {
    const judgement = judged(history, of);
    if (judgement === null) return 'pass';
    return judgement.outcome === 'fail' ? judgement.severity : judgement.outcome;
  };
  const off = remembered({ enabled: 'no' });
  const oldStates = statesOf(usual, withdraws).map((state) => ({
    ...state,
    firstSeen: state.firstSeen.replace('2026-11', '2026-09'),
    lastSeen: state.lastSeen.replace('2026-11', '2026-09'),
  }));

  it.each<[string, KeyHistory | null, string]>([
    ['without an earlier scan', null, 'unverifiable'],
    ['no change was seen', historyOf(statesOf(usual)), 'unverifiable'],
    ['a right', historyOf(statesOf(usual, withdraws)), 'high'],
    ['a right taken back', historyOf(statesOf(usual, reader)), 'high'],
    ['a name of a right', historyOf(statesOf(usual, withRights(['Spot', 'trade']))), 'high'],
    ['an address', historyOf(statesOf(usual, from('198.51.100.1'))), 'high'],
    ['no list', historyOf(statesOf(usual, open)), 'high'],
    ['the end', historyOf(statesOf(usual, endless)), 'high'],
    ['the switch', historyOf(statesOf(usual, off)), 'high'],
    ['what is not told any more is no change', historyOf(statesOf(usual, withdrawUnknown)), 'unverifiable'],
    ['nor is what is told from then on', historyOf(statesOf(withdrawUnknown, usual)), 'unverifiable'],
    ['through unknown', historyOf(statesOf(usual, withdrawUnknown, withdraws)), 'high'],
    ['long ago', historyOf(oldStates), 'unverifiable'],
    [
      'acknowledged',
      historyOf(statesOf(usual, withdraws), { acknowledged: { 'permission-widened': 1 } }),
      'unverifiable',
    ],
    [
      'acknowledged before',
      historyOf(statesOf(usual, open, withdraws), { acknowledged: { 'ip-widened': 1 } }),
      'high',
    ],
  ])('%s', (_, history, expected) => expect(outcome(history)).toBe(expected));

  it('is by the exchange where it tells, whatever scans saw', () => {
    const told = keyFacts({ modifiedAt: daysAgo(100), ipRestriction: listed });
    expect(outcome(historyOf(statesOf(usual, withdraws)), told)).toBe('pass');
    const recent = keyFacts({ modifiedAt: daysAgo(1), ipRestriction: anywhere });
    expect(judged(historyOf(statesOf(usual, withdraws)), recent)?.detail).toMatch(/^Binance says/);
  });

  it('says by which scans, and since when nothing was seen', () => {
    expect(judged(historyOf(statesOf(usual, withdraws)))?.detail).toContain(
      'between two scans, at 2026-11-16 18:00 UTC and at 2026-11-17 06:00 UTC',
    );
    expect(judged(historyOf(statesOf(usual)))?.detail).toContain('no change since 2026-11-16 06:00 UTC');
    expect(judged(null)?.detail).not.toContain('since');
  });
});
