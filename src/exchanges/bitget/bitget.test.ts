import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fakeClient } from '../../../test/helpers/cases.ts';
import { auditAt } from '../../../test/helpers/gate.ts';
import { mutations } from '../../../test/helpers/mutations.ts';
import type { AccountFacts } from '../../model/account-facts.ts';
import type { Fact } from '../../model/fact.ts';
import type { KeyDescription } from '../../model/key-facts.ts';
import type { FixtureAnswer } from '../../simulator/fixtures.ts';
import { type Simulator, startSimulator } from '../../simulator/server.ts';
import { collectAccount } from '../collect.ts';
import { identify } from '../identity.ts';
import type { Body } from '../readers.ts';
import { bitget } from './index.ts';
import {
  describeClassicKey,
  describeClassicSubAccountKey,
  describeUnifiedKey,
  describeUnifiedSubAccountKey,
  infoOf,
} from './normalize.ts';
import {
  classicInfo,
  classicSubAccountKeys,
  classicSubAccounts,
  unifiedInfo,
  unifiedSubAccountKeys,
  unifiedSubAccounts,
} from './reads.ts';

const told = <T>(fact: Fact<T>): T | string => (fact.known ? fact.value : fact.reason);
const rights = ['read', 'trade', 'transfer', 'withdraw', 'manage'] as const;
const toldRights = ({ permissions }: KeyDescription) => rights.map((right) => told(permissions[right]));

const classic = { userId: '1234567890', parentId: 1234567890, ips: '203.0.113.7', authorities: ['stor'] };
const unified = {
  userId: '123456789',
  parentId: '',
  ips: '203.0.113.7',
  permType: 'read-and-write',
  permissions: ['uta_trade'],
};
const describeClassic = (body: Body) => describeClassicKey({ ...classic, ...body });
const describeUnified = (body: Body) => describeUnifiedKey({ ...unified, ...body });

describe('a word of a classic key', () => {
  it.each([
    ...['coor', 'cpor', 'stor', 'smor', 'ttor', 'wtor', 'taxr', 'chor', 'p2pr', 'pllr'].map((w) => [
      w,
      'read',
    ]),
    ...['coow', 'cpow', 'stow', 'smow', 'ttow'].map((word) => [word, 'trade']),
    ['wtow', 'transfer'],
    ['wwow', 'withdraw'],
    ['chow', 'manage'],
    ...['p2p', 'p2pw', 'pllw', 'taxw'].map((word) => [word, 'other']),
  ])('%s: %s', (word, scope) => {
    const key = describeClassic({ authorities: [word] });
    expect(told(key.grants)).toEqual([{ name: word, scope }]);
    expect(toldRights(key)).toEqual(rights.map((right) => right === 'read' || right === scope));
  });
});

const open = 'not-exposed';
describe('authorities', () => {
  it.each<[string, unknown, readonly (boolean | string)[]]>([
    ['the words without a meaning', ['trade', 'readonly'], [true, true, open, open, open]],
    ['one of them', ['trade'], [true, true, open, open, open]],
    ['the other', ['readonly'], [true, open, open, open, open]],
    ['the other beside a code', ['readonly', 'stor'], [true, false, false, false, false]],
    ['trade beside a code', ['trade', 'stor'], [true, true, open, open, open]],
    ['trade beside the right to withdraw', ['trade', 'wwow'], [true, true, open, true, open]],
    ['trade beside a new word', ['trade', 'xyzw'], [true, true, open, open, open]],
    ['a new word beside a code', ['stor', 'xyzw'], [true, false, false, false, false]],
    [
      'a new word about withdrawing',
      ['stor', 'wallet_withdraw'],
      [true, false, false, 'unrecognized', false],
    ],
    ['a known word inside a new one', ['stor', 'coor/wwow'], [true, false, false, 'unrecognized', false]],
    ['new words', ['xyzw'], Array(5).fill('unrecognized')],
    ['nothing', [], Array(5).fill('malformed')],
    ['null', null, Array(5).fill('malformed')],
    ['missing', undefined, Array(5).fill('malformed')],
    ['a text', 'stor', Array(5).fill('malformed')],
    ['a number in the list', ['stor', 7], Array(5).fill('malformed')],
    ['names of JavaScript', ['constructor', '__proto__'], Array(5).fill('unrecognized')],
  ])('%s', (_, authorities, expected) => {
    expect(toldRights(describeClassic({ authorities }))).toEqual(expected);
  });
});

