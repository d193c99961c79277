import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fakeClient } from '../../../test/helpers/cases.ts';
import { auditAt } from '../../../test/helpers/gate.ts';
import { mutations } from '../../../test/helpers/mutations.ts';
import type { Depth } from '../../model/account.ts';
import type { AccountFacts } from '../../model/account-facts.ts';
import { type Fact, unknown } from '../../model/fact.ts';
import type { FixtureAnswer } from '../../simulator/fixtures.ts';
import { type Simulator, startSimulator } from '../../simulator/server.ts';
import { collectAccount } from '../collect.ts';
import { identify } from '../identity.ts';
import type { Body } from '../readers.ts';
import { gate, gateeu } from './index.ts';
import { describeKey } from './normalize.ts';

const apiKey = 'c5dcfbf1f3a7inventedinvented0001';
const [mainKeys, accountDetail] = ['/api/v4/account/main_keys', '/api/v4/account/detail'];

const told = <T>(fact: Fact<T>): T | string => (fact.known ? fact.value : fact.reason);

/** The documented row. */
const row = {
  state: 1,
  mode: 1,
  name: 'test1',
  user_id: 1,
  perms: [
    { name: 'account', read_only: true },
    { name: 'spot', read_only: false },
  ],
  ip_whitelist: [],
  currency_pairs: ['BTC_USD', 'ETH_USD'],
  key: 'c5dcfbf1f3a7*****',
  created_at: 1753030929,
  update_at: 1756300567,
  last_access: 1753030929,
};
const sibling = { ...row, key: '52fd0035f665*****' };
const rights = (...perms: unknown[]) => describeKey({ ...row, perms }, null).permissions;
const account = { name: 'account', read_only: true };

describe('a name of perms', () => {
  it.each<[string, string, (boolean | string)[]]>([
    // trade, transfer, withdraw of a key that may write this and nothing else
    ['spot', 'trade', [true, false, 'not-exposed']],
    ['margin', 'trade', [true, false, 'not-exposed']],
    ['futures', 'trade', [true, false, 'not-exposed']],
    ['delivery', 'trade', [true, false, 'not-exposed']],
    ['options', 'trade', [true, false, 'not-exposed']],
    ['alpha', 'trade', [true, false, 'not-exposed']],
    ['copy', 'trade', [true, false, 'not-exposed']],
    ['crossx', 'trade', [true, 'not-exposed', 'not-exposed']],
    ['wallet', 'transfer', [false, true, 'not-exposed']],
    ['withdrawal', 'withdraw', [false, false, true]],
    ['withdraw', 'withdraw', [false, false, true]],
    ['account', 'other', [false, false, 'not-exposed']],
    ['unified', 'other', ['not-exposed', false, 'not-exposed']],
    ['loan', 'other', ['not-exposed', false, 'not-exposed']],
    ['earn', 'other', ['not-exposed', false, 'not-exposed']],
    ['pilot', 'other', ['not-exposed', false, 'not-exposed']],
    ['otc', 'other', ['not-exposed', 'not-exposed', 'not-exposed']],
    ['custody', 'other', [false, 'not-exposed', 'not-exposed']],
  ])('%s is %s for a key that may write', (name, scope, expected) => {
    const { permissions, grants } = describeKey({ ...row, perms: [{ name, read_only: false }] }, null);
    const { read, trade, transfer, withdraw, manage } = permissions;
    expect([trade, transfer, withdraw].map(told)).toEqual(expected);
    expect([told(read), told(manage)]).toEqual([true, 'not-exposed']);
    expect(told(grants)).toEqual([
      { name, scope: 'read' },
      { name, scope },
    ]);
  });

  it.each(['spot', 'wallet', 'unified', 'otc', 'SPOT'])('%s writes nothing where it is read only', (name) => {
    const { read, trade, transfer, withdraw } = rights({ name, read_only: true });
    expect([read, trade, transfer, withdraw].map(told)).toEqual([true, false, false, 'not-exposed']);
  });
});

