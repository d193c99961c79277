import { describe, expect, it } from 'vitest';
import { checks } from '../../src/checks/index.ts';
import type { Check, FactName, Facts } from '../../src/model/check.ts';
import { type Fact, known, type UnknownReason, unknown, unknownReasons } from '../../src/model/fact.ts';
import type { RememberedFacts } from '../../src/model/history.ts';
import type { KeyFacts } from '../../src/model/key-facts.ts';
import type { KeyFile } from '../../src/model/key-file.ts';
import { factsOfAccount, factsOfFile, factsOfKey } from '../../src/model/subject-facts.ts';
import { anywhere, daysAgo, keyFacts, malformed, no, yes } from '../helpers/facts.ts';
import { historyOf, remembered, statesOf } from '../helpers/history.ts';
import { alone, detailed, type Setting } from '../helpers/judge.ts';
import { keyFile } from '../helpers/key-file.ts';

/** A key or an account that a check finds fault with. */
interface Wrong {
  readonly facts: Facts;
  readonly setting: Setting;
  /** Facts of which the silence of an exchange that does not tell them leaves nothing to ask. */
  readonly mayBeUntold: readonly FactName[];
}

interface Around extends Setting {
  readonly untold?: readonly FactName[];
}

function key(
  facts: Partial<KeyFacts>,
  may: Partial<KeyFacts['permissions']> = {},
  { untold = [], ...setting }: Around = {},
): Wrong {
  return { facts: factsOfKey(keyFacts(facts, may), alone), setting, mayBeUntold: untold };
}

/** What is wrong with a key is what keyaudit itself knows of it. */
function keyThatIs(name: 'configured' | 'sharedWith', value: boolean | readonly string[]): Wrong {
  const { facts, ...rest } = key({ relation: 'sibling' });
  return { ...rest, facts: (each) => (each === name ? known(value) : facts(each)) };
}

/** A key that was another one at the last scan. */
function changed(change: Partial<RememberedFacts>, may: Parameters<typeof remembered>[1] = {}): Wrong {
  const history = historyOf(statesOf(remembered(), remembered(change, may)));
  return { facts: factsOfKey(keyFacts(), alone, history), setting: {}, mayBeUntold: [] };
}

/** A stranger's key that no earlier list had. */
function newKey(): Wrong {
  const { facts, ...rest } = keyThatIs('configured', false);
  const appeared = { lastWithout: '2026-11-15T06:00:00.000Z', firstWith: '2026-11-16T06:00:00.000Z' };
  const history = historyOf(statesOf(remembered()), { appeared });
  return { ...rest, facts: (each) => (each === 'history' ? known(history) : facts(each)) };
}

/** An account that listed a key once. */
function lostKey(): Wrong {
  const gone = {
    ...({ masked: 'efef…efef', label: null, owner: null, relation: 'sibling' } as const),
    ...{ lastSeen: '2026-11-15T06:00:00.000Z', goneSince: '2026-11-16T06:00:00.000Z', facts: remembered() },
  };
  const asked = { ...({ status: 'audited', error: null, keysListed: yes } as const), safety: null };
  return { facts: factsOfAccount({ ...asked, keys: [] }, [gone]), setting: {}, mayBeUntold: [] };
}

/** An account with a key that can withdraw, without a whitelist, and with an address saved yesterday. */
function account(untold: readonly FactName[]): Wrong {
  const facts = new Map<FactName, Fact<boolean | number | Date>>([
    ['permissions.withdraw', yes],
    ['safety.withdrawalWhitelist', no],
    ['safety.withdrawalAddresses', known(1)],
    ['safety.newestAddressAt', daysAgo(1)],
  ]);
  return { facts: (name) => facts.get(name) ?? malformed, setting: {}, mayBeUntold: untold };
}

/** A file that everybody can read and git tracks, and that the keychain could stand in for. */
function file(overrides: Partial<KeyFile> = {}): Wrong {
  const found = keyFile({
    readableBy: known(['everybody']),
    repository: known('tracked'),
    isMovable: true,
    ...overrides,
  });
  return { facts: factsOfFile(found, ['grid-bot']), setting: {}, mayBeUntold: [] };
}

const listOf = (...ips: string[]) => known({ restricted: true, allowed: known(ips) } as const);
const bot = { purpose: 'bot' } as const;

