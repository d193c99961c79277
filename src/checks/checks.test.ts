import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  anywhere,
  daysAgo,
  keyFacts,
  listed,
  malformed,
  no,
  notExposed,
  safety,
  yes,
} from '../../test/helpers/facts.ts';
import { alone, detailed, judge, judgeFacts, type Setting } from '../../test/helpers/judge.ts';
import { keyFile } from '../../test/helpers/key-file.ts';
import type { AccountFacts } from '../model/account-facts.ts';
import type { AccountSafety } from '../model/account-safety.ts';
import { known, unknown } from '../model/fact.ts';
import { driftChecks } from '../model/history.ts';
import { type KeyFacts, unknownDescription } from '../model/key-facts.ts';
import { defaultThresholds } from '../model/policy.ts';
import { factsOfAccount, factsOfFile, factsOfKey } from '../model/subject-facts.ts';
import { checks } from './index.ts';

const hiddenList = known({ restricted: true, allowed: notExposed } as const);

describe('withdrawal-enabled', () => {
  it.each([
    ['no withdrawal right', keyFacts(), 'pass'],
    ['any address', keyFacts({ ipRestriction: anywhere }, { withdraw: yes }), 'critical'],
    ['a list', keyFacts({ ipRestriction: listed }, { withdraw: yes }), 'high'],
    ['a list that is not shown', keyFacts({ ipRestriction: hiddenList }, { withdraw: yes }), 'high'],
    ['unknown addresses', keyFacts({ ipRestriction: notExposed }, { withdraw: yes }), 'critical'],
    ['an exchange that does not tell', keyFacts({}, { withdraw: notExposed }), 'unverifiable'],
  ])('%s', (_, key, word) => expect(judge('withdrawal-enabled', key)).toBe(word));

  it('quotes the exchange and says from where', () => {
    const grants = known([{ name: 'enableWithdrawals', scope: 'withdraw' }] as const);
    const key = keyFacts({ grants, ipRestriction: anywhere }, { withdraw: yes });
    const judgement = detailed('withdrawal-enabled', factsOfKey(key, alone));
    expect(judgement?.detail).toContain('"enableWithdrawals"');
    expect(judgement?.detail).toContain('any address');
  });
});

describe('unrestricted-ip', () => {
  const reader = { trade: no, transfer: no, withdraw: no, manage: no };
  const open = (permissions: Partial<KeyFacts['permissions']>) =>
    keyFacts({ ipRestriction: anywhere }, { ...reader, ...permissions });
  it.each([
    ['a list', keyFacts({}, { withdraw: yes }), 'pass'],
    ['a list that is not shown', keyFacts({ ipRestriction: hiddenList }), 'pass'],
    ['reads from anywhere', open({}), 'low'],
    ['trades from anywhere', open({ trade: yes }), 'high'],
    ['transfers from anywhere', open({ transfer: yes }), 'high'],
    ['manages from anywhere', open({ manage: yes }), 'high'],
    ['withdraws from anywhere', open({ withdraw: yes }), 'high'],
    ['manage is never told', open({ manage: notExposed }), 'low'],
    ['manage should have been told', open({ manage: malformed }), 'unverifiable'],
    ['transfer is never told', open({ transfer: notExposed }), 'low'],
    ['trade is never told', open({ trade: notExposed }), 'unverifiable'],
    ['withdraw is never told', open({ withdraw: notExposed }), 'unverifiable'],
    ['one is known, another not', open({ trade: yes, withdraw: malformed }), 'high'],
    ['unknown addresses', keyFacts({ ipRestriction: malformed }), 'unverifiable'],
  ])('%s', (_, key, word) => expect(judge('unrestricted-ip', key)).toBe(word));
});

describe('recently-modified', () => {
  const changed = (days: number, permissions: Partial<KeyFacts['permissions']> = {}) =>
    keyFacts({ modifiedAt: daysAgo(days) }, permissions);
  it.each([
    ['long ago', changed(365), 'pass'],
    ['yesterday, can trade', changed(1), 'high'],
    ['yesterday, can withdraw', changed(1, { trade: no, withdraw: yes }), 'high'],
    ['yesterday, can only read', changed(1, { trade: no }), 'medium'],
    ['yesterday, trade unknown', changed(1, { trade: malformed }), 'high'],
    ['on the last day that counts', changed(30), 'high'],
    ['a moment before it', changed(30.001), 'pass'],
    ['in the future', changed(-1), 'high'],
    [
      'created yesterday, change not told',
      keyFacts({ createdAt: daysAgo(1), modifiedAt: notExposed }),
      'high',
    ],
    ['created long ago, change not told', keyFacts({ modifiedAt: notExposed }), 'unverifiable'],
    ['nothing told', keyFacts({ createdAt: notExposed, modifiedAt: notExposed }), 'unverifiable'],
    ['created unknown, changed long ago', keyFacts({ createdAt: malformed }), 'pass'],
  ])('%s', (_, key, word) => expect(judge('recently-modified', key)).toBe(word));

  it('counts by the policy', () => {
    const week = { thresholds: { ...defaultThresholds, recentDays: 7 } };
    expect(judge('recently-modified', changed(8), week)).toBe('pass');
    expect(judge('recently-modified', changed(6), week)).toBe('high');
  });
});

