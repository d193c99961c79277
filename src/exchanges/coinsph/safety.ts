import type { AccountSafety } from '../../model/account-safety.js';
import { type Fact, known, unknown } from '../../model/fact.js';
import type { ExchangeClient } from '../adapter.js';
import { asObject, type Body, flag } from '../readers.js';
import { collectSafety } from '../safety.js';
import { account, savedAddresses } from './reads.js';

/** Two questions about the account. Their answers hold an e-mail address, balances and addresses: none is kept. */
export function askForSafety(client: ExchangeClient): ReturnType<typeof collectSafety> {
  return collectSafety([
    {
      facts: ['withdrawalWhitelist', 'trading'],
      ask: async () => accountSafety(asObject(await client.read(account)) ?? {}),
    },
    {
      facts: ['withdrawalAddresses'],
      ask: async () => ({ withdrawalAddresses: countOf(await client.read(savedAddresses)) }),
    },
  ]);
}

/** What `GET /openapi/v1/account` tells: its `can…` flags are the account's, and no key's. */
function accountSafety(body: Body): Pick<AccountSafety, 'withdrawalWhitelist' | 'trading'> {
  return {
    withdrawalWhitelist: flag(body.enableWithdrawWhitelist, 'enableWithdrawWhitelist'),
    trading: flag(body.canTrade, 'canTrade'),
  };
}

/** `GET /openapi/wallet/v1/withdraw/address-whitelist` has one row for each saved address, and no pages. */
function countOf(answer: unknown): Fact<number> {
  if (!Array.isArray(answer)) return unknown('malformed', 'the address whitelist is not a list');
  return answer.every((row) => typeof asObject(row)?.address === 'string')
    ? known(answer.length)
    : unknown('malformed', 'the address whitelist has a row without address');
}
