import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fakeClient } from '../../../test/helpers/cases.ts';
import { auditAt } from '../../../test/helpers/gate.ts';
import { mutations } from '../../../test/helpers/mutations.ts';
import type { Depth } from '../../model/account.ts';
import type { AccountFacts } from '../../model/account-facts.ts';
import type { Fact } from '../../model/fact.ts';
import type { FixtureAnswer } from '../../simulator/fixtures.ts';
import { type Simulator, startSimulator } from '../../simulator/server.ts';
import type { ExchangeAdapter, ExchangeClient } from '../adapter.ts';
import { collectAccount } from '../collect.ts';
import { identify } from '../identity.ts';
import type { Body } from '../readers.ts';
import { bittrade, htx } from './index.ts';
import { describeKey } from './normalize.ts';

const apiKey = '160bb889-invented-invented-0001';
const uidPath = '/v2/user/uid';
const keysPath = '/v2/user/api-key';
const usersPath = '/v2/sub-user/user-list';

const told = <T>(fact: Fact<T>): T | string => (fact.known ? fact.value : fact.reason);

/** The documented row. */
const row = {
  accessKey: apiKey,
  status: 'normal',
  note: 'host',
  permission: 'trade,readOnly',
  ipAddresses: '192.168.0.1,192.168.1.1',
  validDays: -1,
  createTime: 1615192704000,
  updateTime: 1623030338000,
};
const sibling = { ...row, accessKey: '5000d371-invented-invented-0002' };
const htxRules = { name: 'HTX', explainsTrade: true };
const describeParent = (body: Body) => describeKey({ ...row, ...body }, null, htxRules);

describe('permission', () => {
  it.each<[unknown, (boolean | string)[]]>([
    // read, trade, transfer, withdraw, manage of a parent user's key
    ['readOnly', [true, false, false, false, false]],
    ['trade,readOnly', [true, true, true, false, true]],
    ['readOnly, trade', [true, true, true, false, true]],
    ['withdraw', [false, false, false, true, false]],
    ['READONLY,Withdraw', [true, false, false, true, false]],
    ['readOnly,stake', [true, false, false, false, false]],
    ['stake', Array(5).fill('unrecognized')],
    ['trade;readOnly', Array(5).fill('unrecognized')],
    ['', Array(5).fill('malformed')],
    [' , ', Array(5).fill('malformed')],
    [['readOnly'], Array(5).fill('malformed')],
    [null, Array(5).fill('malformed')],
    [undefined, Array(5).fill('malformed')],
  ])('%j', (permission, expected) => {
    expect(Object.values(describeParent({ permission }).permissions).map(told)).toEqual(expected);
  });

  it("of a sub-user's key creates no users", () => {
    const { permissions, grants } = describeKey(row, '7', htxRules);
    expect(Object.values(permissions).map(told)).toEqual([true, true, true, false, false]);
    expect(told(grants)).toEqual([
      { name: 'trade', scope: 'trade' },
      { name: 'trade', scope: 'transfer' },
      { name: 'readOnly', scope: 'read' },
    ]);
  });

  it.each([null, '7'])('says of a key that trades at BitTrade what it says, and no more', (owner) => {
    const rules = { name: 'BitTrade', explainsTrade: false };
    const trading = describeKey(row, owner, rules);
    const expected = [true, true, 'not-exposed', false, 'not-exposed'];
    expect(Object.values(trading.permissions).map(told)).toEqual(expected);
    const reading = describeKey({ ...row, permission: 'readOnly' }, owner, rules);
    expect(Object.values(reading.permissions).map(told)).toEqual([true, false, false, false, false]);
    const unreadable = describeKey({ ...row, permission: 'stake' }, owner, rules);
    expect(Object.values(unreadable.permissions).map(told)).toEqual(Array(5).fill('unrecognized'));
  });
});

describe('addresses', () => {
  it.each<[string, unknown, unknown]>([
    ['none', '', { restricted: false }],
    ['hosts', '192.168.0.1,2001:db8::1', { restricted: true }],
    ['a network', '202.106.96.0/24', { restricted: true }],
    ['the whole internet', '202.106.96.0/24,0.0.0.0/0', { restricted: false }],
    ['spaces', '  ', 'malformed'],
    ['a list', ['192.168.0.1'], 'malformed'],
    ['null', null, 'malformed'],
    ['missing', undefined, 'malformed'],
    ['a word', 'any', 'unrecognized'],
  ])('%s', (_, ipAddresses, expected) => {
    const fact = told(describeParent({ ipAddresses }).ipRestriction);
    if (typeof expected === 'string') expect(fact).toBe(expected);
    else expect(fact).toMatchObject(expected as object);
  });
});