describe('transfer-enabled', () => {
  it.each([
    ['no', keyFacts(), 'pass'],
    ['yes', keyFacts({}, { transfer: yes }), 'medium'],
    ['unknown', keyFacts({}, { transfer: notExposed }), 'unverifiable'],
  ])('%s', (_, key, word) => expect(judge('transfer-enabled', key)).toBe(word));
});

describe('unrecognized-permission', () => {
  it.each([
    ['known words', keyFacts(), 'pass'],
    ['other known words', keyFacts({ grants: known([{ name: 'Earn', scope: 'other' }]) }), 'pass'],
    ['a new word', keyFacts({ grants: known([{ name: 'Zap', scope: 'unrecognized' }]) }), 'medium'],
    ['no list', keyFacts({ grants: malformed }), 'unverifiable'],
  ])('%s', (_, key, word) => expect(judge('unrecognized-permission', key)).toBe(word));
});

describe('credentials-refused', () => {
  it.each([
    ['accepted', keyFacts(), 'pass'],
    ['refused', keyFacts({ accepted: no }), 'medium'],
    ['not reached', keyFacts({ accepted: unknown('refused', 'no answer') }), 'unverifiable'],
    ['not used', keyFacts({ relation: 'sibling', accepted: notExposed }), 'pass'],
  ])('%s', (_, key, word) => expect(judge('credentials-refused', key)).toBe(word));
});

describe('master-key-in-use', () => {
  it.each([
    ['a key of the exchange', keyFacts(), 'pass'],
    ['an agent', keyFacts({ kind: known('agent') }), 'pass'],
    ["the wallet's own key", keyFacts({ kind: known('master-key') }), 'critical'],
    ['not told', keyFacts({ kind: notExposed }), 'unverifiable'],
  ])('%s', (_, key, word) => expect(judge('master-key-in-use', key)).toBe(word));
});

const refused = unknown('refused', 'only a key with the right Withdrawal is told');
const notListed = unknown('not-exposed', "Binance does not list the account's other keys");

/** A check's word on an account with two keys, of which one may withdraw. */
function judgeAccount(
  id: string,
  around: AccountSafety | null,
  withdraw: KeyFacts['permissions']['withdraw'],
  keysListed: AccountFacts['keysListed'] = yes,
) {
  const account: AccountFacts = {
    status: 'audited',
    error: null,
    keys: [keyFacts(), keyFacts({ relation: 'sibling' }, { withdraw })],
    keysListed,
    safety: around,
  };
  return judgeFacts(id, factsOfAccount(account));
}

type Row = [
  string,
  AccountSafety | null,
  KeyFacts['permissions']['withdraw'],
  string,
  AccountFacts['keysListed']?,
];

describe('withdrawal-whitelist-off', () => {
  const off = safety({ withdrawalWhitelist: no });
  it.each([
    ['on', safety({ withdrawalWhitelist: yes }), yes, 'pass'],
    ['off, a sibling can withdraw', off, yes, 'high'],
    ['off, withdrawing is unknown', off, notExposed, 'medium'],
    ['off, nothing can withdraw', off, no, 'low'],
    ['not told, though it should be', safety({}), yes, 'unverifiable'],
    ['not told, and withdrawing is unknown', safety({}), notExposed, 'unverifiable'],
    ['not told, and nothing can withdraw', safety({}), no, 'pass'],
    ['never told', safety({}, notExposed), yes, 'pass'],
    ['nothing is told of the account', null, yes, 'pass'],
    ['off, and other keys are not listed', off, no, 'medium', notListed],
    ['off, one can withdraw, and other keys are not listed', off, yes, 'high', notListed],
    ['not told, and other keys are not listed', safety({}), no, 'unverifiable', notListed],
    ['never told, and other keys are not listed', safety({}, notExposed), no, 'pass', notListed],
    ['refused to a key that cannot withdraw', safety({}, refused), no, 'pass', notListed],
    ['refused to a key that can', safety({}, refused), yes, 'unverifiable', notListed],
    ['refused, and withdrawing is unknown', safety({}, refused), notExposed, 'unverifiable', notListed],
  ] as Row[])('%s', (_, around, withdraw, word, keysListed) =>
    expect(judgeAccount('withdrawal-whitelist-off', around, withdraw, keysListed)).toBe(word),
  );
});