/** By check. */
const wrong: Readonly<Record<string, Wrong>> = {
  'permission-widened': changed({}, { withdraw: 'granted' }),
  'ip-widened': changed({ ipRestriction: { state: 'unrestricted', allowed: null } }),
  'expiry-removed': changed({ expiresAt: null }),
  'known-became-unknown': changed({ enabled: 'unknown', unknown: ['enabled'] }),
  'key-appeared': newKey(),
  'key-vanished': lostKey(),
  'master-key-in-use': key({ kind: known('master-key') }),
  'withdrawal-enabled': key({ ipRestriction: anywhere }, { withdraw: yes }),
  'unlisted-key': keyThatIs('configured', false),
  'recently-modified': key({ modifiedAt: daysAgo(1), createdAt: daysAgo(1) }),
  'excess-permission': key({}, { withdraw: yes }, bot),
  'trade-without-ip': key({ ipRestriction: anywhere }),
  'manage-enabled': key({}, { manage: yes }),
  'unrestricted-ip': key({ ipRestriction: anywhere }),
  'unexpected-ip': key({ ipRestriction: listOf('198.51.100.1') }, {}, { expect: { ips: ['203.0.113.7'] } }),
  'unknown-withdrawal-address': account(['safety.newestAddressAt']),
  'withdrawal-whitelist-off': account(['safety.withdrawalWhitelist']),
  'live-key-in-test': key({}, {}, { environment: 'test', untold: ['environment'] }),
  'predates-breach': key(
    { label: known('3Commas'), createdAt: daysAgo(2000) },
    {},
    {
      breaches: [{ vendor: '3Commas', date: '2022-12-28', everyKey: false }],
      untold: ['label'],
    },
  ),
  'transfer-enabled': key({}, { transfer: yes }),
  'unrecognized-permission': key({ grants: known([{ name: 'Zap', scope: 'unrecognized' }]) }),
  'credentials-refused': key({ accepted: no }),
  'wide-ip-range': key({ ipRestriction: listOf('203.0.0.0/16') }),
  'shared-key': keyThatIs('sharedWith', ['other']),
  expired: key({ expiresAt: daysAgo(1) }, {}, { untold: ['expiresAt'] }),
  'expires-soon': key({ expiresAt: daysAgo(-1) }, {}, { untold: ['expiresAt'] }),
  'missing-permission': key({}, { trade: no }, { ...bot, untold: ['permissions.trade'] }),
  'key-age': key({ createdAt: daysAgo(400) }, {}, { untold: ['createdAt'] }),
  'unused-key': key({ lastUsedAt: known(null) }, {}, { untold: ['lastUsedAt'] }),
  'key-disabled': key({ enabled: no }, {}, { untold: ['enabled'] }),
  'test-key': key({ environment: known('test') }, {}, { untold: ['environment'] }),
  'no-expiry': key({}, {}, { untold: ['expiresAt'] }),
  'master-account-key': key({}, {}, { ...bot, untold: ['owner'] }),
  'weak-key-type': key({}, {}, { untold: ['keyType'] }),
  'secret-in-repository': file(),
  'readable-by-others': file(),
  'weak-encryption': file({ protection: known('weak') }),
  'plaintext-secret': file(),
};

/** What keyaudit knows by itself. */
const ours: readonly FactName[] = [
  ...(['relation', 'configured', 'sharedWith'] as const),
  ...(['history', 'vanishedKeys'] as const),
  ...(['file.mounted', 'file.movable', 'file.accounts'] as const),
];

const told = (check: Check) => [...check.needs, ...check.wants].filter((name) => !ours.includes(name));

/** The same, but that some facts are not known. */
function without(facts: Facts, names: readonly FactName[], reason: UnknownReason): Facts {
  const gone = new Set(names);
  // Where it is unknown whether there is a list, so is what is on it.
  if (gone.has('ipRestriction')) gone.add('ipRestriction.allowed');
  return (name) => (gone.has(name) ? unknown(reason, `${name} is not known`) : facts(name));
}

function subsets<T>(items: readonly T[]): readonly (readonly T[])[] {
  return Array.from({ length: 2 ** items.length }, (_, set) =>
    items.filter((__, at) => Math.floor(set / 2 ** at) % 2 === 1),
  );
}

it('has something wrong for every check', () => {
  expect(Object.keys(wrong).toSorted()).toEqual(checks.map(({ id }) => id).toSorted());
});

describe.each(checks.map((check) => [check.id, check] as const))('%s', (id, check) => {
  const { facts, setting, mayBeUntold } = wrong[id] ?? key({});
  const outcome = (names: readonly FactName[], reason: UnknownReason) =>
    detailed(id, without(facts, names, reason), setting)?.outcome ?? 'pass';

  it('fails where all is known', () => {
    expect(outcome([], 'malformed')).toBe('fail');
  });

  it.each(['malformed', 'unrecognized'] as const)('does not pass where any of it is %s', (reason) => {
    const passed = subsets(told(check)).filter((names) => outcome(names, reason) === 'pass');
    expect(passed).toEqual([]);
  });

  it.each(['not-exposed', 'refused'] as const)('passes only where what it is about is %s', (reason) => {
    const passed = told(check).filter((name) => outcome([name], reason) === 'pass');
    expect(passed.filter((name) => !mayBeUntold.includes(name))).toEqual([]);
  });

  it.each(unknownReasons)('finds nothing where all of it is %s', (reason) => {
    // A key that nobody configured, or that two accounts share, is found without the exchange's help.
    const expected =
      told(check).length === 0 || id === 'unlisted-key' || id === 'key-appeared'
        ? ['fail']
        : ['unverifiable', 'pass'];
    expect(expected).toContain(outcome(told(check), reason));
  });
});
