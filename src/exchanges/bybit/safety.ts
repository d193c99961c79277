import type { AccountSafety } from '../../model/account-safety.js';
import { type Fact, unknown } from '../../model/fact.js';
import type { KeyDescription } from '../../model/key-facts.js';
import type { ExchangeClient } from '../adapter.js';
import { absent, type Body, epoch, wholeNumber } from '../readers.js';
import { collectSafety, notAsked } from '../safety.js';
import { addressFacts, hasText, savedAddresses } from '../saved-addresses.js';
import { pages } from './pages.js';
import type { BybitReads } from './reads.js';

/**
 * What Bybit tells of the account around the keys: its address book, to a key with the right to withdraw. Nobody
 * shall have that right for the audit's sake, and so no other key is asked.
 */
export async function askSafety(client: ExchangeClient, reads: BybitReads, { permissions }: KeyDescription) {
  const { withdraw } = permissions;
  const mayAsk = withdraw.known && withdraw.value;
  const ask = async () =>
    mayAsk ? addressesIn(await addressRows(client, reads)) : notAsked(addressFacts, 'Withdrawal');
  return await collectSafety([{ facts: addressFacts, ask }]);
}

/** With the addresses inside Bybit. The documented example has a cursor after its last row. */
async function addressRows(client: ExchangeClient, reads: BybitReads): Promise<readonly unknown[]> {
  const list = { rows: 'rows', next: 'nextPageCursor', end: '', parameter: 'cursor', endsEmpty: true };
  const rows: unknown[] = [];
  const params = { addressType: 2, limit: 50 };
  for await (const row of pages(client, reads.withdrawalAddresses, params, list)) rows.push(row);
  return rows;
}

function addressesIn(rows: readonly unknown[]): Partial<AccountSafety> {
  return {
    ...savedAddresses(rows, { name: 'the address book', isAddress: hasText('address'), savedAt }),
    // On the website it is a switch, which no call shows.
    withdrawalWhitelist: unknown(
      'not-exposed',
      'Bybit binds the API to saved addresses, and does not tell whether its website is bound, too',
    ),
  };
}

/** The documentation's table calls it `createAt`, its example `createdAt`. */
function savedAt({ createdAt, createAt }: Body): Fact<Date> {
  if (absent(createdAt)) return epoch(createAt, 1000, 'createdAt');
  return absent(createAt) || wholeNumber(createAt) === wholeNumber(createdAt)
    ? epoch(createdAt, 1000, 'createdAt')
    : unknown('unrecognized', 'createdAt and createAt contradict each other');
}
