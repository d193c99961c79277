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
import { myokx, okx, okxus } from './index.ts';
import {
  configurationOf,
  describeCallingKey,
  describeSubAccount,
  describeSubAccountKey,
} from './normalize.ts';
import { readsAt } from './reads.ts';

const { configuration, subAccountKeys, subAccounts } = readsAt('www.okx.com', 'www.okx.com');

const main = { uid: '44705892343619584', mainUid: '44705892343619584', type: '0' };
const sub = { uid: '44705892343619999', mainUid: '44705892343619584', type: '1' };

const told = <T>(fact: Fact<T>): T | string => (fact.known ? fact.value : fact.reason);
const describeKey = (body: Body): KeyDescription =>
  describeCallingKey({ perm: 'read_only', ip: '', label: '', ...main, ...body });

describe('manage, which takes Trade on a key of the main account that is linked to addresses', () => {
  it.each([
    ['has all three', { perm: 'trade', ip: '192.0.2.1' }, true],
    ['is the main account by its ids alone', { perm: 'trade', ip: '192.0.2.1', type: undefined }, true],
    ['is the main account by its type alone', { perm: 'trade', ip: '192.0.2.1', mainUid: null }, true],
    ['cannot trade', { perm: 'read_only,withdraw', ip: '192.0.2.1' }, false],
    ["is a sub-account's", { perm: 'trade', ip: '192.0.2.1', ...sub }, false],
    ["is a sub-account's by its type alone", { perm: 'trade', ip: '192.0.2.1', uid: null, type: 9 }, false],
    ['is linked to no address', { perm: 'trade', ip: '' }, false],
    ['cannot trade, and has a new word for it', { perm: 'read_only,manage_keys', ip: '' }, 'unrecognized'],
    ['has a new word for it alone', { perm: 'trade,api_key', ip: '' }, 'unrecognized'],
    ['has another new word', { perm: 'trade,vote', ip: '' }, false],
    ['has rights in unknown words', { perm: 'order', ip: '' }, 'unrecognized'],
    ['has no list of rights', { perm: undefined, ip: '', ...sub }, 'malformed'],
    ['has no list of addresses', { perm: 'trade', ip: undefined }, 'malformed'],
    ['lets the whole internet in', { perm: 'trade', ip: '0.0.0.0/0' }, 'unrecognized'],
    ['tells of no account', { perm: 'trade', ip: '192.0.2.1', uid: null, type: null }, 'malformed'],
    ['is of a new type', { perm: 'trade', ip: '192.0.2.1', uid: null, type: '77' }, 'malformed'],
    ['contradicts itself', { perm: 'trade', ip: '192.0.2.1', type: '1' }, 'unrecognized'],
    [
      'contradicts itself the other way',
      { perm: 'trade', ip: '192.0.2.1', ...sub, type: '0' },
      'unrecognized',
    ],
  ])('a key that %s', (_, body, expected) => {
    const { permissions, grants } = describeKey(body);
    expect(told(permissions.manage)).toBe(expected);
    const named = grants.known && grants.value.some(({ scope }) => scope === 'manage');
    expect(named).toBe(expected === true);
  });
});

describe('the owner', () => {
  it.each([
    ['the main account', main, null],
    ['a sub-account, by its id, to the last digit', sub, '44705892343619999'],
    ['exact numbers', { uid: 447058923, mainUid: 447058923 }, null],
    [
      'numbers too long to be exact',
      JSON.parse('{"uid":44705892343619585,"mainUid":44705892343619584}'),
      'malformed',
    ],
    ['no uid', { uid: undefined }, 'malformed'],
    ['no mainUid', { mainUid: undefined }, 'malformed'],
    ['a uid that is none', { uid: '3400***********7413' }, 'malformed'],
    ['a type that contradicts', { type: '2' }, 'unrecognized'],
  ])('%s', (_, body, expected) => {
    expect(told(describeKey(body).owner)).toBe(expected);
  });
});

