import type { Collected, ExchangeAdapter, ExchangeClient } from '../adapter.js';
import { absent, asObject, idText } from '../readers.js';
import { failures } from './failures.js';
import { describeCallingKey } from './normalize.js';
import { account } from './reads.js';
import { remedies } from './remedies.js';

/** Bitvavo has no call about keys: a key that may read the account may read, and that is all. */
export const bitvavo: ExchangeAdapter = {
  id: 'bitvavo',
  name: 'Bitvavo',
  credentials: ['apiKey', 'secret'],
  reads: [account],
  hazards: [],
  tells: {
    permissions: 'partly',
    ipList: 'no',
    created: 'no',
    modified: 'no',
    expires: 'no',
    lastUsed: 'no',
    siblings: 'no',
    subAccounts: 'no',
    safety: 'no',
  },
  failures,
  remedies,

  /** `{errorCode, error}` */
  failureCode: (body) => {
    const code = asObject(body)?.errorCode;
    return absent(code) ? undefined : (idText(code) ?? 'of unknown form');
  },

  collect: async (client: ExchangeClient): Promise<Collected> => {
    return { calling: describeCallingKey(await client.read(account)), others: [], refused: [] };
  },
};
