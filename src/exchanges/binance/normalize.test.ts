import { describe, expect, it } from 'vitest';
import type { Fact } from '../../model/fact.ts';
import { describeCallingKey } from './normalize.ts';

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
