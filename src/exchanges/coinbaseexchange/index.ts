import type { ExchangeAdapter } from '../adapter.js';
import { generalRemedies } from '../general-remedies.js';
import { isListOf, withoutIntrospection } from '../no-introspection.js';
import { isoTime } from '../readers.js';
import { collectSafety } from '../safety.js';
import { addressFacts, hasText, savedAddresses } from '../saved-addresses.js';
import { failureCode, failures } from './failures.js';
import { accounts, addressBook } from './reads.js';

const keyAlone = withoutIntrospection({
  id: 'coinbaseexchange',
  name: 'Coinbase Exchange',
  credentials: ['apiKey', 'secret', 'password'],
  aliveness: accounts,
  isAnswer: isListOf('id'),
  failures,
  failureCode,
  remedies: generalRemedies({
    name: 'Coinbase Exchange',
    url: 'https://exchange.coinbase.com/profile/api',
    open: 'Type exchange.coinbase.com/profile/api into the browser yourself, and sign in: the page lists your API keys.',
  }),
});

/** Coinbase Exchange tells nothing of its keys; its address book says how many addresses are saved, and since when. */
export const coinbaseexchange: ExchangeAdapter = {
  ...keyAlone,
  reads: [accounts, addressBook],
  tells: { ...keyAlone.tells, safety: 'partly' },
  collect: async (client, depth) => {
    const collected = await keyAlone.collect(client, depth);
    if (depth === 'key') return collected;
    const ask = async () =>
      savedAddresses(await client.read(addressBook), {
        name: 'the address book',
        isAddress: hasText('address'),
        savedAt: (row) => isoTime(row.address_book_added_at, 'address_book_added_at'),
      });
    return { ...collected, ...(await collectSafety([{ facts: addressFacts, ask }])) };
  },
};
