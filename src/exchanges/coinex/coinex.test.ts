import { describe, expect, it } from 'vitest';
import { fakeClient } from '../../../test/helpers/cases.ts';
import type { Fact } from '../../model/fact.ts';
import type { FixtureAnswer } from '../../simulator/fixtures.ts';
import { collectAccount } from '../collect.ts';
import { describeFailure } from '../failures.ts';
import { identify } from '../identity.ts';
import type { Body } from '../readers.ts';
import { coinex } from './index.ts';
import { describeSubAccountKey, isAccount, isLastPage, rowsIn } from './normalize.ts';
import { accountInfo, subAccountKeys, subAccounts } from './reads.ts';

const told = <T>(fact: Fact<T>): T | string => (fact.known ? fact.value : fact.reason);

const row: Body = {
  created_at: 1642145331234,
  ip_whitelist: ['1.1.1.1'],
  trade_enabled: true,
  withdraw_enabled: false,
  is_expired: false,
  expires_at: 0,
  remark: '',
};
const describeKey = (change: Body) =>
  describeSubAccountKey({ ...row, ...change }, 'invented', Date.UTC(2026, 10, 24));

describe("a sub-account's key", () => {
  it.each<[value: unknown, expected: unknown]>([
    [true, true],
    ['true', true],
    [false, false],
    ['false', false],
    [1, 'malformed'],
    [null, 'malformed'],
    [undefined, 'malformed'],
    ['yes', 'unrecognized'],
  ])('may withdraw where the flag is %j: %s', (value, expected) => {
    expect(told(describeKey({ withdraw_enabled: value }).permissions.withdraw)).toBe(expected);
  });

  it.each<[value: unknown, expected: unknown]>([
    [0, null],
    ['0', null],
    [1642145331234, new Date(1642145331234)],
    // In seconds, which the documentation does not exclude.
    [1642145331, 'unrecognized'],
    [null, 'malformed'],
  ])('ends, by %j, at %s', (value, expected) => {
    expect(told(describeKey({ expires_at: value }).expiresAt)).toEqual(expected);
  });

  it.each<[value: unknown, expected: unknown]>([
    [[], false],
    [['1.1.1.1'], true],
    [['0.0.0.0/0'], false],
    [['any'], 'unrecognized'],
    [null, 'malformed'],
    ['1.1.1.1', 'malformed'],
  ])('is restricted, by %j: %s', (value, expected) => {
    const fact = describeKey({ ip_whitelist: value }).ipRestriction;
    expect(fact.known ? fact.value.restricted : fact.reason).toBe(expected);
  });

  it.each<[change: Body, expected: unknown]>([
    [{ fiat_withdraw_enabled: true }, 'unrecognized'],
    [{ fiat_withdraw_enabled: 1 }, 'unrecognized'],
    [{ withdrawEnabled: true }, 'unrecognized'],
    [{ can_withdraw: 'yes' }, 'unrecognized'],
    [{ fiat_withdraw_enabled: false, can_withdraw: null, canWithdraw: 0 }, false],
    [{ permission: 'withdraw' }, 'unrecognized'],
    [{ scopes: ['withdraw'] }, 'unrecognized'],
    [{ roles: ['withdraw'] }, 'unrecognized'],
    [{ role: 'admin' }, 'unrecognized'],
    [{ is_admin: 1 }, 'unrecognized'],
    [{ withdrawal: true }, 'unrecognized'],
    [{ can_do_all: true }, 'unrecognized'],
    [{ transfer_permission: true }, 'unrecognized'],
    [{ scopes: [], roles: null, withdrawal: false, withdraw_fee: '0.5' }, false],
    [{ futures_enabled: true }, false],
    [{ withdraw_enabled: true, can_withdraw: false }, true],
  ])('may withdraw, beside what is new in %j: %s', (change, expected) => {
    expect(told(describeKey(change).permissions.withdraw)).toBe(expected);
  });

  it.each<[change: Body, expected: unknown]>([
    [{ futures_trading_enabled: true }, 'unrecognized'],
    [{ scopes: ['trade'] }, 'unrecognized'],
    [{ futures_trading_enabled: true, withdraw_enabled: null }, 'unrecognized'],
    [{ withdraw_v2_enabled: true }, false],
  ])('may trade, beside what is new in %j: %s', (change, expected) => {
    expect(told(describeKey({ trade_enabled: false, ...change }).permissions.trade)).toBe(expected);
  });

  it('shows the flags that are on, new ones too', () => {
    const { grants } = describeKey({ futures_enabled: true, margin_enabled: false, canSend: 'yes' });
    expect(told<unknown>(grants)).toEqual([
      { name: 'trade_enabled', scope: 'trade' },
      { name: 'futures_enabled', scope: 'unrecognized' },
      { name: 'canSend', scope: 'unrecognized' },
    ]);
  });

  it.each<[change: Body, expected: unknown]>([
    [{ is_expired: true, expires_at: 1642145331234 }, false],
    [{ is_expired: true, expires_at: 0 }, 'unrecognized'],
    // In the year 2100.
    [{ is_expired: true, expires_at: 4102444800000 }, 'unrecognized'],
    [{ is_expired: false }, 'not-exposed'],
    [{ is_expired: null }, 'malformed'],
  ])('is switched on, by %j: %s', (change, expected) => {
    expect(told(describeKey(change).enabled)).toBe(expected);
  });

  it('keeps no secret', () => {
    expect(JSON.stringify(describeKey({ secret_key: 'INVENTED secret' }))).not.toContain('INVENTED secret');
  });
});

