import { expect, it } from 'vitest';
import { keyFacts, malformed, no, yes } from '../../test/helpers/facts.ts';
import { type Fact, known } from '../model/fact.ts';
import type { GrantScope } from '../model/key-facts.ts';
import { heedingNewRights } from './new-rights.ts';

it.each<[name: string, scope: GrantScope, before: Fact<boolean>, after: unknown]>([
  ['WITHDRAW_V2', 'unrecognized', no, 'unrecognized'],
  ['enableCryptoWithdrawals', 'unrecognized', no, 'unrecognized'],
  ['with-draw', 'unrecognized', no, 'unrecognized'],
  ['CASH_OUT', 'unrecognized', no, 'unrecognized'],
  ['payout.write', 'unrecognized', no, 'unrecognized'],
  ['bridge:usdc', 'unrecognized', no, 'unrecognized'],
  ['crypto_send', 'unrecognized', no, 'unrecognized'],
  ['canSend', 'unrecognized', no, 'unrecognized'],
  ['출금하기', 'unrecognized', no, 'unrecognized'],
  ['API提现', 'unrecognized', no, 'unrecognized'],
  ['accessendpoints', 'unrecognized', no, false],
  ['vote', 'unrecognized', no, false],
  ['withdrawal-history', 'other', no, false],
  ['WITHDRAW_V2', 'unrecognized', yes, true],
  ['WITHDRAW_V2', 'unrecognized', malformed, 'malformed'],
])('%s, %s', (name, scope, before, after) => {
  const key = keyFacts({ grants: known([{ name, scope }]) }, { withdraw: before });
  const { withdraw, trade } = heedingNewRights(key).permissions;
  expect(withdraw.known ? withdraw.value : withdraw.reason).toBe(after);
  expect(trade).toBe(key.permissions.trade);
});