describe('the end', () => {
  it.each<[unknown, unknown]>([
    [-1, null],
    ['-1', null],
    [7, 'not-exposed'],
    [0, 'not-exposed'],
    [-2, 'unrecognized'],
    [7.5, 'malformed'],
    ['never', 'malformed'],
    [null, 'malformed'],
  ])('with %j days', (validDays, expected) => {
    expect(told(describeParent({ validDays }).expiresAt)).toBe(expected);
  });

  it.each<[unknown, boolean | string]>([
    ['normal', true],
    ['expired', false],
    ['frozen', 'unrecognized'],
    [1, 'malformed'],
    [undefined, 'malformed'],
  ])('with status %j', (status, expected) => {
    expect(told(describeParent({ status }).enabled)).toBe(expected);
  });
});

it('breaks no known fact with any one field', () => {
  const facts = (body: unknown) => {
    const { permissions, ipRestriction, createdAt, modifiedAt, expiresAt, enabled } = describeKey(
      body as Body,
      '7',
      htxRules,
    );
    return { ...permissions, ipRestriction, createdAt, modifiedAt, expiresAt, enabled };
  };
  const before = facts(row);
  for (const { name, body } of mutations(row)) {
    for (const [fact, now] of Object.entries(facts(body))) {
      if (now.known) expect(now, `${name}: ${fact}`).toEqual(before[fact as keyof typeof before]);
    }
  }
});

const answer = (path: string, body: unknown, params?: Record<string, string>): FixtureAnswer => ({
  method: 'GET',
  path,
  body,
  ...(params && { params }),
});
const good = (data: unknown, more: object = {}) => ({ code: 200, data, ...more });
const uid = answer(uidPath, good(63628520));
const own = answer(keysPath, good([row]), { uid: '63628520' });
const addresses = answer('/v2/account/withdraw/address', good([]));

interface Asked {
  readonly adapter?: ExchangeAdapter;
  readonly depth?: Depth;
  readonly change?: Partial<ExchangeClient>;
}

async function collect(
  answers: readonly FixtureAnswer[],
  { adapter = htx, depth = 'account', change = {} }: Asked = {},
): Promise<AccountFacts> {
  const client = { ...fakeClient(adapter, answers, apiKey), ...change };
  return await collectAccount(adapter, client, identify(adapter.id, apiKey), depth);
}

describe('the calling key', () => {
  it('is not among the others, and is switched on, whatever its state says', async () => {
    const rows = [sibling, { ...row, status: 'expired' }];
    const { keys } = await collect([uid, answer(keysPath, good(rows))]);
    expect(keys.map(({ relation, enabled }) => [relation, told(enabled)])).toEqual([
      ['calling', true],
      ['sibling', true],
    ]);
  });

  it('comes alone at depth key', async () => {
    const { keys } = await collect([uid, answer(keysPath, good([sibling, row]))], { depth: 'key' });
    expect(keys).toHaveLength(1);
  });

  it.each<[string, unknown[], string, number]>([
    ['in no list', [sibling], 'malformed', 1],
    ['in an empty list', [], 'malformed', 0],
    ['in the list twice', [row, { ...row, permission: 'withdraw' }], 'unrecognized', 0],
    ['in another case', [{ ...row, accessKey: apiKey.toUpperCase() }], 'malformed', 1],
    ['a row without an accessKey', [{ ...row, accessKey: null }], 'malformed', 0],
    ['a row that is no object', ['row'], 'malformed', 0],
  ])('is unknown where it is %s', async (_, rows, reason, others) => {
    const facts = await collect([uid, answer(keysPath, good(rows))]);
    expect(facts).toMatchObject({ status: 'partial', error: { kind: 'unexpected-response' } });
    expect(facts.keys).toHaveLength(1 + others);
    expect(Object.values(facts.keys[0]?.permissions ?? {}).map(told)).toEqual(Array(5).fill(reason));
  });

  it.each<[string, FixtureAnswer[]]>([
    ['no UID', [answer(uidPath, good(undefined)), own]],
    ['a UID that is none', [answer(uidPath, good({ uid: 63628520 })), own]],
    ['no envelope', [uid, answer(keysPath, [row])]],
    ['no code', [uid, answer(keysPath, { data: [row] })]],
    ['a code that is none', [uid, answer(keysPath, { code: true, data: [row] })]],
    ['an object for the list', [uid, answer(keysPath, good({ 0: row }))]],
    ['no data', [uid, answer(keysPath, good(undefined))]],
    ['null', [uid, answer(keysPath, null)]],
  ])('is not made up from %s', async (_, answers) => {
    expect(await collect(answers)).toMatchObject({
      status: 'failed',
      error: { kind: 'unexpected-response' },
    });
  });
});