it.each<[body: unknown, expected: boolean]>([
  [{ code: 0, data: {}, message: 'OK' }, true],
  [{ code: 0, data: [] }, false],
  [{ data: {} }, false],
  [null, false],
])('asks whether %j is an account', (body, expected) => {
  expect(isAccount(body)).toBe(expected);
});

it.each<[body: unknown, expected: boolean | undefined]>([
  [{ pagination: { has_next: false } }, true],
  [{ pagination: { has_next: 'true' } }, false],
  [{ pagination: { has_next: false, total: 50 } }, true],
  [{ pagination: { has_next: false, total: '51' } }, false],
  [{ pagination: { total: 51 } }, false],
  [{ pagination: null }, undefined],
  [{}, undefined],
])('asks whether %j is the last page', (body, expected) => {
  expect(isLastPage(body, 50)).toBe(expected);
});

it.each([null, {}, { data: [] }, { code: null, data: [] }, { code: 0, data: null }, { code: 0, data: {} }])(
  'finds no rows in %j',
  (answer) => {
    expect(() => rowsIn(answer)).toThrow('not with the documented list');
  },
);

describe("a list of a sub-account's keys", () => {
  const key = { ...row, access_id: 'INVENTED-access-1' };
  const page = (...data: unknown[]) => ({ code: 0, data, pagination: { has_next: false }, message: 'OK' });
  const get = (path: string, body: unknown): FixtureAnswer => ({ method: 'GET', path, body });
  const audit = async (keys: unknown) => {
    const answers = [
      get(accountInfo.path, { code: 0, data: {}, message: 'OK' }),
      get(subAccounts.path, page({ sub_user_name: 'sub1' })),
      get(subAccountKeys.path, keys),
    ];
    return await collectAccount(coinex, fakeClient(coinex, answers), identify('coinex', 'a'), 'sub-accounts');
  };

  it('tells of a key only what all rows about it agree on', async () => {
    const { keys, status } = await audit(page(key, { ...key, withdraw_enabled: true }));
    expect(keys.map(({ permissions }) => [permissions.trade, permissions.withdraw].map(told))).toEqual([
      ['not-exposed', 'not-exposed'],
      [true, 'malformed'],
    ]);
    expect(status).toBe('partial');
  });

  it('is not whole with fewer rows than there are in all', async () => {
    const { keys, error } = await audit({ ...page(key), pagination: { has_next: false, total: 2 } });
    expect(keys).toHaveLength(2);
    expect(error?.message).toContain('cannot be followed to its end');
  });
});

describe('errors', () => {
  const table: readonly [code: string, kind: string][] = [
    ...['4005', '24', '34', '4006', '4008', '25'].map((code): [string, string] => [
      code,
      'invalid-credentials',
    ]),
    ...['4007', '23'].map((code): [string, string] => [code, 'ip-refused']),
    ...['4011', '4512', '158'].map((code): [string, string] => [code, 'permission-refused']),
    ...['4010', '4017'].map((code): [string, string] => [code, 'clock-skew']),
    ...['213', '4123', '4213'].map((code): [string, string] => [code, 'rate-limited']),
    ...['35', '36', '3008', '4001', '4002', '4003'].map((code): [string, string] => [code, 'unreachable']),
    ['4009', 'unexpected-response'],
  ];
  it.each(table)('%s is %s', (number, kind) => {
    const code = coinex.failureCode({ code: Number(number), data: {}, message: '' });
    expect(describeFailure(coinex, { code, status: 200, ccxtClasses: [] }, null)).toMatchObject({
      kind,
      code,
    });
  });

  it('leaves none untested', () => {
    expect(table.map(([code]) => code)).toEqual(expect.arrayContaining(Object.keys(coinex.failures)));
  });

  it('repeats no text, and takes 0 for none', () => {
    expect(coinex.failureCode({ code: 'INVENTED' })).toBe('of unknown form');
    for (const body of [{ code: 0 }, { code: '0' }, {}, null, []])
      expect(coinex.failureCode(body)).toBeUndefined();
  });
});

it('never asks for the detail of a key, which holds its secret', () => {
  expect(coinex.reads.map(({ path }) => path)).not.toContain('/v2/account/subs/api-detail');
});
