import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fakeClient } from '../../../test/helpers/cases.ts';
import { auditAt } from '../../../test/helpers/gate.ts';
import type { AccountFacts } from '../../model/account-facts.ts';
import type { FixtureAnswer } from '../../simulator/fixtures.ts';
import { type Simulator, startSimulator } from '../../simulator/server.ts';
import { collectAccount } from '../collect.ts';
import { identify } from '../identity.ts';
import { bequant, fmfwio, hitbtc } from './index.ts';

const keysPath = '/api/3/user/api-keys';
const spotPath = '/api/3/spot/balance';
const walletPath = '/api/3/wallet/balance';
const answer = (path: string, body: unknown): FixtureAnswer => ({ method: 'GET', path, body });
const refused = (path: string, code: number | string) => answer(path, { error: { code, message: 'No' } });
const balance = answer(spotPath, [{ currency: 'BTC', available: '1', reserved: '0' }]);

describe('an answer about keys, which nobody documents', () => {
  it.each([
    ['a flag that is false', [{ withdraw: false, trade: false, ip_restricted: true }]],
    ['rights without withdrawal', { permissions: ['read'], allowed_ips: ['203.0.113.7'] }],
    ['nothing', []],
    ['null', null],
    ['a text', 'read-only'],
  ])('denies and restricts nothing with %s', async (_, body) => {
    const { status, keys } = await collect([answer(keysPath, body), balance]);
    expect(status).toBe('audited');
    expect(keys).toHaveLength(1);
    const { permissions, ipRestriction, grants } = keys[0] ?? unreachable();
    expect(permissions.read).toEqual({ known: true, value: true });
    for (const fact of [permissions.trade, permissions.transfer, permissions.withdraw, permissions.manage]) {
      expect(fact).toMatchObject({ known: false, reason: 'not-exposed' });
    }
    expect([ipRestriction.known, grants.known]).toEqual([false, false]);
  });
});

it.each([
  [[], true],
  [[{ currency: 'BTC' }], true],
  [{}, 'malformed'],
  [[{ error: { code: 1003 } }], 'malformed'],
  [['Forbidden'], 'malformed'],
])('balances of %j: read %s', async (body, expected) => {
  const { keys } = await collect([answer(keysPath, []), answer(spotPath, body)]);
  const read = keys[0]?.permissions.read ?? unreachable();
  expect(read.known ? read.value : read.reason).toBe(expected);
});

describe('error codes', () => {
  const kinds: Record<string, readonly string[]> = {
    'invalid-credentials': ['1001', '1002', '1004', '1005'],
    'permission-refused': ['403', '600', '1003', '10021', '21003', '21004'],
    'rate-limited': ['429'],
    unreachable: ['500', '503', '504', '20010', '22008'],
    'unexpected-response': ['402', '2001', '99999'],
  };
  const table = Object.entries(kinds).flatMap(([kind, codes]) => codes.map((code) => ({ code, kind })));

  it.each(table)('$code is $kind', async ({ code, kind }) => {
    const paths = [keysPath, spotPath, walletPath];
    const facts = await collect(paths.map((path) => refused(path, Number(code))));
    expect(facts.error).toMatchObject({ kind, code });
    expect(facts.status).toBe('failed');
    expect(facts.keys[0]?.ipRestriction.known).toBe(false);
  });

  it('leaves none untested', () => {
    expect(table.map(({ code }) => code)).toEqual(expect.arrayContaining(Object.keys(hitbtc.failures)));
  });

  it('reads a code given as a text', () => {
    expect(hitbtc.failureCode({ error: { code: '600', message: 'Action not allowed' } })).toBe('600');
  });

  it.each([null, 'oops', [], {}, { error: 'oops' }])('finds none in %j', (body) => {
    expect(hitbtc.failureCode(body)).toBeUndefined();
  });
});