describe('withdraw is', () => {
  it.each<[string, unknown[], boolean | string]>([
    ['not told by a list without it', [account], 'not-exposed'],
    ['denied where it is read only', [account, { name: 'withdrawal', read_only: true }], false],
    ['granted', [account, { name: 'withdraw', read_only: 'false' }], true],
    [
      'granted beside an element that cannot be read',
      [null, account, { name: 'withdraw', read_only: false }],
      true,
    ],
    ['not known without read_only', [account, { name: 'withdrawal' }], 'malformed'],
    ['not known with a number', [account, { name: 'withdrawal', read_only: 1 }], 'malformed'],
    ['not known with a word', [account, { name: 'withdrawal', read_only: 'never' }], 'unrecognized'],
    ['not known beside a new name', [account, { name: 'payout', read_only: false }], 'unrecognized'],
    [
      'denied beside a new name that is read only',
      [
        { name: 'withdraw', read_only: true },
        { name: 'payout', read_only: true },
      ],
      false,
    ],
  ])('%s', (_, perms, expected) => {
    expect(told(rights(...perms).withdraw)).toBe(expected);
  });
});

describe('perms that tell nothing', () => {
  it.each<[string, unknown, string]>([
    ['an empty list', [], 'unrecognized'],
    ['texts', ['spot'], 'malformed'],
    ['an element without a name', [{ read_only: true }], 'malformed'],
    ['an object', { spot: true }, 'malformed'],
    ['null', null, 'malformed'],
  ])('%s', (_, perms, reason) => {
    const { permissions, grants } = describeKey({ ...row, perms }, null);
    expect([...Object.values(permissions), grants].map((fact) => told<unknown>(fact))).toEqual(
      Array(6).fill(reason),
    );
  });
});

it('tells the names of a list that has new ones alone, and nothing else', () => {
  const { permissions, grants } = describeKey({ ...row, perms: [{ name: 'nft', read_only: true }] }, null);
  expect(Object.values(permissions).map(told)).toEqual(Array(5).fill('unrecognized'));
  expect(told(grants)).toEqual([{ name: 'nft', scope: 'unrecognized' }]);
});

describe('addresses', () => {
  it.each<[string, unknown, unknown]>([
    ['none', [], { restricted: false }],
    ['a list', ['127.0.0.1', '127.0.0.2'], { restricted: true }],
    ['the whole internet', ['0.0.0.0/0'], { restricted: false }],
    ['no address', [''], 'unrecognized'],
    ['a text', '127.0.0.1', 'malformed'],
    ['null', null, 'malformed'],
  ])('%s', (_, ip_whitelist, expected) => {
    const fact = told(describeKey({ ...row, ip_whitelist }, null).ipRestriction);
    if (typeof expected === 'string') expect(fact).toBe(expected);
    else expect(fact).toMatchObject(expected as object);
  });
});

describe('times and state', () => {
  it.each<[string, Body, string | Date]>([
    ['by the name of the schema', { update_at: undefined, updated_at: '1756300567' }, new Date(1756300567e3)],
    ['by both names alike', { updated_at: '1756300567' }, new Date(1756300567e3)],
    ['by both names, apart', { updated_at: 1756300568 }, 'unrecognized'],
    ['by neither', { update_at: undefined }, 'malformed'],
    ['in milliseconds', { update_at: 1756300567000 }, 'unrecognized'],
    ['never', { update_at: 0 }, 'unrecognized'],
  ])('changed %s', (_, body, expected) => {
    expect(told(describeKey({ ...row, ...body }, null).modifiedAt)).toEqual(expected);
  });

  it.each<[unknown, boolean | string]>([
    [1, true],
    ['1', true],
    [2, false],
    [3, false],
    [0, 'unrecognized'],
    ['normal', 'malformed'],
    [undefined, 'malformed'],
  ])('state %j', (state, expected) => {
    expect(told(describeKey({ ...row, state }, '7').enabled)).toBe(expected);
  });
});

it('breaks no known fact with any one field', () => {
  const facts = (body: unknown) => {
    const { permissions, ipRestriction, createdAt, modifiedAt, lastUsedAt, enabled } = describeKey(
      body as Body,
      '7',
    );
    return { ...permissions, ipRestriction, createdAt, modifiedAt, lastUsedAt, enabled };
  };
  const before = facts(row);
  for (const { name, body } of mutations(row)) {
    for (const [fact, now] of Object.entries(facts(body))) {
      if (now.known) expect(now, `${name}: ${fact}`).toEqual(before[fact as keyof typeof before]);
    }
  }
});

