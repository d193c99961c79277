import { createHash, createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fakeClient } from '../../../test/helpers/cases.ts';
import { auditAt } from '../../../test/helpers/gate.ts';
import type { AccountFacts } from '../../model/account-facts.ts';
import type { Fact } from '../../model/fact.ts';
import type { FixtureAnswer } from '../../simulator/fixtures.ts';
import { type Simulator, startSimulator } from '../../simulator/server.ts';
import { collectAccount } from '../collect.ts';
import { identify } from '../identity.ts';
import type { Body } from '../readers.ts';
import { bithumb } from './index.ts';
import { describeKey as describeRow } from './normalize.ts';
import { allowedAddresses, apiKeys } from './reads.ts';

const told = <T>(fact: Fact<T>): T | string => (fact.known ? fact.value : fact.reason);
const describeKey = (row: Body) => describeRow({ expire_at: '2027-03-02T09:00:00+09:00', ...row });

describe('the end of a key', () => {
  it.each([
    ['in Korean time', { expire_at: '2027-03-02T09:00:00+09:00' }, new Date('2027-03-02T00:00:00Z')],
    ['in the past', { expire_at: '2025-06-11T09:00:00+09:00' }, new Date('2025-06-11T00:00:00Z')],
    [
      'in the words of the digest',
      { expire_at: undefined, expired_at: '2027-03-02T09:00:00+09:00' },
      new Date('2027-03-02T00:00:00Z'),
    ],
    ['in both words', { expired_at: '2027-03-02T00:00:00Z' }, new Date('2027-03-02T00:00:00Z')],
    ['otherwise in the other word', { expired_at: '2030-01-01T09:00:00+09:00' }, 'unrecognized'],
    ['without a zone', { expire_at: '2027-03-02T09:00:00' }, 'malformed'],
    ['as a number', { expire_at: 1_804_464_000_000 }, 'malformed'],
    ['in the year 0', { expire_at: '0000-01-01T00:00:00+09:00' }, 'unrecognized'],
    ['missing', { expire_at: undefined }, 'malformed'],
    ['null', { expire_at: null }, 'malformed'],
  ])('%s', (_, row, expected) => {
    expect(told(describeKey(row).expiresAt)).toEqual(expected);
  });
});

describe('rights, which no documented field tells', () => {
  it.each([
    ['no field', {}, 'not-exposed'],
    ['null', { permissions: null }, 'not-exposed'],
    ['words', { permissions: ['balance', 'order'] }, 'unrecognized'],
    ['the word for withdrawals of Upbit', { permissions: ['withdraw'] }, 'unrecognized'],
    ['an empty list', { permissions: [] }, 'malformed'],
    ['a text', { permissions: 'balance' }, 'malformed'],
    ['flags', { permissions: { withdraw: false } }, 'malformed'],
  ])('%s', (_, row, reason) => {
    const { permissions } = describeKey(row);
    expect(new Set(Object.values(permissions).map(told))).toEqual(new Set([reason]));
  });
});

describe('addresses, without which no key is issued', () => {
  it.each([
    ['not told', {}, { restricted: true, allowed: expect.objectContaining({ reason: 'not-exposed' }) }],
    [
      'told after all',
      { ip_addresses: ['203.0.113.7'] },
      { restricted: true, allowed: { known: true, value: ['203.0.113.7'] } },
    ],
    ['the whole internet', { ip_addresses: ['0.0.0.0/0'] }, 'unrecognized'],
    ['an empty list', { ip_addresses: [] }, 'malformed'],
    ['a text', { ip_addresses: '203.0.113.7' }, 'malformed'],
    ['a word', { ip_addresses: ['any'] }, 'unrecognized'],
  ])('%s', (_, row, expected) => {
    expect(told(describeKey(row).ipRestriction)).toEqual(expected);
  });
});

describe('error names', () => {
  const kinds: Record<string, readonly string[]> = {
    'ip-refused': ['NotAllowIP'],
    'invalid-credentials': ['jwt_verification', 'invalid_access_key', 'expired_access_key', '5300'],
    'permission-refused': ['out_of_scope', 'blocked_member_id'],
    'clock-skew': ['expired_jwt'],
    'rate-limited': ['too_many_requests'],
    'unexpected-response': ['invalid_query_payload', 'order_not_found', '400'],
  };
  const table = Object.entries(kinds).flatMap(([kind, names]) => names.map((name) => ({ name, kind })));

  it.each(table)('$name is $kind', async ({ name, kind }) => {
    const { error, keys } = await collect({ error: { name, message: 'IP 203.0.113.9' } });
    expect(error).toMatchObject({ kind, code: name });
    expect(error?.message).not.toContain('203.0.113.9');
    expect(keys[0]?.ipRestriction.known).toBe(kind === 'ip-refused');
  });

  it('leaves none untested', () => {
    expect(table.map(({ name }) => name)).toEqual(expect.arrayContaining(Object.keys(bithumb.failures)));
  });

  it.each([
    ['a number', { error: { name: 400, message: '' } }, '400'],
    ["API 1.0's", { status: '5300', message: 'Invalid Apikey' }, '5300'],
    ["API 1.0's good answer", { status: '0000', data: {} }, undefined],
    ['a list', [{ access_key: 'k', status: '5300' }], undefined],
    ['null', null, undefined],
    ['a text for an object', { error: 'NotAllowIP' }, undefined],
  ])('reads %s', (_, body, code) => {
    expect(bithumb.failureCode(body)).toBe(code);
  });
});