describe('permType', () => {
  const all = ['uta_mgt', 'uta_trade', 'withdraw', 'copy_futures_order'];
  it.each(['read-only', 'read_only', 'readonly'])('%s leaves reading, whatever is listed', (permType) => {
    const key = describeUnified({ permType, permissions: [...all, 'uta_vault'] });
    expect(toldRights(key)).toEqual([true, false, false, false, false]);
    expect(told(key.grants)).toEqual([
      ...all.map((name) => ({ name, scope: 'read' })),
      { name: 'uta_vault', scope: 'unrecognized' },
    ]);
  });

  it.each(['read-and-write', 'read_and_write', 'read_write', 'read-write'])(
    '%s lets it write',
    (permType) => {
      expect(toldRights(describeUnified({ permType, permissions: all }))).toEqual(Array(5).fill(true));
    },
  );

  it.each<[unknown, string]>([
    ['write', 'unrecognized'],
    ['READ_ONLY', 'unrecognized'],
    ['', 'unrecognized'],
    [1, 'malformed'],
    [null, 'malformed'],
    [undefined, 'malformed'],
  ])('%j leaves open what is listed, and only that', (permType, why) => {
    const some = describeUnified({ permType, permissions: ['uta_trade'] });
    expect(toldRights(some)).toEqual([true, why, false, false, false]);
    expect(toldRights(describeUnified({ permType, permissions: all }))).toEqual([true, why, why, why, why]);
  });
});

describe('permissions of a unified account', () => {
  it.each<[string, unknown, readonly (boolean | string)[]]>([
    ['UTA management', ['uta_mgt'], [true, false, true, false, true]],
    ['UTA trading', ['uta_trade'], [true, true, false, false, false]],
    ['withdrawal', ['withdraw'], [true, false, false, true, false]],
    ['copy trading', ['copy_futures_position'], [true, true, false, false, false]],
    ['new words', ['uta_vault'], Array(5).fill('unrecognized')],
    ['nothing', [], Array(5).fill('malformed')],
    ['a text', 'uta_trade', Array(5).fill('malformed')],
    ['missing', undefined, Array(5).fill('malformed')],
  ])('%s', (_, permissions, expected) => {
    expect(toldRights(describeUnified({ permissions }))).toEqual(expected);
  });

  it("leave open what uta_mgt lets a sub-account's key manage", () => {
    const key = describeUnified({ permissions: ['uta_mgt'], parentId: '99' });
    expect(toldRights(key)).toEqual([true, false, true, false, open]);
    expect(told(key.grants)).toEqual([{ name: 'uta_mgt', scope: 'transfer' }]);
    const reading = describeUnified({ permissions: ['uta_mgt'], parentId: '99', permType: 'read-only' });
    expect(toldRights(reading)).toEqual([true, false, false, false, false]);
  });
});

describe('the owner', () => {
  it.each<[string, KeyDescription, unknown]>([
    ['a unified main account', describeUnified({}), null],
    ['a unified main account by its own id', describeUnified({ parentId: 123456789 }), null],
    ['a unified sub-account', describeUnified({ parentId: 99 }), '123456789'],
    ['a unified sub-account without an id', describeUnified({ parentId: '99', userId: null }), 'malformed'],
    ['a unified account without parentId', describeUnified({ parentId: undefined }), 'malformed'],
    ['a unified account with an odd parentId', describeUnified({ parentId: '***' }), 'malformed'],
    ['a classic main account', describeClassic({}), null],
    ['a classic sub-account', describeClassic({ parentId: '99' }), '1234567890'],
    ['a classic account of nobody', describeClassic({ parentId: 0 }), 'unrecognized'],
    ['a classic account without parentId', describeClassic({ parentId: '' }), 'malformed'],
    ['a classic account without an id', describeClassic({ userId: '***' }), 'malformed'],
  ])('of %s', (_, { owner }, expected) => {
    expect(told(owner)).toBe(expected);
  });
});

