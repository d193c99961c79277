import { type Fact, known, unknown } from '../../model/fact.js';
import type { KeyDescription } from '../../model/key-facts.js';
import type { ExchangeClient } from '../adapter.js';
import { asObject, type Body, wholeNumber } from '../readers.js';
import { collectSafety, notAsked } from '../safety.js';
import { type AddressPage, addressFacts, hasText, pagedAddresses } from '../saved-addresses.js';
import { withdrawalAddresses } from './reads.js';

const right = 'SPOT_WITHDRAW_READ';

/** What MEXC tells of the account around the keys, if the calling key may see withdrawals. */
export async function collectAccount(client: ExchangeClient, calling: KeyDescription) {
  const ask = async () =>
    lacksRight(calling)
      ? notAsked(addressFacts, right)
      : await pagedAddresses({ name: 'data', isAddress: hasText('address') }, (page) => pageAt(client, page));
  return await collectSafety([{ facts: addressFacts, right, ask }]);
}

/** Whether a list of nothing but defined words is without the right; the right to send may bring it. */
function lacksRight({ grants }: KeyDescription): boolean {
  return (
    grants.known &&
    grants.value.every(
      ({ name, scope }) => scope !== 'unrecognized' && !/^(spot_withdraw_|read_only$)/i.test(name),
    )
  );
}

/** `{data, totalRecords, page, totalPageNum}`; pages are counted from 1. */
async function pageAt(client: ExchangeClient, place = '1'): Promise<AddressPage> {
  const body = asObject(await client.read(withdrawalAddresses, { page: Number(place) }));
  return { rows: body?.data, next: nextOf(body, Number(place)) };
}

function nextOf(body: Body | undefined, page: number): Fact<string> | undefined {
  const pages = wholeNumber(body?.totalPageNum);
  if (pages === undefined || pages < 0) return unknown('malformed', 'totalPageNum is not a number of pages');
  if (wholeNumber(body?.page) !== page) return unknown('malformed', 'page is not the one that was asked for');
  return page < pages ? known(String(page + 1)) : undefined;
}
