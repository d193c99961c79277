import type { AccountSafety } from '../../model/account-safety.js';
import type { ExchangeClient } from '../adapter.js';
import { asObject, type Body, flag } from '../readers.js';
import { collectSafety } from '../safety.js';
import { hasText, savedAddresses } from '../saved-addresses.js';
import { account, addressWhitelist } from './reads.js';

/** Two questions about the account. Their answers hold an e-mail address, balances and addresses: none is kept. */
export function askForSafety(client: ExchangeClient): ReturnType<typeof collectSafety> {
  return collectSafety([
    {
      facts: ['withdrawalWhitelist', 'trading'],
      ask: async () => accountSafety(asObject(await client.read(account)) ?? {}),
    },
    {
      facts: ['withdrawalAddresses'],
      ask: async () => {
        const answer = await client.read(addressWhitelist);
        const { withdrawalAddresses } = savedAddresses(answer, addressList);
        return { withdrawalAddresses };
      },
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
const addressList = { name: 'the address whitelist', isAddress: hasText('address') };