const answer = (path: string, body: unknown, status = 200): FixtureAnswer => ({
  method: 'GET',
  path,
  status,
  body,
});

async function collect(answers: readonly FixtureAnswer[], depth: Depth = 'account'): Promise<AccountFacts> {
  return await collectAccount(gate, fakeClient(gate, answers, apiKey), identify('gate', apiKey), depth);
}

describe('the calling key', () => {
  const detail = answer(accountDetail, { ip_whitelist: ['127.0.0.1'] });

  it('is not among the others', async () => {
    const { keys } = await collect([answer(mainKeys, [sibling, row])]);
    expect(keys.map(({ relation, label }) => [relation, told(label)])).toEqual([
      ['calling', 'test1'],
      ['sibling', 'test1'],
    ]);
  });

  it('comes alone at depth key', async () => {
    expect((await collect([answer(mainKeys, [sibling, row])], 'key')).keys).toHaveLength(1);
  });

  it.each<[string, unknown, string, number]>([
    ['in no list', [sibling], 'malformed', 1],
    ['in an empty list', [], 'malformed', 0],
    ['one of two', [row, row], 'unrecognized', 0],
    ['shown by too few characters', [{ ...row, key: 'c5dcfbf***' }], 'malformed', 0],
    ['shown by no character', [{ ...row, key: '*****' }], 'malformed', 0],
    ['a row without a key', [{ ...row, key: undefined }, sibling], 'malformed', 1],
    ['a row that is no object', [7], 'malformed', 0],
    ['an object of the schema', { ...row, key: { mode: 1 } }, 'malformed', 0],
  ])('is unknown but for its addresses where it is %s', async (_, body, reason, others) => {
    const { keys } = await collect([answer(mainKeys, body), detail]);
    expect(keys).toHaveLength(1 + others);
    const [calling] = keys;
    expect(Object.values(calling?.permissions ?? {}).map(told)).toEqual(Array(5).fill(reason));
    expect(calling?.ipRestriction).toMatchObject({ value: { restricted: true } });
  });

  it.each<[string, unknown, unknown, string, string]>([
    ['another user', [{ ...sibling, user_id: 1 }], 2, 'not-exposed', 'audited'],
    [
      'several others',
      [
        { ...sibling, user_id: 1 },
        { ...sibling, user_id: '3' },
      ],
      '2',
      'not-exposed',
      'audited',
    ],
    ['the same user', [{ ...sibling, user_id: 1 }], '1', 'malformed', 'partial'],
    ['nobody', [{ ...sibling, user_id: null }], 2, 'malformed', 'partial'],
    ['another user than nobody', [{ ...sibling, user_id: 1 }], null, 'malformed', 'partial'],
  ])('is not expected in a list of keys of %s alone', async (_, body, user_id, reason, status) => {
    const facts = await collect([
      answer(mainKeys, body),
      answer(accountDetail, { ip_whitelist: [], user_id }),
    ]);
    expect(facts.status).toBe(status);
    expect(told(facts.keys[0]?.permissions.withdraw ?? unknown('malformed', ''))).toBe(reason);
  });

  it.each([['fine'], [null], [{ total: 0 }]])('is not made up from %j', async (body) => {
    expect((await collect([answer(mainKeys, body), detail])).error?.kind).toBe('unexpected-response');
  });
});

describe('error labels', () => {
  const kinds: Record<string, readonly string[]> = {
    'invalid-credentials': [
      'INVALID_KEY',
      'INVALID_SIGNATURE',
      'INVALID_CREDENTIALS',
      'MISSING_REQUIRED_HEADER',
    ],
    'ip-refused': ['IP_FORBIDDEN'],
    'clock-skew': ['REQUEST_EXPIRED'],
    'permission-refused': ['FORBIDDEN', 'READ_ONLY', 'ACCOUNT_LOCKED'],
    'rate-limited': ['TOO_FAST', 'TOO_MANY_REQUESTS'],
    unreachable: ['INTERNAL', 'SERVER_ERROR', 'TOO_BUSY'],
    'unexpected-response': ['SUB_ACCOUNT_LOCKED', 'SUB_ACCOUNT_NOT_FOUND', 'INVALID_PROTOCOL'],
  };
  const table = Object.entries(kinds).flatMap(([kind, codes]) => codes.map((code) => ({ code, kind })));

  it.each(table)('$code is $kind', async ({ code, kind }) => {
    const body = { label: code, message: 'Request IP not in whitelist: 203.0.113.9' };
    const facts = await collect([answer(mainKeys, body, 401), answer(accountDetail, body, 401)]);
    expect(facts.error).toMatchObject({ kind, code });
    expect(facts.error?.message).not.toContain('203.0.113.9');
    expect(facts.keys[0]?.ipRestriction).toMatchObject(
      kind === 'ip-refused' ? { known: true, value: { restricted: true } } : { known: false },
    );
  });

  it('leaves none untested', () => {
    expect(table.map(({ code }) => code)).toEqual(expect.arrayContaining(Object.keys(gate.failures)));
  });
});