describe('addresses', () => {
  it.each([
    ['none', '', { restricted: false }],
    ['a list', '192.0.2.1,2001:db8::/32', { restricted: true }],
    ['the whole internet', '192.0.2.1,::/0', { restricted: false }],
    ['a space', ' ', 'malformed'],
    ['a list of texts', ['192.0.2.1'], 'malformed'],
    ['null', null, 'malformed'],
    ['missing', undefined, 'malformed'],
    ['a word', 'any', 'unrecognized'],
    ['addresses apart by spaces', '192.0.2.1 192.0.2.2', 'unrecognized'],
  ])('%s', (_, ip, expected) => {
    const fact = told(describeKey({ ip }).ipRestriction);
    if (typeof expected === 'string') expect(fact).toBe(expected);
    else expect(fact).toMatchObject(expected);
  });
});

it("breaks no known fact of a sub-account's key with any one field", () => {
  const row = { label: 'v5', apiKey: '******', perm: 'read_only,trade', ip: '1.1.1.1', ts: '1597026383085' };
  const facts = (body: unknown) => {
    const { permissions, ipRestriction, createdAt } = describeSubAccountKey(body as Body, 'desk');
    return { ...permissions, ipRestriction, createdAt };
  };
  const before = facts(row);
  for (const { name, body } of mutations(row)) {
    for (const [fact, now] of Object.entries(facts(body))) {
      if (now.known) expect(now, `${name}: ${fact}`).toEqual(before[fact as keyof typeof before]);
    }
  }
});

it.each([
  ['no object', null],
  ['no code', { data: [{}] }],
  ['no data', { code: '0' }],
  ['no entry', { code: '0', data: [] }],
  ['two entries', { code: '0', data: [{}, {}] }],
  ['an entry that is no object', { code: '0', data: ['read_only'] }],
])('refuses to understand %s', (_, answer) => {
  expect(() => configurationOf(answer)).toThrow(expect.objectContaining({ kind: 'unexpected-response' }));
});

describe('error codes', () => {
  const kinds: Record<string, readonly string[]> = {
    'ip-refused': ['50110'],
    'invalid-credentials': [
      '50101',
      '50103',
      '50104',
      '50105',
      '50106',
      '50107',
      '50111',
      '50113',
      '50114',
      '50119',
    ],
    'clock-skew': ['50102', '50112'],
    'permission-refused': ['50030', '50035', '50100', '50118', '50120', '59500'],
    'rate-limited': ['50011', '50040', '50061'],
    unreachable: ['50001', '50004', '50013', '50026', '50121'],
    'unexpected-response': ['59506', '1', '51000'],
  };
  const table = Object.entries(kinds).flatMap(([kind, codes]) => codes.map((code) => ({ code, kind })));

  it.each(table)('$code is $kind', async ({ code, kind }) => {
    const facts = await collect([answer(configuration.path, { code, msg: 'Your IP 203.0.113.9' })]);
    expect(facts.error).toMatchObject({ kind, code });
    expect(facts.error?.message).not.toContain('203.0.113.9');
    expect(told(facts.keys[0]?.ipRestriction ?? unreachable())).toEqual(
      kind === 'ip-refused' ? expect.objectContaining({ restricted: true }) : 'refused',
    );
  });

  it('leaves none untested', () => {
    expect(table.map(({ code }) => code)).toEqual(expect.arrayContaining(Object.keys(okx.failures)));
  });

  it('knows a code by the number before its sub-code', () => {
    expect(okx.failureCode({ code: '50110_1000' })).toBe('50110');
  });

  it('names the other sites to a key that does not exist', async () => {
    const { error } = await collect([answer(configuration.path, { code: '50119', msg: '' })]);
    for (const site of ['my.okx.com', 'myokx', 'app.okx.com', 'okxus'])
      expect(error?.message).toContain(site);
  });
});