it('asks for the wallet only where the spot account is refused', async () => {
  const asked: string[] = [];
  const client = fakeClient(hitbtc, [answer(keysPath, []), balance]);
  await hitbtc.collect(
    {
      ...client,
      read: async (read) => {
        asked.push(read.path);
        return await client.read(read);
      },
    },
    'sub-accounts',
  );
  expect(asked).toEqual([keysPath, spotPath]);
});

describe('the brands', () => {
  it.each([
    [hitbtc, 'api.hitbtc.com', 'hitbtc.com'],
    [bequant, 'api.bequant.io', 'bequant.io'],
    [fmfwio, 'api.fmfw.io', 'fmfw.io'],
  ])('$name asks and names its own site', (adapter, host, site) => {
    expect(new Set(adapter.reads.map((read) => read.host))).toEqual(new Set([host]));
    for (const remedy of Object.values(adapter.remedies)) {
      expect(remedy.steps[0]).toContain(`Type ${site} `);
      expect(new URL(remedy.url).hostname).toBe(site);
    }
    expect(adapter.remedies['confirm-change'].steps.at(-1)).toContain(`Nobody from ${adapter.name} support`);
  });
});

describe('at a gate that checks header, time and signature', () => {
  const secrets = { apiKey: 'invented-gate-key', secret: 'invented gate secret' };
  let simulator: Simulator;
  let skewMs = 0;
  beforeAll(async () => {
    simulator = await startSimulator({
      accounts: ['hitbtc', 'fmfwio'].map((exchange) => ({
        exchange,
        apiKey: `${secrets.apiKey}-${exchange}`,
        secret: secrets.secret,
        answers: [answer(keysPath, []), balance],
      })),
      now: () => new Date(Date.now() + skewMs),
    });
  });
  afterAll(async () => {
    await simulator.close();
  });

  it.each([
    ['lets the right ones in', hitbtc, {}, 0, null],
    ["lets a brand's key in", fmfwio, {}, 0, null],
    ["refuses a brand's key at another brand", fmfwio, { apiKey: `${secrets.apiKey}-bequant` }, 0, '1002'],
    ['refuses another key', hitbtc, { apiKey: 'invented-other-key' }, 0, '1002'],
    ['refuses another secret', hitbtc, { secret: 'another' }, 0, '1002'],
    ['refuses a clock that is off', hitbtc, {}, 11_000, '1002'],
  ])('%s', async (_, adapter, change, skew, code) => {
    skewMs = skew;
    const apiKey = `${secrets.apiKey}-${adapter.id}`;
    const facts = await auditAt(simulator.url, adapter, { ...secrets, apiKey, ...change }, { depth: 'key' });
    expect(facts.error?.code ?? null).toBe(code);
  });

  it.each([
    ['GET', '/api/3/spot/balance', '', 200],
    ['GET', '/api/3/spot/balance', '?currency=BTC', 200],
    ['POST', '/api/3/spot/balance', '', 401],
  ])('reads a signature over %s %s%s as documented', async (method, path, query, status) => {
    skewMs = 0;
    const timestamp = String(Date.now());
    const signature = createHmac('sha256', secrets.secret)
      .update(`GET${path}${query}${timestamp}`)
      .digest('hex');
    const text = `${secrets.apiKey}-hitbtc:${signature}:${timestamp}`;
    const headers = { authorization: `HS256 ${Buffer.from(text).toString('base64')}` };
    const response = await fetch(`${simulator.url}${path}${query}`, { method, headers });
    expect(response.status).toBe(status);
  });

  it('refuses a request without a header', async () => {
    const response = await fetch(`${simulator.url}${keysPath}`);
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ error: { code: 1001 } });
  });
});

function unreachable(): never {
  throw new Error('there is always a calling key');
}

async function collect(answers: readonly FixtureAnswer[]): Promise<AccountFacts> {
  return await collectAccount(hitbtc, fakeClient(hitbtc, answers), identify('hitbtc', 'invented'), 'account');
}
