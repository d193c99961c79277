import { describe, expect, it } from 'vitest';
import type { GrantScope } from '../model/key-facts.ts';
import { mayMean } from './new-words.ts';
import type { Vocabulary } from './permission-words.ts';

const vocabulary: Vocabulary = new Map([
  ['view_withdrawals', ['read']],
  ['add-withdraw-address', ['other']],
  ['send-coin', ['withdraw']],
  ['InnerTransfer', ['transfer']],
  ['Transfer', ['withdraw']],
]);

describe('a word of unknown meaning', () => {
  it.each<[string, GrantScope]>([
    ['WITHDRAW_V2', 'withdraw'],
    ['with draw', 'withdraw'],
    ['Withdraw(Crypto)', 'withdraw'],
    ['sendcoin2', 'withdraw'],
    ['API_TRANSFER', 'withdraw'],
    ['Inner Transfer', 'transfer'],
    ['view_withdrawals,withdraw', 'withdraw'],
    ['view_withdrawals_v2', 'read'],
    ['/v1/me/*', 'withdraw'],
    ['ALL', 'withdraw'],
    ['FullAccess', 'trade'],
    ['superuser', 'withdraw'],
    ['role_owner', 'manage'],
    ['unrestricted', 'transfer'],
    ['optionsTrading', 'trade'],
    ['isAdmin', 'manage'],
    ['managing', 'manage'],
    // In another script, looks say nothing.
    ['주문하기', 'trade'],
    ['create_api_keys', 'manage'],
    ['edit-session-key', 'manage'],
    // What holds rights may hold any.
    ['permission', 'withdraw'],
    ['apiPermissions', 'transfer'],
    ['scopes', 'withdraw'],
    ['userRole', 'manage'],
    ['permissionList', 'withdraw'],
    ['privileges', 'trade'],
    // Writing is all that a key may do beyond reading.
    ['write', 'withdraw'],
    ['READ_WRITE', 'trade'],
    ['readWrite', 'transfer'],
    ['read-and-write', 'manage'],
  ])('%s may be the right to %s', (word, scope) => {
    expect(mayMean(word, scope, vocabulary)).toBe(true);
  });

  it.each<[string, GrantScope]>([
    ['vote', 'withdraw'],
    ['view_withdrawals_v2', 'withdraw'],
    ['add-withdraw-addresses', 'withdraw'],
    ['InnerTransfer2', 'withdraw'],
    ['allowance', 'withdraw'],
    ['lendPermission', 'withdraw'],
    ['earn_write', 'withdraw'],
    ['rewrite', 'withdraw'],
    ['', 'withdraw'],
  ])('%s is not taken for the right to %s', (word, scope) => {
    expect(mayMean(word, scope, vocabulary)).toBe(false);
  });
});