describe('unknown-withdrawal-address', () => {
  const saved = (days: number) => safety({ newestAddressAt: daysAgo(days), withdrawalAddresses: known(3) });
  it.each([
    ['long ago', saved(400), yes, 'pass'],
    ['none', safety({ newestAddressAt: known(null) }), yes, 'pass'],
    ['yesterday', saved(1), yes, 'high'],
    ['yesterday, withdrawing is unknown', saved(1), notExposed, 'high'],
    ['yesterday, nothing can withdraw', saved(1), no, 'medium'],
    ['on the last day that counts', saved(30), yes, 'high'],
    ['a moment before it', saved(30.001), yes, 'pass'],
    ['in the future', saved(-1), yes, 'high'],
    ['not told, though it should be', safety({}), yes, 'unverifiable'],
    ['not told, and nothing can withdraw', safety({}), no, 'pass'],
    ['never told', safety({}, notExposed), yes, 'pass'],
    ['yesterday, and other keys are not listed', saved(1), no, 'high', notListed],
    ['not told, and other keys are not listed', safety({}), no, 'unverifiable', notListed],
    ['refused to a key that cannot withdraw', safety({}, refused), no, 'pass', notListed],
    ['refused to a key that can', safety({}, refused), yes, 'unverifiable', notListed],
  ] as Row[])('%s', (_, around, withdraw, word, keysListed) =>
    expect(judgeAccount('unknown-withdrawal-address', around, withdraw, keysListed)).toBe(word),
  );
});

describe('what is unknown, but could change nothing', () => {
  const foreign = keyFacts({ ipRestriction: anywhere }, { trade: malformed });
  it.each<[string, string, KeyFacts, Setting]>([
    ['cannot trade', 'trade-without-ip', keyFacts({ ipRestriction: malformed }, { trade: no }), {}],
    ['bound to a list', 'trade-without-ip', keyFacts({ ipRestriction: listed }, { trade: malformed }), {}],
    ['a tracker', 'trade-without-ip', foreign, { purpose: 'tracker' }],
    ['a treasury', 'transfer-enabled', keyFacts({}, { transfer: notExposed }), { purpose: 'treasury' }],
    [
      'meant to',
      'manage-enabled',
      keyFacts({}, { manage: notExposed }),
      { expect: { permissions: ['manage'] } },
    ],
    [
      'a bound treasury',
      'withdrawal-enabled',
      keyFacts({ ipRestriction: listed }, { withdraw: notExposed }),
      { purpose: 'treasury' },
    ],
    ['a refused label', 'predates-breach', keyFacts({ label: refused }), {}],
  ])('%s: %s has nothing to say', (_, id, key, setting) => expect(judge(id, key, setting)).toBe('pass'));

  it.each<[string, string, KeyFacts, Setting]>([
    ['from anywhere', 'trade-without-ip', foreign, {}],
    ['from where, unknown', 'trade-without-ip', keyFacts({ ipRestriction: malformed }), {}],
    ['a bot', 'transfer-enabled', keyFacts({}, { transfer: notExposed }), { purpose: 'bot' }],
    ['a treasury', 'manage-enabled', keyFacts({}, { manage: notExposed }), { purpose: 'treasury' }],
    [
      'a treasury from anywhere',
      'withdrawal-enabled',
      keyFacts({ ipRestriction: anywhere }, { withdraw: notExposed }),
      { purpose: 'treasury' },
    ],
    [
      'bound to a list',
      'withdrawal-enabled',
      keyFacts({ ipRestriction: listed }, { withdraw: notExposed }),
      {},
    ],
  ])('%s: %s is unverifiable', (_, id, key, setting) => expect(judge(id, key, setting)).toBe('unverifiable'));
});

/** What these look at is not the exchange's to tell. */
const fromOurselves: readonly string[] = ['unlisted-key', 'shared-key', ...driftChecks];

describe('every check', () => {
  it('has its own file, named by its id', () => {
    const files = readdirSync(new URL('.', import.meta.url))
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
      .map((file) => file.slice(0, -'.ts'.length))
      .filter((name) => !['index', 'engine', 'words', 'drift', 'stranger', 'known-breaches'].includes(name));
    expect(checks.map(({ id }) => id).toSorted()).toEqual(files.toSorted());
  });

  it.each(checks.map((check) => [check.id, check] as const))('%s says what and why', (_, check) => {
    expect(check.title).not.toBe('');
    expect(check.rationale.length).toBeGreaterThan(40);
    expect(check.severityRules.length).toBeGreaterThan(0);
    expect(check.references.length).toBeGreaterThan(0);
  });

  it.each(checks.map((check) => [check.id, check] as const))('%s never passes on nothing', (_, check) => {
    const nothing: KeyFacts = {
      ...keyFacts(),
      ...unknownDescription(malformed),
      kind: malformed,
      keyType: malformed,
      environment: malformed,
      accepted: malformed,
    };
    const account = factsOfAccount({
      ...({ status: 'audited', error: null, keysListed: yes } as const),
      keys: [nothing],
      safety: safety({}),
    });
    const [protection, readableBy, isFolderClosed, repository] = [malformed, malformed, malformed, malformed];
    const file = keyFile({ isMovable: true, protection, readableBy, isFolderClosed, repository });
    const facts = { key: factsOfKey(nothing, alone), account, file: factsOfFile(file, []) }[check.subject];
    // Some are asked only of what a purpose, an expectation or a place calls for.
    const asked: Setting = {
      purpose: 'bot',
      expect: { ips: ['203.0.113.7'] },
      environment: check.id === 'live-key-in-test' ? 'test' : null,
    };
    if (fromOurselves.includes(check.id)) return;
    expect(detailed(check.id, facts, asked)?.outcome).toBe('unverifiable');
  });
});
