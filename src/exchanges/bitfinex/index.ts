import type { Collected, ExchangeAdapter, ExchangeClient } from '../adapter.js';
import { askUpTheLadder, type NonceRules, nonceHazards } from '../nonce-ladder.js';
import { failureCode, failures } from './failures.js';
import { describeKey } from './normalize.js';
import { keyPermissions } from './reads.js';
import { remedies } from './remedies.js';

const name = 'Bitfinex';

/**
 * ccxt counts milliseconds and Bitfinex' own SDKs microseconds; tens of microseconds are what a user of a library
 * came to in order to stay below the highest nonce that Bitfinex takes, 9007199254740991
 * (github.com/Crypto-toolbox/btfxwss, issue 164, which quotes the documentation). Nanoseconds are above it.
 */
const nonceRules: NonceRules = {
  exchangeName: name,
  refusedCode: '10114',
  units: [
    { unit: 'seconds', perSecond: 1 },
    { unit: 'milliseconds', perSecond: 1000 },
    { unit: 'tens of microseconds', perSecond: 100_000 },
    { unit: 'microseconds', perSecond: 1_000_000 },
  ],
};

/** Bitfinex tells what the calling key may do, and nothing else of it. */
export const bitfinex: ExchangeAdapter = {
  id: 'bitfinex',
  name,
  credentials: ['apiKey', 'secret'],
  reads: [keyPermissions],
  // Nothing is asked about: no nonce in a unit above these is accepted.
  hazards: nonceHazards(name, nonceRules.units),
  tells: {
    permissions: 'yes',
    ipList: 'no',
    created: 'no',
    modified: 'no',
    expires: 'no',
    lastUsed: 'no',
    siblings: 'no',
    subAccounts: 'no',
    safety: 'no',
  },
  failureCode,
  failures,
  remedies,

  collect: async (client: ExchangeClient): Promise<Collected> => {
    const ask = (nonce: () => string) => client.read(keyPermissions, {}, { nonce });
    return { calling: describeKey(await askUpTheLadder(client, nonceRules, ask)), others: [], refused: [] };
  },
};