describe('ips', () => {
  it.each<[string, unknown, unknown]>([
    ['a text', '203.0.113.7, 203.0.113.8', { restricted: true }],
    ['a list', ['203.0.113.7', '2001:db8::1'], { restricted: true }],
    ['an empty text', '', { restricted: false }],
    ['a blank text', ' ', { restricted: false }],
    ['an empty list', [], { restricted: false }],
    ['the whole internet', '203.0.113.7,0.0.0.0/0', { restricted: false }],
    ['commas', ',', 'malformed'],
    ['a list of nothing', [''], 'unrecognized'],
    ['the address of all', '0.0.0.0', 'unrecognized'],
    ['a word', 'any', 'unrecognized'],
    ['null', null, 'malformed'],
    ['missing', undefined, 'malformed'],
    ['a number', 7, 'malformed'],
    ['a list with a number', ['203.0.113.7', 7], 'malformed'],
  ])('%s', (_, ips, expected) => {
    for (const { ipRestriction } of [describeUnified({ ips }), describeClassic({ ips })]) {
      if (typeof expected === 'string') expect(told(ipRestriction)).toBe(expected);
      else expect(told(ipRestriction)).toMatchObject(expected as object);
    }
  });

  it.each<[string, unknown, unknown]>([
    ['addresses are for withdrawals, as documented', ['203.0.113.7'], open],
    ['no address', [], { restricted: false }],
    ['missing', undefined, 'malformed'],
  ])("of a unified sub-account's key: %s", (_, ips, expected) => {
    expect(told(describeUnifiedSubAccountKey({ ips }, '7').ipRestriction)).toEqual(expected);
  });
});

it.each<[string, Body, (row: Body) => KeyDescription]>([
  [
    'classic',
    { label: 'x', permList: ['read', 'spot_trade'], ipList: ['203.0.113.7'] },
    (row) => describeClassicSubAccountKey(row, '7'),
  ],
  [
    'unified',
    { note: 'x', type: 'read_write', permissions: ['uta_trade', 'uta_mgt'], ips: ['203.0.113.7'], ts: '1' },
    (row) => describeUnifiedSubAccountKey(row, '7'),
  ],
])(
  "keeps the facts of a %s sub-account's key, or loses them, when any one field is broken",
  (_, row, describe) => {
    const facts = (key: KeyDescription) => ({ ...key.permissions, ipRestriction: key.ipRestriction });
    const before = facts(describe(row));
    for (const { name, body } of mutations(row)) {
      for (const [fact, now] of Object.entries(facts(describe(body as Body)))) {
        const was = before[fact as keyof typeof before];
        if (now.known && was.known) expect(now, `${name}: ${fact}`).toEqual(was);
      }
    }
  },
);

it.each([
  ['no object', null],
  ['no code', { data: unified }],
  ['another code', { code: '1', data: unified }],
  ['no data', { code: '00000' }],
  ['a list', { code: '00000', data: [unified] }],
])('refuses to understand %s', (_, answer) => {
  expect(() => infoOf(answer)).toThrow(expect.objectContaining({ kind: 'unexpected-response' }));
});

const answer = (path: string, body: unknown, params?: Record<string, string>): FixtureAnswer => ({
  method: 'GET',
  path,
  body,
  ...(params && { params }),
});
const good = (data: unknown) => ({ code: '00000', msg: 'success', requestTime: 1744617600000, data });
const bad = (code: unknown) => ({ code, msg: 'Your IP 203.0.113.9', requestTime: 1744617600000, data: null });

async function collect(answers: readonly FixtureAnswer[]): Promise<AccountFacts> {
  return await collectAccount(bitget, fakeClient(bitget, answers), identify('bitget', 'key'), 'sub-accounts');
}