describe("sub-accounts' keys", () => {
  const calling = answer(configuration.path, good({ perm: 'read_only', ip: '', ...main }));
  const list = (rows: readonly object[], params?: Record<string, string>) =>
    answer(subAccounts.path, { code: '0', msg: '', data: rows }, params);
  const keys = (subAcct: string, ...rows: readonly object[]) =>
    answer(subAccountKeys.path, { code: '0', msg: '', data: rows }, { subAcct });
  const row = { apiKey: '******', label: 'v5', perm: 'read_only', ip: '', ts: '1597026383085' };

  it('are told apart where OKX masks them', async () => {
    const { keys: found } = await collect([
      calling,
      list([
        { subAcct: 'desk', ts: '1' },
        { subAcct: 'fund', ts: '1' },
      ]),
      keys('desk', row, { ...row, label: 'v5.1' }, { ...row, ts: '1597026383086' }),
      keys('fund', row, { ...row, apiKey: 'plainKeyAAAAAAAAAAAA' }),
    ]);
    const identities = found.slice(1).map(({ identity }) => identity);
    expect(new Set(identities.map(({ fingerprint }) => fingerprint)).size).toBe(5);
    expect(identities[0]?.masked).toBe('…');
    expect(identities[4]).toEqual(identify('okx', 'plainKeyAAAAAAAAAAAA'));
  });

  it('are not asked for by a sub-account', async () => {
    const facts = await collect([answer(configuration.path, good({ perm: 'trade', ip: '', ...sub }))]);
    expect(facts).toMatchObject({ status: 'audited', error: null });
  });

  it('are complete where a server knows no pages, and gives a short list again', async () => {
    const facts = await collect([calling, list([{ subAcct: 'desk', ts: '1' }]), keys('desk', row)]);
    expect(facts).toMatchObject({ status: 'audited', error: null });
    expect(facts.keys).toHaveLength(2);
  });

  it.each([
    [
      'a full page that comes again',
      Array.from({ length: 100 }, (_, at) => ({ subAcct: `s${at}`, ts: '1' })),
    ],
    [
      'a full page that cannot be gone on from',
      Array.from({ length: 100 }, (_, at) => ({ subAcct: `s${at}` })),
    ],
  ])('are not complete with %s', async (_, rows) => {
    const asked = rows.map(({ subAcct }) => keys(subAcct, row));
    const facts = await collect([calling, list(rows), ...asked]);
    expect(facts).toMatchObject({ status: 'partial', error: { kind: 'unexpected-response' } });
    expect(facts.keys).toHaveLength(101);
  });

  it('are not asked for endlessly', async () => {
    let pages = 0;
    const client = fakeClient(okx, [calling]);
    const endless = async (read: { readonly path: string }) => {
      if (read.path === configuration.path) return calling.body;
      if (read.path === subAccountKeys.path) return good();
      pages += 1;
      return { code: '0', data: [{ subAcct: `s${pages}`, ts: String(2_000_000 - pages) }] };
    };
    const facts = await collectAccount(
      okx,
      { ...client, read: endless },
      identify('okx', 'key'),
      'sub-accounts',
    );
    expect(facts.error?.kind).toBe('unexpected-response');
    expect(pages).toBe(100);
  });

  it('of one sub-account that cannot be read do not hide the next', async () => {
    const facts = await collect([
      calling,
      list([
        { subAcct: 'desk', ts: '2' },
        { subAcct: 'fund', ts: '1' },
      ]),
      keys('desk', { label: 'no key' }),
      keys('fund', row),
    ]);
    expect(facts).toMatchObject({ status: 'partial', error: { kind: 'unexpected-response' } });
    expect(facts.keys.map(({ owner }) => told(owner))).toEqual([null, 'fund']);
  });

  it('stay where a row beside them cannot be read', async () => {
    const facts = await collect([
      calling,
      list([{ subAcct: 7 }, { subAcct: 'fund', ts: '1' }]),
      keys('fund', { label: 'no key' }, row),
    ]);
    expect(facts).toMatchObject({ status: 'partial', error: { kind: 'unexpected-response' } });
    expect(facts.keys.map(({ owner }) => told(owner))).toEqual([null, 'fund']);
    expect(facts.safety?.subAccounts).toMatchObject({ known: false });
  });
});