describe('the list of keys', () => {
  const row = (access_key: unknown) => ({ access_key, expire_at: '2027-03-02T09:00:00+09:00' });

  it('names the calling key once, and the others by their own names', async () => {
    const { keys } = await collect([row('other-1'), row('invented'), row('other-2'), row('invented')]);
    expect(keys.map(({ relation }) => relation)).toEqual(['calling', 'sibling', 'sibling']);
    expect(keys.map(({ identity }) => identity)).toEqual(
      ['invented', 'other-1', 'other-2'].map((key) => identify('bithumb', key)),
    );
  });

  it('is not reported at depth key', async () => {
    const { keys, status } = await collect([row('other-1'), row('invented')], 'key');
    expect(keys).toHaveLength(1);
    expect(status).toBe('audited');
  });

  it.each<[depth: 'key' | 'account', siblings: number]>([
    ['key', 0],
    ['account', 1],
  ])('that lacks the calling key tells nothing of it at depth %s', async (depth, siblings) => {
    const { keys, status, error } = await collect([row('other-1')], depth);
    expect([status, error?.kind, keys.length]).toEqual(['partial', 'unexpected-response', 1 + siblings]);
    expect(keys[0]).toMatchObject({
      ipRestriction: { known: false, reason: 'malformed' },
      expiresAt: { known: false, reason: 'malformed' },
      permissions: { withdraw: { known: false, reason: 'malformed' } },
      // It has just been answered.
      enabled: { known: true, value: true },
    });
  });

  it('tells only what all rows about the calling key agree on', async () => {
    const twice = [row('invented'), { ...row('invented'), expire_at: '2028-03-02T09:00:00+09:00' }];
    const { keys } = await collect(twice.map((each) => ({ ...each, name: 'bot' })));
    expect(keys[0]?.label).toEqual({ known: true, value: 'bot' });
    expect(keys[0]?.expiresAt).toMatchObject({ reason: 'malformed' });
  });

  it.each([null, 'oops', {}, { data: [] }])('is none where the answer is %j', async (body) => {
    expect(await collect(body)).toMatchObject({ status: 'failed', error: { kind: 'unexpected-response' } });
  });

  it.each([null, 'row', [], row(''), row(7)])('keeps the others where a row is %j', async (odd) => {
    const rows = [odd, row('invented'), row('other-1')];
    for (const depth of ['account', 'key'] as const) {
      const { keys, status, error } = await collect(rows, depth);
      expect([status, error?.kind]).toEqual(['partial', 'unexpected-response']);
      expect(keys).toHaveLength(depth === 'key' ? 1 : 2);
    }
  });
});

describe('at a gate that checks token, time and signature', () => {
  const secrets = { apiKey: 'invented-bithumb-gate-key', secret: 'invented secret' };
  let simulator: Simulator;
  let skewMs = 0;
  beforeAll(async () => {
    simulator = await startSimulator({
      accounts: [{ exchange: 'bithumb', ...secrets, answers: 'documented' }],
      now: () => new Date(Date.now() + skewMs),
    });
  });
  afterAll(async () => {
    await simulator.close();
  });

  it.each([
    ['lets the right ones in', {}, 0, null],
    ['refuses another key', { apiKey: 'invented-other-key' }, 0, 'invalid_access_key'],
    ['refuses another secret', { secret: 'another' }, 0, 'jwt_verification'],
    ['refuses a clock that is off', {}, 61_000, 'expired_jwt'],
  ])('%s', async (_, change, skew, code) => {
    skewMs = skew;
    const facts = await auditAt(simulator.url, bithumb, { ...secrets, ...change }, { depth: 'key' });
    expect(facts.error?.code ?? null).toBe(code);
  });

  const query = 'market=KRW-BTC';
  it.each([
    [
      'hashed',
      '',
      { query_hash: createHash('sha512').update(query).digest('hex'), query_hash_alg: 'SHA512' },
      200,
    ],
    ['not hashed', '', {}, 401],
    ['hashed, with another one sent', '&limit=1', { query_hash: 'other', query_hash_alg: 'SHA512' }, 401],
  ])('reads a query that is %s', async (_, more, claims, status) => {
    skewMs = 0;
    const payload = { access_key: secrets.apiKey, nonce: 'n', timestamp: Date.now(), ...claims };
    const headers = { authorization: `Bearer ${sign({ alg: 'HS256' }, payload, secrets.secret)}` };
    const response = await fetch(`${simulator.url}${apiKeys.path}?${query}${more}`, { headers });
    expect(response.status).toBe(status);
  });

  it('refuses a token that is not signed, whatever it says of itself', async () => {
    skewMs = 0;
    const payload = { access_key: secrets.apiKey, nonce: 'n', timestamp: Date.now() };
    const headers = { authorization: `Bearer ${sign({ alg: 'none' }, payload, secrets.secret)}` };
    const response = await fetch(`${simulator.url}${apiKeys.path}`, { headers });
    expect(await response.json()).toMatchObject({ error: { name: 'jwt_verification' } });
  });
});

function sign(head: object, payload: object, secret: string): string {
  const text = [head, payload]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
}

async function collect(body: unknown, depth: 'key' | 'account' = 'account'): Promise<AccountFacts> {
  const answers: readonly FixtureAnswer[] = [
    { method: 'GET', path: apiKeys.path, body },
    { method: 'GET', path: allowedAddresses.path, body: [] },
  ];
  return await collectAccount(bithumb, fakeClient(bithumb, answers), identify('bithumb', 'invented'), depth);
}
