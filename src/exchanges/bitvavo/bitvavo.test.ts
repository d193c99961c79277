import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fakeClient } from '../../../test/helpers/cases.ts';
import { auditAt } from '../../../test/helpers/gate.ts';
import type { AccountFacts } from '../../model/account-facts.ts';
import type { Fact } from '../../model/fact.ts';
import type { FixtureAnswer } from '../../simulator/fixtures.ts';
import { type Simulator, startSimulator } from '../../simulator/server.ts';
import { collectAccount } from '../collect.ts';
import { identify } from '../identity.ts';
import { bitvavo } from './index.ts';
import { account } from './reads.ts';

const told = <T>(fact: Fact<T>): T | string => (fact.known ? fact.value : fact.reason);
const fees = { tier: 0, volume: '0.00', maker: '0.0015', taker: '0.0025' };

describe("the capabilities, which are the account's", () => {
  it.each([
    ['everything', { fees, capabilities: ['buy', 'sell', 'withdrawCrypto', 'withdrawFiat'] }],
    ['no withdrawal', { fees, capabilities: ['buy', 'sell'] }],
    ['nothing', { fees, capabilities: [] }],
    ['nothing, and no fees', { capabilities: [] }],
    ['not told', { fees }],
    ['null', { fees, capabilities: null }],
    ['a text', { fees, capabilities: 'buy' }],
    ['flags', { fees, capabilities: { withdrawCrypto: false } }],
  ])('say nothing of the key: %s', async (_, body) => {
    const { status, keys } = await collect(body);
    expect(status).toBe('audited');
    const { permissions, ipRestriction, grants } = keys[0] ?? unreachable();
    expect(told(permissions.read)).toBe(true);
    const { trade, transfer, withdraw, manage } = permissions;
    for (const fact of [trade, transfer, withdraw, manage, ipRestriction, grants]) {
      expect(told<unknown>(fact)).toBe('not-exposed');
    }
  });

  it.each([null, 'ok', [], [{ fees }], {}, { fees: null }, { fees: [] }, { data: { fees } }])(
    'and an answer that is %j says nothing at all',
    async (body) => {
      expect(await collect(body)).toMatchObject({ status: 'failed', error: { kind: 'unexpected-response' } });
    },
  );
});

describe('error codes', () => {
  const kinds: Record<string, readonly string[]> = {
    'ip-refused': ['307'],
    'invalid-credentials': ['300', '301', '305', '306', '308', '309'],
    'permission-refused': ['310', '311', '312', '317'],
    'clock-skew': ['302', '304'],
    'rate-limited': ['103', '104', '105'],
    unreachable: ['107', '108', '109'],
    'unexpected-response': ['110', '303', '205', '99999'],
  };
  const table = Object.entries(kinds).flatMap(([kind, codes]) => codes.map((code) => ({ code, kind })));

  it.each(table)('$code is $kind', async ({ code, kind }) => {
    const { error, keys } = await collect({ errorCode: Number(code), error: 'IP 203.0.113.9' });
    expect(error).toMatchObject({ kind, code });
    expect(error?.message).not.toContain('203.0.113.9');
    expect(keys[0]?.ipRestriction.known).toBe(kind === 'ip-refused');
  });

  it('leaves none untested', () => {
    expect(table.map(({ code }) => code)).toEqual(expect.arrayContaining(Object.keys(bitvavo.failures)));
  });

  it.each([null, 'oops', [], { error: 'oops' }, { errorCode: null }])('finds none in %j', (body) => {
    expect(bitvavo.failureCode(body)).toBeUndefined();
  });

  it.each([{ errorCode: { id: 312 } }, { errorCode: [] }, { errorCode: '' }])('finds one in %j', (body) => {
    expect(bitvavo.failureCode(body)).toBe('of unknown form');
  });
});

describe('at a gate that checks headers, time and signature', () => {
  const secrets = { apiKey: 'invented-bitvavo-gate-key', secret: 'invented secret' };
  let simulator: Simulator;
  let skewMs = 0;
  beforeAll(async () => {
    simulator = await startSimulator({
      accounts: [{ exchange: 'bitvavo', ...secrets, answers: 'documented' }],
      now: () => new Date(Date.now() + skewMs),
    });
  });
  afterAll(async () => {
    await simulator.close();
  });

  it.each([
    ['lets the right ones in', {}, 0, null],
    ['refuses another key', { apiKey: 'invented-other-key' }, 0, '305'],
    ['refuses another secret', { secret: 'another' }, 0, '309'],
    ['refuses a clock that is off', {}, 11_000, '304'],
  ])('%s', async (_, change, skew, code) => {
    skewMs = skew;
    const facts = await auditAt(simulator.url, bitvavo, { ...secrets, ...change }, { depth: 'key' });
    expect(facts.error?.code ?? null).toBe(code);
  });

  it.each([
    ['without a key', {}, 300],
    ['without a time', { 'bitvavo-access-key': secrets.apiKey }, 302],
    ['with a window out of range', { 'bitvavo-access-window': '60001' }, 303],
    ['with a signature that is none', { 'bitvavo-access-signature': 'abc' }, 308],
  ])('refuses a request %s', async (_, change, code) => {
    skewMs = 0;
    const named = { 'bitvavo-access-key': secrets.apiKey, 'bitvavo-access-timestamp': String(Date.now()) };
    const headers: Record<string, string> = code > 302 ? { ...named, ...change } : { ...change };
    const response = await fetch(`${simulator.url}${account.path}`, { headers });
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({ errorCode: code });
  });
});

function unreachable(): never {
  throw new Error('there is always a calling key');
}

async function collect(body: unknown): Promise<AccountFacts> {
  const answers: readonly FixtureAnswer[] = [{ method: 'GET', path: account.path, body }];
  return await collectAccount(
    bitvavo,
    fakeClient(bitvavo, answers),
    identify('bitvavo', 'invented'),
    'sub-accounts',
  );
}