describe('at a gate that checks headers, time, passphrase and signature', () => {
  const secrets = { apiKey: 'invented-okx-gate-key', secret: 'invented secret', password: 'invented phrase' };
  let simulator: Simulator;
  let skewMs = 0;
  beforeAll(async () => {
    simulator = await startSimulator({
      accounts: [{ exchange: 'okx', ...secrets, answers: 'sub-accounts' }],
      now: () => new Date(Date.now() + skewMs),
    });
  });
  afterAll(async () => {
    await simulator.close();
  });

  it.each([
    ['lets the right ones in', {}, 0, null],
    ['refuses another key', { apiKey: 'invented-other-key' }, 0, '50119'],
    ['refuses another secret', { secret: 'another' }, 0, '50113'],
    ['refuses another passphrase', { password: 'another' }, 0, '50105'],
    ['refuses a clock that is off', {}, 31_000, '50102'],
  ])('%s', async (_, change, skew, code) => {
    skewMs = skew;
    const facts = await auditAt(simulator.url, okx, { ...secrets, ...change }, { depth: 'key' });
    expect(facts.error?.code ?? null).toBe(code);
  });

  it('refuses a request without headers', async () => {
    const response = await fetch(`${simulator.url}${configuration.path}`);
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ code: '50103' });
  });
});

function answer(path: string, body: unknown, params?: Record<string, string>): FixtureAnswer {
  return { method: 'GET', path, body, ...(params !== undefined && { params }) };
}

function good(...data: readonly object[]) {
  return { code: '0', msg: '', data };
}

async function collect(answers: readonly FixtureAnswer[]): Promise<AccountFacts> {
  return await collectAccount(okx, fakeClient(okx, answers), identify('okx', 'key'), 'sub-accounts');
}

function unreachable(): never {
  throw new Error('there is always a calling key');
}

it.each([
  ['my.okx.com', 'eea.okx.com', myokx],
  ['app.okx.com', 'us.okx.com', okxus],
])('%s is a site of its own', (website, host, site) => {
  expect(new Set(site.reads.map((read) => read.host))).toEqual(new Set([host]));
  for (const { url, steps } of Object.values(site.remedies)) {
    expect(url).toBe(`https://${website}/account/my-api`);
    expect(steps[0]).toContain(`Type ${website} `);
  }
});

describe('of a sub-account', () => {
  const row = { enable: true, frozenFunc: [], gAuth: true };
  it.each<[string, object, unknown, unknown]>([
    ['as documented', {}, true, true],
    ['as texts', { enable: 'true', gAuth: 'false' }, true, false],
    ['frozen as a whole', { enable: false, frozenFunc: null }, false, true],
    ['with trading frozen', { frozenFunc: ['deposit', 'trading'] }, false, true],
    ['with trading frozen, and enable missing', { enable: undefined, frozenFunc: ['trading'] }, false, true],
    ['with withdrawals frozen', { frozenFunc: ['withdrawal'] }, true, true],
    ['with something new frozen', { frozenFunc: ['spot'] }, 'unrecognized', true],
    ['without frozenFunc', { frozenFunc: undefined }, 'malformed', true],
    ['with a text for it', { frozenFunc: 'trading' }, 'malformed', true],
    ['with a number for enable', { enable: 1 }, 'malformed', true],
    ['without gAuth', { gAuth: undefined }, true, 'malformed'],
  ])('%s', (_, change, trading, twoFactor) => {
    const state = describeSubAccount({ ...row, ...change }, 'desk');
    expect([told(state.trading), told(state.twoFactor)]).toEqual([trading, twoFactor]);
  });
});
