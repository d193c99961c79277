import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fakeClient } from '../../../test/helpers/cases.ts';
import { auditAt } from '../../../test/helpers/gate.ts';
import type { Fact } from '../../model/fact.ts';
import type { FixtureAnswer } from '../../simulator/fixtures.ts';
import { type Simulator, startSimulator } from '../../simulator/server.ts';
import { collectAccount } from '../collect.ts';
import { describeFailure } from '../failures.ts';
import { identify } from '../identity.ts';
import { failureCode } from './failures.ts';
import { xt } from './index.ts';
import { describeKey } from './normalize.ts';
import { accounts, apiKeys } from './reads.ts';

const told = <T>(fact: Fact<T>): T | string => (fact.known ? fact.value : fact.reason);

describe('roleScopes', () => {
  it.each([
    ['QUERY_TRADE', { read: true, trade: true, transfer: 'not-exposed', withdraw: 'not-exposed' }],
    ['QUERY_NO_TRADE', { read: true, trade: false, transfer: 'not-exposed', withdraw: 'not-exposed' }],
    ['QUERY_NO_TRADE,TRANSFER', { trade: false, transfer: true, withdraw: 'not-exposed' }],
    ['QUERY_NO_TRADE,FUTURE', { trade: true, withdraw: 'not-exposed' }],
    ['query,trade', { read: true, trade: true, transfer: false, withdraw: false }],
    ['QUERY WITHDRAW', { trade: false, transfer: false, withdraw: true }],
    ['LEVER_LOAN', { read: true, trade: true, withdraw: false }],
    ['NO_TRADE', { read: 'unrecognized', trade: 'unrecognized', withdraw: 'unrecognized' }],
    ['QUERY_TRADE_WITHDRAW', { trade: 'unrecognized', withdraw: 'unrecognized' }],
    [
      'QUERY,ADMIN',
      { read: true, trade: 'unrecognized', transfer: 'unrecognized', withdraw: 'unrecognized' },
    ],
    ['QUERY_TRADE,ADMIN', { trade: true, withdraw: 'unrecognized' }],
    ['["QUERY","TRADE"]', { trade: 'unrecognized', withdraw: 'unrecognized' }],
    [['QUERY', 'TRADE'], { trade: true, withdraw: false }],
    [['QUERY', null], { read: true, trade: 'malformed', withdraw: 'malformed' }],
    [' , ', { read: 'malformed', withdraw: 'malformed' }],
    [null, { read: 'malformed', withdraw: 'malformed' }],
    [7, { read: 'malformed', withdraw: 'malformed' }],
  ])('%j', (roleScopes, expected) => {
    const { permissions } = describeKey({ roleScopes });
    const facts = Object.entries(permissions).map(([name, fact]) => [name, told(fact)]);
    expect(Object.fromEntries(facts)).toMatchObject({ manage: 'not-exposed', ...expected });
  });
});

it('denies nothing beside a field that no page has and that may be the right', () => {
  const { permissions, grants } = describeKey({ roleScopes: 'QUERY,TRADE', withdrawEnabled: true });
  expect(told(permissions.withdraw)).toBe('unrecognized');
  expect(told(permissions.transfer)).toBe(false);
  expect(told(grants)).toContainEqual({ name: 'withdrawEnabled', scope: 'unrecognized' });
});

describe('addresses', () => {
  it.each([
    ['', { restricted: false }],
    [null, { restricted: false }],
    ['*', { restricted: false }],
    [undefined, 'malformed'],
    [' ', 'malformed'],
    [[], 'malformed'],
    [{}, 'malformed'],
    ['10.0.0.1-10.0.0.9', 'unrecognized'],
    ['0.0.0.0', 'unrecognized'],
    [['192.0.2.1'], { restricted: true, allowed: { known: true, value: ['192.0.2.1'] } }],
  ])('%j', (bindIps, expected) => {
    expect(told(describeKey({ bindIps }).ipRestriction)).toEqual(expected);
  });
});

describe('times, which have no zone and are read as UTC', () => {
  it.each([
    ['2023-02-17 05:41:43', new Date('2023-02-17T05:41:43Z')],
    ['2023-02-20 07:39:56.768', new Date('2023-02-20T07:39:56.768Z')],
    ['2023-02-17 05:41', 'malformed'],
    ['17.02.2023', 'malformed'],
    ['2023-13-45 99:99:99', 'unrecognized'],
    ['0000-00-00 00:00:00', 'unrecognized'],
    [1_676_612_503_000, 'malformed'],
    [null, 'malformed'],
  ])('%j', (updateTime, expected) => {
    expect(told(describeKey({ updateTime }).modifiedAt)).toEqual(expected);
  });
});

describe('whose a key is', () => {
  it.each([
    [{ userAccountLevel: 1, userAccountId: '1' }, null],
    [{ userAccountLevel: '2', userAccountId: '1626456841938669570' }, '1626456841938669570'],
    [{ userAccountLevel: 2, userAccountId: 77 }, '77'],
    // What a number this long was, nobody can tell.
    [{ userAccountLevel: 2, userAccountId: 2 ** 60 }, 'malformed'],
    [{ userAccountLevel: 2 }, 'malformed'],
    [{ userAccountLevel: 3, userAccountId: '1' }, 'unrecognized'],
    [{}, 'malformed'],
  ])('%j', (row, expected) => {
    expect(told(describeKey(row).owner)).toBe(expected);
  });
});

