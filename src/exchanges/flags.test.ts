import { describe, expect, it } from 'vitest';
import { bit, flagGrants, newRights } from './flags.ts';
import type { Vocabulary } from './new-words.ts';
import type { Body } from './readers.ts';

it.each<[unknown, unknown]>([
  [1, true],
  ['1', true],
  [true, true],
  ['True', true],
  [0, false],
  ['0', false],
  [false, false],
  ['false', false],
  [2, 'unrecognized'],
  [-1, 'unrecognized'],
  ['yes', 'unrecognized'],
  ['', 'unrecognized'],
  [null, 'malformed'],
  [undefined, 'malformed'],
  [{}, 'malformed'],
  [[1], 'malformed'],
])('%j is %s', (value, expected) => {
  const fact = bit(value, 'rights.trade');
  expect(fact.known ? fact.value : fact.reason).toBe(expected);
  if (!fact.known) expect(fact.detail).toMatch(/^rights\.trade is /);
});

const documented: Vocabulary = new Map([
  ['info', ['read']],
  ['trade', ['trade']],
]);

it.each<[Body, unknown]>([
  [{ info: 1, trade: 0 }, ['info read']],
  [{ info: 0, trade: 0 }, []],
  [
    { info: 1, trade: 'maybe', lend: true, send: false },
    ['info read', 'trade unrecognized', 'lend unrecognized'],
  ],
  [{ info: 1, trade: null, lend: null }, ['info read']],
  [{ info: 0, lend: {} }, ['lend unrecognized']],
  [{ info: 0 }, 'malformed'],
  [{}, 'malformed'],
])('%j gives %j', (flags, expected) => {
  const grants = flagGrants(flags, documented);
  const told = grants.known ? grants.value.map(({ name, scope }) => `${name} ${scope}`) : grants.reason;
  expect(told).toEqual(expected);
});

describe('a field that no page has', () => {
  const isRight = (name: string, value: unknown) => newRights({ [name]: value }, new Map()).length > 0;

  it.each([
    'canWithdraw',
    'can_withdraw',
    'CAN_WITHDRAW',
    'allowsTransfer',
    'enable_lending',
    'permitsAll',
    'withdrawEnabled',
    'withdraw_enabled',
    'transferAllowed',
    'transfer-allowed',
    'tradePermission',
    'lendpermission',
    'permission',
    'apiPermissions',
    'permissionList',
    'privileges',
    'rights',
    'scopes',
    'key_scope',
    'roles',
    'userRole',
    'isAdmin',
    'is_admin',
    'isAdministrator',
    'admin',
    'trade',
    'trading',
    'transfer',
    'withdrawal',
    'canWithdrawFees',
    'enableWithdrawFee',
    '提现V2',
    'fundOut',
    'cash_out_v2',
  ])('named %s is a right, unless it is off', (name) => {
    for (const value of [true, 'true', 1, 'yes', 2, {}, ['WITHDRAW']])
      expect(isRight(name, value)).toBe(true);
    const off = [false, 'False', 0, '0', '', null, undefined, 'null', []];
    for (const value of off) expect(isRight(name, value)).toBe(false);
  });

  it.each(['tradeSwitch', 'futures_trading', 'internalTransfer', 'manageKeys', 'fullAccess', 'all'])(
    'named %s is a right where it is on',
    (name) => {
      expect([true, '1', 'yes', 57, '0.5', false].map((value) => isRight(name, value))).toEqual([
        true,
        true,
        ...Array(4).fill(false),
      ]);
    },
  );

  it.each<[string, unknown]>([
    ['createdAt', 1_700_000_000_000],
    ['apiKey', 'withdraw'],
    ['accountType', 'trade'],
    ['withdrawFee', '0.5'],
    ['withdrawal_fees', 1],
    ['allowedIps', ['203.0.113.7']],
    ['allowed_cidrs', ['203.0.113.7/32']],
    ['ip_whitelist', ['203.0.113.7']],
    ['cancelled', true],
    ['enabled', true],
    ['isEnabled', true],
    ['is_enabled', true],
    ['isMaster', true],
    ['readOnly', true],
    ['toString', true],
  ])('named %s is none with %j', (name, value) => {
    expect(isRight(name, value)).toBe(false);
  });

  it('is told from those that are documented, by the very name', () => {
    const body = { canTrade: true, can_trade: true, CanTrade: false, constructor: true };
    expect(newRights(body, new Map([['canTrade', ['trade']]]))).toEqual(['can_trade']);
  });
});
