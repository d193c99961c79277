import { describe, expect, it } from 'vitest';
import type { Fact } from '../../model/fact.ts';
import { describeFailure } from '../failures.ts';
import type { Body } from '../readers.ts';
import { modetrade, woofipro } from './index.ts';
import { describeCallingKey, describeKey, keysIn, withPrefix } from './normalize.ts';

const told = <T>(fact: Fact<T>): T | string => (fact.known ? fact.value : fact.reason);

const key = 'ed25519:INVENTEDkey';
const row: Body = {
  orderly_key: key,
  key_status: 'ACTIVE',
  ip_restriction_list: [],
  ip_restriction_status: 'ALLOW_ALL_IPS',
  expiration: 1_689_086_651_947,
  scope: 'read,trading',
  tag: 'example',
};

describe('rights', () => {
  const odd = 'unrecognized';
  it.each<[scope: unknown, expected: unknown[]]>([
    ['read', [true, false, false, false]],
    ['READ,TRADING', [true, true, false, false]],
    ['read, asset', [true, false, true, false]],
    ['trading', [false, true, false, false]],
    ['read,vault', [true, false, false, false]],
    ['read,withdraw', [true, false, false, odd]],
    ['read,asset_v2', [true, false, odd, false]],
    ['read,trading|asset', [true, odd, odd, false]],
    ['vault', [odd, odd, odd, false]],
    ['', ['malformed', 'malformed', 'malformed', false]],
    [null, ['malformed', 'malformed', 'malformed', false]],
    [['read'], ['malformed', 'malformed', 'malformed', false]],
  ])('of scope %j', (scope, expected) => {
    const { read, trade, transfer, withdraw, manage } = describeKey({ ...row, scope }).permissions;
    expect([read, trade, transfer, withdraw].map(told)).toEqual(expected);
    expect(told(manage)).toBe('not-exposed');
  });
});

it('denies nothing beside a field that no page has and that may be the right', () => {
  const { permissions, grants } = describeKey({ scope: 'read', can_withdraw: true });
  expect(told(permissions.withdraw)).toBe('unrecognized');
  expect(told(permissions.trade)).toBe(false);
  expect(told(grants)).toContainEqual({ name: 'can_withdraw', scope: 'unrecognized' });
});

describe('IP restriction', () => {
  const restriction = (status: unknown, list: unknown) => {
    const fact = describeKey({
      ...row,
      ip_restriction_status: status,
      ip_restriction_list: list,
    }).ipRestriction;
    if (!fact.known) return fact.reason;
    return fact.value.restricted ? told(fact.value.allowed) : 'anywhere';
  };
  it.each<[status: unknown, list: unknown, expected: unknown]>([
    ['ALLOW_ALL_IPS', [], 'anywhere'],
    ['ALLOW_ALL_IPS', ['203.0.113.7'], 'anywhere'],
    ['DISALLOW_ALL_IPS', ['203.0.113.7'], []],
    ['ALLOW_RESTRICTION_LIST', ['203.0.113.7'], ['203.0.113.7']],
    ['ALLOW_RESTRICTION_LIST', ['192.0.2.1 - 192.0.2.9'], ['192.0.2.1 - 192.0.2.9']],
    ['ALLOW_RESTRICTION_LIST', '203.0.113.7,203.0.113.8', ['203.0.113.7', '203.0.113.8']],
    ['ALLOW_RESTRICTION_LIST', ['0.0.0.0-255.255.255.255'], 'anywhere'],
    ['ALLOW_RESTRICTION_LIST', ['0.0.0.1-255.255.255.254'], 'anywhere'],
    ['ALLOW_RESTRICTION_LIST', ['192.0.2.1-192.0.2.9-255.255.255.255'], 'unrecognized'],
    ['ALLOW_RESTRICTION_LIST', ['0.0.0.0/0'], 'anywhere'],
    ['ALLOW_RESTRICTION_LIST', ['any'], 'unrecognized'],
    ['ALLOW_RESTRICTION_LIST', [], 'malformed'],
    ['ALLOW_RESTRICTION_LIST', null, 'malformed'],
    ['ALLOW_RESTRICTION_LIST', [7], 'malformed'],
    ['allow_all_ips', [], 'unrecognized'],
    ['', [], 'unrecognized'],
    [undefined, [], 'malformed'],
    [null, ['203.0.113.7'], 'malformed'],
  ])('with %j and %j', (status, list, expected) => {
    expect(restriction(status, list)).toEqual(expected);
  });
});