it.each([{ hasNext: true }, { total: 2 }])(
  'takes a list of keys with %j for one that goes on',
  async (more) => {
    const result = [{ accessKey: 'own', roleScopes: 'QUERY_TRADE', bindIps: '192.0.2.1' }];
    const body = { rc: 0, mc: 'SUCCESS', ma: [], result, ...more };
    const client = fakeClient(xt, [{ method: apiKeys.method, path: apiKeys.path, body }], 'own');
    const facts = await collectAccount(xt, client, identify('xt', 'own'), 'account');
    expect(facts).toMatchObject({ status: 'partial', error: { kind: 'unexpected-response' } });
  },
);

it('takes a list of accounts for one that goes on', async () => {
  const result = [{ accessKey: 'own', roleScopes: 'QUERY_TRADE', bindIps: '192.0.2.1', userAccountLevel: 1 }];
  const answers = [
    { method: 'GET', path: apiKeys.path, body: { rc: 0, mc: 'SUCCESS', result } },
    { method: 'GET', path: accounts.path, body: { rc: 0, result: [{ id: '1', level: 1 }], hasNext: true } },
  ];
  const facts = await collectAccount(
    xt,
    fakeClient(xt, answers, 'own'),
    identify('xt', 'own'),
    'sub-accounts',
  );
  expect(facts).toMatchObject({ status: 'partial', keysListed: { known: false } });
});

describe('error codes', () => {
  const kinds: Record<string, readonly string[]> = {
    'ip-refused': ['AUTH_104'],
    'invalid-credentials': ['AUTH_101', 'AUTH_102', 'AUTH_103'],
    'permission-refused': ['AUTH_106', 'NO_OPERATION_PERMISSION', 'PERMISSION_LIMIT'],
    'clock-skew': ['AUTH_105'],
    unreachable: ['COMMON_002'],
    'unexpected-response': [1, 2, 3, 4, 5, 6, 7].map((n) => `AUTH_00${n}`).concat('FAILURE'),
  };
  const table = Object.entries(kinds).flatMap(([kind, codes]) => codes.map((code) => ({ code, kind })));

  it.each(table)('$code is $kind', ({ code, kind }) => {
    const refusal = { code: failureCode({ rc: 1, mc: code, result: null }), status: 200, ccxtClasses: [] };
    expect(describeFailure(xt, refusal, null)).toMatchObject({ kind, code });
  });

  it('leaves none untested', () => {
    expect(table.map(({ code }) => code)).toEqual(expect.arrayContaining(Object.keys(xt.failures)));
  });

  it.each([
    [{ rc: 0, mc: 'SUCCESS', result: [] }, undefined],
    [{ rc: '0', result: [] }, undefined],
    [{ returnCode: 0, error: null, result: [] }, undefined],
    [{ returnCode: 1, error: { code: '403' } }, '403'],
    [{ rc: 0, mc: 'AUTH_104' }, 'AUTH_104'],
    [{ rc: 1, mc: 'SUCCESS' }, 'rc is not 0'],
    [{ rc: null, result: [] }, undefined],
    [{ rc: 0, returnCode: 1, result: [] }, 'returnCode is not 0'],
    [[], undefined],
  ])('reads %j as %j', (body, code) => {
    expect(failureCode(body)).toBe(code);
  });
});

describe('a secret in an answer', () => {
  const canary = 'INVENTED-CANARY-OF-A-SECRET';
  const row = (accessKey: string) => ({
    accessKey,
    secretKey: canary,
    SecretKey: [canary],
    more: { apiSecret: canary },
    roleScopes: 'QUERY_TRADE',
  });
  const answer = (
    read: { method: string; path: string },
    result: unknown,
    mc = 'SUCCESS',
  ): FixtureAnswer => ({
    method: read.method,
    path: read.path,
    body: { rc: mc === 'SUCCESS' ? 0 : 1, mc, ma: [{ secretKey: canary }], result },
  });
  const account = { level: 2, id: '77', secretKey: canary };
  const cases: Record<string, readonly FixtureAnswer[]> = {
    'good-one': [
      answer(apiKeys, [row('good-one'), row('other'), { secretKey: canary }]),
      answer(accounts, [account]),
    ],
    'bare-secret': [
      answer(apiKeys, [canary, { secretKey: { secretKey: canary } }]),
      answer(accounts, canary),
    ],
    'no-list': [answer(apiKeys, { secretKey: canary })],
    'an-error': [answer(apiKeys, [row('an-error')], 'AUTH_104')],
  };
  const lines: string[] = [];
  let simulator: Simulator;
  beforeAll(async () => {
    const known = Object.entries(cases).map(([apiKey, answers]) => ({
      exchange: 'xt',
      apiKey,
      secret: 's',
      answers,
    }));
    simulator = await startSimulator({ accounts: known });
  });
  afterAll(async () => {
    await simulator.close();
  });

  it.each(Object.keys(cases))('is nowhere: %s', async (apiKey) => {
    const facts = await auditAt(
      simulator.url,
      xt,
      { apiKey, secret: 's' },
      { depth: 'sub-accounts', onRequest: (line) => lines.push(line) },
    );
    expect(facts.keys.length).toBeGreaterThan(0);
    expect(JSON.stringify([facts, facts.error?.message, facts.error?.stack, lines])).not.toContain(canary);
  });

  it('costs nothing that stands beside it', async () => {
    const client = fakeClient(xt, cases['good-one'] ?? [], 'good-one');
    const { keys } = await collectAccount(xt, client, identify('xt', 'good-one'), 'account');
    expect(keys.map(({ permissions }) => told(permissions.trade))).toEqual([true, true]);
  });
});
