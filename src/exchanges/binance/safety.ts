import type { AccountSafety } from '../../model/account-safety.js';
import { type Fact, mapFact, unknown } from '../../model/fact.js';
import type { ExchangeClient } from '../adapter.js';
import { asObject, type Body, flag, unexpected } from '../readers.js';
import { collectSafety } from '../safety.js';
import { hasText, savedAddresses } from '../saved-addresses.js';
import { apiTradingStatus, withdrawalAddresses } from './reads.js';

/** Whether the account may trade. Asked while the key is asked about: every account's scan waits for it. */
export async function askTrading(client: ExchangeClient) {
  const ask = async () => ({ trading: tradingOf(await client.read(apiTradingStatus)) });
  return (await collectSafety([{ facts: ['trading'], ask }])).safety;
}

/**
 * How many withdrawal addresses are saved. The question weighs ten times as much as others, against a limit that all
 * keys of a machine share: it is put only where a key may be able to withdraw.
 */
export async function askAddresses(client: ExchangeClient, withdraw: Fact<boolean>) {
  if (withdraw.known && !withdraw.value) {
    return { withdrawalAddresses: unknown('refused', 'not asked: the key cannot withdraw') };
  }
  const ask = async () => addressesIn(await client.read(withdrawalAddresses));
  return (await collectSafety([{ facts: ['withdrawalAddresses'], ask }])).safety;
}

/**
 * The answer of `GET /sapi/v1/capital/withdraw/address/list`: every saved address, with `whiteStatus` for whether it
 * is on the whitelist. Whether the account sends to that list alone is a switch that no call shows, and no address
 * has a time.
 */
function addressesIn(answer: unknown): Partial<AccountSafety> {
  return {
    ...savedAddresses(answer, { name: 'the address list', isAddress: hasText('address') }),
    withdrawalWhitelist: unknown('not-exposed', 'whiteStatus is of each address, not of the account'),
  };
}

/** The answer of `GET /sapi/v1/account/apiTradingStatus`. */
function tradingOf(answer: unknown): Fact<boolean> {
  const status = asObject(asObject(answer)?.data);
  if (status === undefined) throw unexpected('Binance', 'its trading status is not the documented object');
  return tradesBy(status);
}

/** "API trading function is locked or not", at Binance and at Binance.US. */
export function tradesBy({ isLocked }: Body): Fact<boolean> {
  return mapFact(flag(isLocked, 'isLocked'), (locked) => !locked);
}
