import type { Collected, ExchangeAdapter, ExchangeClient } from '../adapter.js';
import { askUpTheLadder, type NonceRules } from '../nonce-ladder.js';
import { failureCode, failures, nonceTooLow } from './failures.js';
import { describeKey } from './normalize.js';
import { rights } from './reads.js';
import { remedies } from './remedies.js';
import { sign } from './sign.js';

const name = 'Zaif';

/** ccxt and Zaif's own library count seconds with decimals. Nothing larger is tried: it would lock such bots out. */
const nonceRules: NonceRules = {
  exchangeName: name,
  refusedCode: nonceTooLow,
  units: [{ unit: 'seconds', perSecond: 1 }],
  decimals: true,
};

/** Zaif tells the rights of the calling key, and nothing else of any key. */
export const zaif: ExchangeAdapter = {
  id: 'zaif',
  name,
  credentials: ['apiKey', 'secret'],
  reads: [rights],
  hazards: [
    {
      name: 'nonce',
      what:
        'Zaif keeps the highest nonce of a key and refuses any that is not higher: a call in a larger unit than the bot ' +
        'counts in locks the bot out for good, and only a new key helps.',
      handling: 'avoided',
      how:
        'One call is accepted, with a nonce in seconds that is a second behind the clock; where two of these were ' +
        'refused, one with decimals that is a millisecond behind. Milliseconds are never used. A bot that counts its ' +
        'calls (1, 2, 3 …) cannot be told apart, and would be locked out: do not audit its key.',
    },
  ],
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
  sign,
  failureCode,
  failures,
  remedies,

  collect: async (client: ExchangeClient): Promise<Collected> => {
    const ask = (nonce: () => string) => client.read(rights, {}, { nonce });
    return { calling: describeKey(await askUpTheLadder(client, nonceRules, ask)), others: [], refused: [] };
  },
};
