import type { ExchangeAdapter } from '../adapter.js';
import { generalRemedies } from '../general-remedies.js';
import { listAt } from '../key-lists.js';
import { isListOf, withoutIntrospection } from '../no-introspection.js';
import { asObject, isoTime, unexpected } from '../readers.js';
import { collectSafety } from '../safety.js';
import { addressFacts, hasText, savedAddresses } from '../saved-addresses.js';
import { failureCode, failures } from './failures.js';
import { addressBook, portfolios } from './reads.js';

const keyAlone = withoutIntrospection({
  id: 'coinbaseinternational',
  name: 'Coinbase International',
  credentials: ['apiKey', 'secret', 'password'],
  aliveness: portfolios,
  isAnswer: isListOf('portfolio_id'),
  failures,
  failureCode,
  remedies: generalRemedies({
    name: 'Coinbase International',
    url: 'https://international.coinbase.com',
    open: 'Type international.coinbase.com into the browser yourself, sign in, and open the API tab.',
  }),
});

/** Coinbase International tells nothing of its keys; its address book says how many recipients are saved, and since when. */
export const coinbaseinternational: ExchangeAdapter = {
  ...keyAlone,
  reads: [portfolios, addressBook],
  tells: { ...keyAlone.tells, safety: 'partly' },
  collect: async (client, depth) => {
    const collected = await keyAlone.collect(client, depth);
    if (depth === 'key') return collected;
    const ask = async () => {
      const body = await client.read(addressBook);
      // The reference has a list; Coinbase's own SDK (intx-sdk-py) looks for it in `address_book`.
      const list = listAt(body, 'address_book');
      if (list?.doubt !== undefined) throw unexpected('Coinbase International', list.doubt.detail);
      return savedAddresses(Array.isArray(body) ? body : asObject(body)?.address_book, {
        name: 'address_book',
        isAddress: hasText('recipient_id'),
        savedAt: (row) => isoTime(row.created_at, 'created_at'),
      });
    };
    return { ...collected, ...(await collectSafety([{ facts: addressFacts, ask }])) };
  },
};