describe('the key that asks', () => {
  it.each(['ed25519:INVENTEDkey', 'ED25519:INVENTEDkey', 'INVENTEDkey', ' INVENTEDkey '])(
    'is found where it is written %j',
    (name) => {
      const keys = keysIn('Mode Trade', { data: [{ ...row, orderly_key: name }] }, withPrefix('INVENTEDkey'));
      expect(told(describeCallingKey(keys).permissions.trade)).toBe(true);
    },
  );

  it('is not alone where there are more rows than are shown', () => {
    const isWhole = (body: Body) => keysIn('Mode Trade', body, key).doubt === undefined;
    const data = { meta: { total: '2', current_page: 1 }, rows: [row] };
    expect(isWhole({ data })).toBe(false);
    expect(isWhole({ data: { rows: [row], has_more: true } })).toBe(false);
    expect(isWhole({ data: [row], total: 2 })).toBe(false);
    expect(isWhole({ data: { rows: [row], meta: { total: 1 } } })).toBe(true);
    for (const body of [{ data: [row] }, { data: { rows: [row] } }]) expect(isWhole(body)).toBe(true);
  });

  it('cannot be let in from nowhere', () => {
    const rows = [{ ...row, ip_restriction_status: 'DISALLOW_ALL_IPS' }];
    const keys = keysIn('Mode Trade', { data: { rows } }, key);
    expect(told(describeCallingKey(keys).ipRestriction)).toBe('unrecognized');
  });

  it('cannot have been removed', () => {
    const keys = keysIn('Mode Trade', { data: { rows: [{ ...row, key_status: 'REMOVED' }] } }, key);
    expect(told(describeCallingKey(keys).enabled)).toBe('unrecognized');
  });

  it.each([null, {}, { data: null }, { data: {} }, { data: { rows: null } }])(
    'is not looked for in %j',
    (body) => {
      expect(() => keysIn('Mode Trade', body, key)).toThrow(
        'Mode Trade answered, but not with a list of keys',
      );
    },
  );
});

describe('errors', () => {
  const table: readonly [code: number, kind: string][] = [
    [-1001, 'invalid-credentials'],
    [-1002, 'invalid-credentials'],
    [3, 'invalid-credentials'],
    [9, 'invalid-credentials'],
    [2, 'clock-skew'],
    [-1003, 'rate-limited'],
    [-1000, 'unreachable'],
    [-1011, 'unreachable'],
    [-1005, 'unexpected-response'],
  ];
  it.each(table)('%s is %s', (number, kind) => {
    const code = modetrade.failureCode({ success: false, code: number, message: '' });
    expect(describeFailure(modetrade, { code, status: 400, ccxtClasses: [] }, null)).toMatchObject({ kind });
  });

  it('leaves none untested', () => {
    const codes = table.map(([code]) => String(code));
    expect(codes).toEqual(expect.arrayContaining(Object.keys(modetrade.failures)));
  });

  it.each<[body: unknown, code: string | undefined]>([
    [{ success: true, data: {} }, undefined],
    [{ success: 'true', code: 0 }, undefined],
    [{ success: true, code: -1002, data: {} }, '-1002'],
    [{ success: 0, data: {} }, 'of unknown form'],
    [{ success: 'FALSE', data: {} }, 'of unknown form'],
    [{ code: '-1011', success: false }, '-1011'],
    [{ code: -1002 }, '-1002'],
    [{ success: false }, 'of unknown form'],
    [{ success: false, code: 'INVENTED text' }, 'of unknown form'],
    [{ data: {} }, undefined],
    [null, undefined],
    [[], undefined],
  ])('in %j', (body, code) => {
    expect(modetrade.failureCode(body)).toBe(code);
  });
});

it('names each brand and its site', () => {
  expect(modetrade.remedies['look-up-key'].steps[0]).toContain('Type trade.mode.network ');
  expect(woofipro.remedies['confirm-change'].steps.at(-1)).toContain('Nobody from WOOFi Pro');
});