describe("the list of the account's keys", () => {
  it.each<[string, Body]>([
    ['names its next page', { nextId: 7 }],
    ['names its next page as the example does', { 'next-id': 7 }],
    ['names two next pages', { nextId: 7, 'next-id': 8 }],
    ['counts more keys than it has', { total: 3 }],
  ])('is not whole where it %s', async (_, more) => {
    const facts = await collect([uid, answer(keysPath, { ...good([row, sibling]), ...more })]);
    expect(facts).toMatchObject({ status: 'partial', error: { kind: 'unexpected-response' } });
    expect(facts.keys).toHaveLength(2);
    expect(told(facts.keysListed)).toBe('refused');
    expect(facts.keys[0]?.permissions.read).toEqual({ known: true, value: true });
  });

  it.each<[string, Body]>([
    ['names no next page', { nextId: null }],
    ['counts the keys that it has', { total: 2 }],
  ])('is whole where it %s', async (_, more) => {
    const facts = await collect([uid, answer(keysPath, { ...good([row, sibling]), ...more })]);
    expect(told(facts.keysListed)).toBe(true);
  });
});

describe('error codes', () => {
  const kinds: Record<string, readonly string[]> = {
    'invalid-credentials': [
      'api-signature-not-valid',
      'api-signature-check-failed',
      'login-required',
      '1003',
    ],
    'permission-refused': ['1002', '403'],
    'rate-limited': ['rate-too-many-requests', 'base-request-exceed-frequency-limit'],
    unreachable: ['500', 'gateway-internal-error', 'system-maintenance', 'timeout'],
    'unexpected-response': ['2002', 'method-not-allowed', 'HTTP 404', 'HTTP 405', 'error', '987654'],
  };
  const table = Object.entries(kinds).flatMap(([kind, codes]) => codes.map((code) => ({ code, kind })));
  /** Of the older form and the newer one; in one form or another, what a gateway says has no code. */
  const bodies = (code: string): readonly FixtureAnswer[] => {
    const text = 'Incorrect IP address [IP地址错误]:203.0.113.9';
    const status = Number(code.replace('HTTP ', ''));
    if (code.startsWith('HTTP ')) return [{ ...answer(uidPath, {}), status }];
    const form = code === 'error' ? {} : { 'err-code': code };
    const old = answer(uidPath, { status: 'error', ...form, 'err-msg': text, data: null });
    if (!/^\d+$/.test(code)) return [old];
    return [old, answer(uidPath, { code, message: text }), answer(uidPath, { code: Number(code) })];
  };

  /** The shared helper takes every 200 without a code for a good answer; a gateway's refusal has a status. */
  const asked = async (refusal: FixtureAnswer, adapter: ExchangeAdapter) =>
    refusal.status === undefined
      ? await collect([refusal], { adapter })
      : await collectStatus(refusal.status, adapter);

  it.each(table)('$code is $kind', async ({ code, kind }) => {
    for (const refusal of bodies(code)) {
      const { error, keys } = await asked(refusal, htx);
      expect(error).toMatchObject({ kind, code: code.startsWith('HTTP ') ? null : code });
      expect(error?.message).not.toContain('203.0.113.9');
      expect(keys[0]?.ipRestriction.known).toBe(false);
    }
  });

  it.each(table)('$code at BitTrade says nothing against the key', async ({ code, kind }) => {
    for (const refusal of bodies(code)) {
      const { error, keys } = await asked(refusal, bittrade);
      const isPassing = kind === 'rate-limited' || kind === 'unreachable';
      expect(error?.kind).toBe(isPassing ? kind : 'unexpected-response');
      expect(keys[0]?.accepted.known).toBe(false);
      expect(error?.message).not.toMatch(/HTX|does not accept/);
    }
  });

  it('leaves none untested', () => {
    expect(table.map(({ code }) => code)).toEqual(expect.arrayContaining(Object.keys(htx.failures)));
  });

  it.each([
    [61_000, 'clock-skew'],
    [-301_000, 'clock-skew'],
    [59_000, 'invalid-credentials'],
    [null, 'invalid-credentials'],
  ])('blames a clock that is %j ms ahead before the key', async (aheadMs, kind) => {
    const [refusal] = bodies('api-signature-not-valid');
    const facts = await collect(refusal ? [refusal] : [], { change: { clockAheadMs: () => aheadMs } });
    expect(facts.error?.kind).toBe(kind);
  });
});

it.each<[Body, unknown]>([
  [{}, 0],
  [{ nextId: 1, 'next-id': 2 }, 'unrecognized'],
  [{ nextId: true }, 'malformed'],
])('counts no addresses of a list that goes on by %j', async (next, expected) => {
  const facts = await collect([uid, own, answer('/v2/account/withdraw/address', good([], next))]);
  expect(facts.safety && told(facts.safety.withdrawalAddresses)).toBe(expected);
});