describe("sub-accounts' keys", () => {
  const own = answer(mainKeys, [row]);
  const subs = (...ids: unknown[]) =>
    answer(
      '/api/v4/sub_accounts',
      ids.map((user_id) => ({ user_id })),
    );
  const keys = (id: string, body: unknown) => answer(`/api/v4/sub_accounts/${id}/keys`, body);

  it.each<[string, FixtureAnswer[], number]>([
    ['the list is none', [answer('/api/v4/sub_accounts', {})], 0],
    ['an id would lead elsewhere', [subs('../account', 7), keys('7', [sibling])], 0],
    ['an id is missing', [subs(7, undefined), keys('7', [sibling])], 1],
    ['the keys are no list', [subs(7, 8), keys('7', { keys: [] }), keys('8', [sibling])], 1],
    ['a key has no name', [subs(7, 8), keys('7', [{ ...row, key: 5 }]), keys('8', [sibling])], 1],
  ])('are said to be incomplete where %s', async (_, answers, found) => {
    const facts = await collect([own, ...answers], 'sub-accounts');
    expect(facts).toMatchObject({ status: 'partial', error: { kind: 'unexpected-response' } });
    expect(facts.keys).toHaveLength(1 + found);
  });

  it.each(['key', 'account'] as const)('are not asked for at depth %s', async (depth) => {
    expect(await collect([own], depth)).toMatchObject({ status: 'audited', error: null });
  });
});

it('tells keys apart that begin alike', async () => {
  const rows = [row, sibling, { ...sibling, created_at: 1753030930 }];
  const { keys } = await collect([answer(mainKeys, rows)]);
  expect(new Set(keys.map(({ identity }) => identity.fingerprint)).size).toBe(3);
  expect(keys[1]?.identity.masked).toBe('52fd…');
});

it('asks each site at its own host', () => {
  expect(gate.reads.map(({ host }) => host)).toEqual(Array(4).fill('api.gateio.ws'));
  expect(gateeu.reads.map(({ host }) => host)).toEqual(Array(4).fill('api.gateeu.com'));
  expect(gateeu.remedies['confirm-change'].steps.at(-1)).toContain('Nobody from Gate EU support');
});

describe('at a gate that checks headers, time and signature', () => {
  const secrets = { apiKey: 'invented-gate-test-key', secret: 'invented secret' };
  let simulator: Simulator;
  let skewMs = 0;
  beforeAll(async () => {
    simulator = await startSimulator({
      accounts: [{ exchange: 'gate', ...secrets, answers: 'sub-accounts' }],
      now: () => new Date(Date.now() + skewMs),
    });
  });
  afterAll(async () => {
    await simulator.close();
  });

  it.each([
    ['lets the right ones in', {}, 0, null],
    ['refuses another key', { apiKey: 'invented-other-key' }, 0, 'INVALID_KEY'],
    ['refuses another secret', { secret: 'another' }, 0, 'INVALID_SIGNATURE'],
    ['refuses a clock that is off', {}, 62_000, 'REQUEST_EXPIRED'],
  ])('%s', async (_, change, skew, code) => {
    skewMs = skew;
    const facts = await auditAt(simulator.url, gate, { ...secrets, ...change }, { depth: 'sub-accounts' });
    expect(facts.error?.code ?? null).toBe(code);
    if (code === null) expect(facts.keys).toHaveLength(3);
  });

  it('refuses a request without headers', async () => {
    const response = await fetch(`${simulator.url}${mainKeys}`);
    expect(await response.json()).toMatchObject({ label: 'MISSING_REQUIRED_HEADER' });
  });
});