describe('error codes', () => {
  const kinds: Record<string, readonly string[]> = {
    'invalid-credentials': '40001 40002 40003 40006 40009 40011 40012 40036 40037 40041'.split(' '),
    'ip-refused': ['40038'],
    'clock-skew': ['40004', '40005', '40008'],
    'permission-refused': (
      '40014 40018 40025 40040 40048 40061 40301 22010 40016 40035 40100 40101 ' +
      '40013 40022 40023 40024 40026 40031 40084 40085'
    ).split(' '),
    'rate-limited': ['429'],
    unreachable: ['40010', '40015', '40200', '40725', '45001', '40000', '40103', '40104'],
    'unexpected-response': ['40028', '40066', '40017', '1'],
  };
  const table = Object.entries(kinds).flatMap(([kind, codes]) => codes.map((code) => ({ code, kind })));

  it.each(table)('$code is $kind', async ({ code, kind }) => {
    for (const given of [code, Number(code)]) {
      const refusal = bad(given);
      const facts = await collect([answer(unifiedInfo.path, refusal), answer(classicInfo.path, refusal)]);
      expect(facts.error).toMatchObject({ kind, code });
      expect(facts.error?.message).not.toContain('203.0.113.9');
      const restriction = told(facts.keys[0]?.ipRestriction ?? unreachable());
      if (kind === 'ip-refused') expect(restriction).toMatchObject({ restricted: true });
      else expect(restriction).toBe('refused');
    }
  });

  it('leaves none untested', () => {
    expect(table.map(({ code }) => code)).toEqual(expect.arrayContaining(Object.keys(bitget.failures)));
  });
});

describe('which account the key belongs to', () => {
  it.each<[string, string, string, string]>([
    ['classic, and refused there', '40084', '40014', '40014'],
    ['classic, with a wrong passphrase', '40084', '40012', '40012'],
    ['unified, and refused there', '40014', '40085', '40014'],
    ['unified, with an ambiguous address', '40018', '40085', '40018'],
    ['not told, with an error that says more', '40017', '40038', '40038'],
    ['not told, with an error that says nothing', '40014', '40017', '40014'],
  ])('%s', async (_, first, second, code) => {
    const facts = await collect([
      answer(unifiedInfo.path, bad(first)),
      answer(classicInfo.path, bad(second)),
    ]);
    expect(facts.error?.code).toBe(code);
  });

  it.each(['40037', '40009', '40038', '40008', '429', '40015'])('is not asked after %s', async (code) => {
    const facts = await collect([
      answer(unifiedInfo.path, bad(code)),
      answer(classicInfo.path, good(classic)),
    ]);
    expect(facts.error?.code).toBe(code);
  });
});

describe("a classic account's sub-accounts", () => {
  const calling = [answer(unifiedInfo.path, bad('40084')), answer(classicInfo.path, good(classic))];
  const list = (rows: readonly unknown[], endId: unknown, params?: Record<string, string>) =>
    answer(classicSubAccounts.path, good({ endId, subAccountList: rows }), params);
  const keys = (subAccountUid: string, ...rows: readonly unknown[]) =>
    answer(classicSubAccountKeys.path, good(rows), { subAccountUid });
  const row = { subAccountApiKey: 'bg_inventedKey01', label: 'x', permList: ['read'], ipList: [] };
  const page = Array.from({ length: 500 }, (_, at) => ({ subAccountUid: String(at + 1) }));

  it.each<[string, readonly FixtureAnswer[], number, string | null]>([
    ['without a next page', [list([{ subAccountUid: 7 }], null), keys('7', row)], 1, null],
    ['that come again', [list([{ subAccountUid: '7' }], 7), keys('7', row)], 1, null],
    ['in a full page that comes again', [list(page, '1'), keys('7', row)], 1, 'unexpected-response'],
    ['in a full page without an end', [list(page, null)], 0, 'unexpected-response'],
    ['without a UID', [list([{}], 7)], 0, 'unexpected-response'],
    ['in no list', [list(null as never, 7)], 0, 'unexpected-response'],
    [
      'with a key without a name',
      [list([{ subAccountUid: '7' }], 7), keys('7', {})],
      0,
      'unexpected-response',
    ],
  ])('%s', async (_, answers, count, kind) => {
    const facts = await collect([...calling, ...answers]);
    expect(facts.error?.kind ?? null).toBe(kind);
    expect(facts.keys).toHaveLength(1 + count);
  });

  it('are not asked for by a sub-account', async () => {
    const own = answer(classicInfo.path, good({ ...classic, parentId: 99 }));
    const facts = await collect([calling[0] ?? unreachable(), own]);
    expect(facts).toMatchObject({ status: 'audited', error: null });
  });

  it('of which one cannot be read do not hide the next', async () => {
    const facts = await collect([
      ...calling,
      list([{ subAccountUid: '8' }, { subAccountUid: '7' }], 7),
      answer(classicSubAccountKeys.path, bad('40066'), { subAccountUid: '8' }),
      keys('7', row),
    ]);
    expect(facts).toMatchObject({ status: 'partial', error: { kind: 'unexpected-response' } });
    expect(facts.keys.map(({ owner }) => told(owner))).toEqual([null, '7']);
  });
});

