import { type Fact, known, unknown } from '../../model/fact.js';
import type { KeyDescription } from '../../model/key-facts.js';
import type { ExchangeClient } from '../adapter.js';
import { asObject, type Body, epoch, idText } from '../readers.js';
import { collectSafety, notAsked } from '../safety.js';
import { type AddressPage, addressFacts, hasText, pagedAddresses } from '../saved-addresses.js';
import { dataOf } from './normalize.js';
import { unifiedAddresses } from './reads.js';

const right = 'uta_mgt (UTA management)';
const list = {
  name: 'addressList',
  isAddress: hasText('address'),
  savedAt: (row: Body) => epoch(row.createdTime, 1, 'createdTime'),
};

/** What Bitget tells of a unified account, if the calling key may see its settings. */
export async function collectUnifiedAccount(client: ExchangeClient, calling: KeyDescription) {
  const ask = async () =>
    lacksRight(calling)
      ? notAsked(addressFacts, right)
      : await pagedAddresses(list, (cursor) => pageAt(client, cursor));
  return await collectSafety([{ facts: addressFacts, right, ask }]);
}

/** Whether a list of nothing but defined words is without the right. */
function lacksRight({ grants }: KeyDescription): boolean {
  return (
    grants.known &&
    grants.value.every(({ name, scope }) => scope !== 'unrecognized' && name.toLowerCase() !== 'uta_mgt')
  );
}

async function pageAt(client: ExchangeClient, cursor: string | undefined): Promise<AddressPage> {
  const data = asObject(dataOf(await client.read(unifiedAddresses, cursor === undefined ? {} : { cursor })));
  const rows = data?.addressList;
  const isEmpty = Array.isArray(rows) && rows.length === 0;
  return { rows, next: isEmpty ? undefined : nextOf(data?.cursor) };
}

/** A page with rows has a cursor, the last one too; nothing in its place ends the list as well. */
function nextOf(cursor: unknown): Fact<string> | undefined {
  if (cursor === null || cursor === '') return undefined;
  const place = idText(cursor);
  return place === undefined
    ? unknown('malformed', `cursor is ${cursor === undefined ? 'missing' : 'not an id'}`)
    : known(place);
}
