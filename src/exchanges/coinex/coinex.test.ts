import { describe, expect, it } from 'vitest';
import type { Fact } from '../../model/fact.ts';
import { describeFailure } from '../failures.ts';
import type { Body } from '../readers.ts';
import { coinex } from './index.ts';
import { describeSubAccountKey, isAccount, isLastPage } from './normalize.ts';

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
const describeKey = (change: Body) => describeSubAccountKey({ ...row, ...change }, 'invented');

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
  [{ pagination: null }, undefined],
  [{}, undefined],
])('asks whether %j is the last page', (body, expected) => {
  expect(isLastPage(body)).toBe(expected);
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