describe("a unified account's sub-accounts", () => {
  const calling = answer(unifiedInfo.path, good(unified));
  const list = (data: object, params?: Record<string, string>) =>
    answer(unifiedSubAccounts.path, good(data), params);
  const keys = (data: object) => answer(unifiedSubAccountKeys.path, good(data), { subUid: '7' });
  const one = list({ list: [{ subUid: '7', accountMode: 'UNIFIED' }], hasNext: false, cursor: '' });
  const row = {
    apiKey: '******',
    note: 'x',
    type: 'read_only',
    permissions: ['uta_trade'],
    ips: [],
    ts: '1',
  };

  it.each<[string, readonly FixtureAnswer[], number, string | null]>([
    ['in items', [one, keys({ items: [row], hasNext: 'false' })], 1, null],
    ['in a list', [one, keys({ list: [row], hasNext: false, cursor: null })], 1, null],
    ['without keys', [one, keys({ items: [], hasNext: false, cursor: '1' })], 0, null],
    ['without keys, as null', [one, keys({ list: null, hasNext: false })], 0, null],
    ['without a word on the next page', [one, keys({ items: [row] })], 1, 'unexpected-response'],
    ['without a cursor', [one, keys({ items: [row], hasNext: true })], 1, 'unexpected-response'],
    [
      'that go round in circles',
      [one, keys({ items: [], hasNext: true, cursor: '1' })],
      0,
      'unexpected-response',
    ],
    ['in no list', [one, keys({ hasNext: false })], 0, 'unexpected-response'],
    ['without a name', [one, keys({ items: [{ note: 'x' }], hasNext: false })], 0, 'unexpected-response'],
    ['refused', [one, answer(unifiedSubAccountKeys.path, bad('40014'))], 0, 'permission-refused'],
  ])('keys %s', async (_, answers, count, kind) => {
    const facts = await collect([calling, ...answers]);
    expect(facts.error?.kind ?? null).toBe(kind);
    expect(facts.keys).toHaveLength(1 + count);
  });

  it('are told apart where the keys are masked', async () => {
    const items = [row, { ...row, note: 'y' }, { ...row, ts: '2' }, { ...row, apiKey: 'bg_inventedKey01' }];
    const facts = await collect([calling, one, keys({ items, hasNext: false })]);
    const identities = facts.keys.slice(1).map(({ identity }) => identity);
    expect(new Set(identities.map(({ fingerprint }) => fingerprint)).size).toBe(4);
    expect(identities[0]?.masked).toBe('…');
    expect(identities[3]).toEqual(identify('bitget', 'bg_inventedKey01'));
  });
});

describe('at a gate that checks headers, time, passphrase and signature', () => {
  const secrets = { apiKey: 'bg_inventedGateKey', secret: 'invented secret', password: 'invented phrase' };
  let simulator: Simulator;
  let skewMs = 0;
  beforeAll(async () => {
    simulator = await startSimulator({
      accounts: [{ exchange: 'bitget', ...secrets, answers: 'unified-sub-accounts' }],
      now: () => new Date(Date.now() + skewMs),
    });
  });
  afterAll(async () => {
    await simulator.close();
  });

  it.each([
    ['lets the right ones in', {}, 0, null],
    ['refuses another key', { apiKey: 'bg_inventedOther' }, 0, '40037'],
    ['refuses another secret', { secret: 'another' }, 0, '40009'],
    ['refuses another passphrase', { password: 'another' }, 0, '40012'],
    ['refuses a clock that is off', {}, 31_000, '40008'],
  ])('%s', async (_, change, skew, code) => {
    skewMs = skew;
    const facts = await auditAt(simulator.url, bitget, { ...secrets, ...change }, { depth: 'key' });
    expect(facts.error?.code ?? null).toBe(code);
  });

  it('refuses a request without a passphrase', async () => {
    const headers = { 'ACCESS-KEY': secrets.apiKey };
    const response = await fetch(`${simulator.url}${unifiedInfo.path}`, { headers });
    expect(await response.json()).toMatchObject({ code: '40011' });
  });
});

function unreachable(): never {
  throw new Error('there is always one');
}