describe("sub-users' keys", () => {
  const users = (uids: readonly unknown[], next: Body = {}) => {
    const rows = uids.map((id) => ({ uid: id }));
    return answer(usersPath, good(rows, next));
  };
  const keys = (id: string, rows: unknown) => answer(keysPath, good(rows), { uid: id });
  const full = { depth: 'sub-accounts' } as const;

  it.each<[string, FixtureAnswer[], number]>([
    ['the list goes on from nowhere', [users([7], { nextId: 'next' }), keys('7', [sibling])], 1],
    ['the list comes again and again', [users([7], { nextId: 7 }), keys('7', [sibling])], 1],
    ['the list goes on in two places', [users([7], { nextId: 8, 'next-id': 9 }), keys('7', [sibling])], 1],
    ['a sub-user has no uid', [users([7, null, 8]), keys('7', [sibling])], 1],
    ['there is no list', [answer(usersPath, good({}))], 0],
    ['the keys are no list', [users([7, 8]), keys('7', {}), keys('8', [sibling])], 1],
    ['a key has no name', [users([7, 8]), keys('7', [sibling, { note: '' }]), keys('8', [row])], 2],
  ])('are said to be incomplete where %s', async (_, answers, found) => {
    const facts = await collect([uid, own, ...answers], full);
    expect(facts).toMatchObject({ status: 'partial', error: { kind: 'unexpected-response' } });
    expect(facts.keys).toHaveLength(1 + found);
  });

  it('are found on the next page, in whatever spelling it is named', async () => {
    const second = { ...users([8]), params: { fromId: '8' } };
    const answers = [second, users([7], { 'next-id': 8 }), keys('7', []), keys('8', [sibling])];
    const facts = await collect([uid, own, addresses, ...answers], full);
    expect(facts).toMatchObject({ status: 'audited', keys: [{}, { relation: 'sub-account' }] });
  });

  it('are not asked for endlessly', async () => {
    const client = fakeClient(htx, [uid, own, keys('7', [])], apiKey);
    let pages = 0;
    const read: ExchangeClient['read'] = async (what, params) => {
      if (what.path !== usersPath) return await client.read(what, params);
      pages += 1;
      return good([], { nextId: pages });
    };
    const facts = await collect([], { ...full, change: { read } });
    expect([facts.error?.kind, pages]).toEqual(['unexpected-response', 100]);
  });

  it.each(['key', 'account'] as const)('are not asked for at depth %s', async (depth) => {
    expect(await collect([uid, own, addresses], { depth })).toMatchObject({ status: 'audited', error: null });
  });
});

describe.each([
  ['htx', htx, 'sub-accounts', 3],
  ['bittrade', bittrade, 'sub-accounts', 2],
])('at the gate of %s, which checks time and signature', (exchange, adapter, answers, found) => {
  const secrets = { apiKey: `invented-${exchange}-${answers}-key`, secret: 'invented secret' };
  let simulator: Simulator;
  let skewMs = 0;
  beforeAll(async () => {
    simulator = await startSimulator({
      accounts: [{ exchange, ...secrets, answers }],
      now: () => new Date(Date.now() + skewMs),
    });
  });
  afterAll(async () => {
    await simulator.close();
  });

  it.each([
    ['lets the right ones in', {}, 0, null],
    ['refuses another key', { apiKey: 'invented-other-key' }, 0, 'api-signature-not-valid'],
    ['refuses another secret', { secret: 'another' }, 0, '1003'],
    ['refuses a clock that is off', {}, 302_000, 'api-signature-not-valid'],
  ])('%s', async (_, change, skew, code) => {
    skewMs = skew;
    const facts = await auditAt(simulator.url, adapter, { ...secrets, ...change }, { depth: 'sub-accounts' });
    expect(facts.error?.code ?? null).toBe(code);
    if (code === null) expect(facts.keys).toHaveLength(found);
  });

  it('refuses a request without a key', async () => {
    const response = await fetch(`${simulator.url}${uidPath}`);
    expect(await response.json()).toMatchObject({ 'err-code': 'login-required' });
  });
});

/** A gateway that answers every call with this status and no code. */
async function collectStatus(status: number, adapter: ExchangeAdapter): Promise<AccountFacts> {
  const simulator = await startSimulator({
    accounts: [
      {
        exchange: adapter.id,
        apiKey,
        secret: 'invented secret',
        answers: [{ method: 'GET', path: uidPath, status, body: {} }],
      },
    ],
  });
  try {
    const secrets = { apiKey, secret: 'invented secret' };
    return await auditAt(simulator.url, adapter, secrets, { depth: 'sub-accounts' });
  } finally {
    await simulator.close();
  }
}
