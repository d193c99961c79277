import { describe, expect, it } from 'vitest';
import type { Fact } from '../../model/fact.ts';
import { describeCallingKey, describeSubAccountKey } from './normalize.ts';

const told = <T>(fact: Fact<T>): T | string => (fact.known ? fact.value : fact.reason);

describe('enableWithdrawals: false', () => {
  it.each<[string, unknown, boolean | string]>([
    ['enableWithdrawalsV2', true, 'unrecognized'],
    ['canWithdraw', 'on', 'unrecognized'],
    ['enablewithdrawals', true, 'unrecognized'],
    ['withdrawalRight', 1, 'unrecognized'],
    ['enableWithdrawalsV2', false, false],
    ['canWithdraw', null, false],
    ['enableGiftCards', true, false],
  ])('beside %s: %j', (name, value, expected) => {
    const { permissions, grants } = describeCallingKey({ enableWithdrawals: false, [name]: value });
    expect(told(permissions.withdraw)).toBe(expected);
    const isShown = expected !== false || name === 'enableGiftCards';
    expect(told(grants)).toEqual(isShown ? [{ name, scope: 'unrecognized' }] : []);
  });
});

describe('rights that are off', () => {
  const off = {
    enableReading: true,
    enableSpotAndMarginTrading: false,
    enableMargin: false,
    enableFutures: false,
    enableInternalTransfer: false,
    permitsUniversalTransfer: false,
    enableWithdrawals: false,
  };
  const offOfSubAccount = {
    canTrade: false,
    canMarginLoanRepay: false,
    canFuturesTrade: false,
    canUniversalTransfer: false,
    canVanillaOptions: false,
  };
  const open = 'unrecognized';

  it.each<[string, unknown, (boolean | string)[]]>([
    ['enableOptionsTrading', true, [open, false, false]],
    ['enableMarginV2', true, [open, false, false]],
    ['enableSubAccountTransfer', true, [false, open, open]],
    ['transfer_allowed', 1, [false, open, open]],
    ['withdrawEnabled', 'true', [false, false, open]],
    ['permitsAll', true, [open, open, open]],
    ['isAdmin', true, [open, open, open]],
    ['permissions', ['SPOT'], [open, open, open]],
    ['enableGiftCards', true, [false, false, false]],
    ['permitsAll', false, [false, false, false]],
    ['permissions', [], [false, false, false]],
    ['tradingAuthorityExpirationTime', 1_628_985_600_000, [false, false, false]],
  ])('beside %s: %j', (name, value, expected) => {
    const { trade, transfer, withdraw } = describeCallingKey({ ...off, [name]: value }).permissions;
    expect([trade, transfer, withdraw].map(told)).toEqual(expected);
    const row = { ...offOfSubAccount, [name]: value };
    const ofSubAccount = describeSubAccountKey(row, {}, 'desk@example.com').permissions;
    // Of its withdrawals Binance tells nothing. The words for its rights are others: margin is new there.
    const isKnownHere = name !== 'enableMarginV2';
    const [ofTrade, ofTransfer] = expected;
    expect([ofSubAccount.trade, ofSubAccount.transfer].map(told)).toEqual([
      isKnownHere ? ofTrade : false,
      ofTransfer,
    ]);
  });
});
