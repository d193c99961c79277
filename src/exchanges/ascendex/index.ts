import type { Collected, ExchangeAdapter, ExchangeClient } from '../adapter.js';
import { failureCode, failures } from './failures.js';
import { describeCallingKey } from './normalize.js';
import { info } from './reads.js';
import { remedies } from './remedies.js';
import { sign } from './sign.js';

/** AscendEX tells what the calling key may do, from where and until when; of withdrawals it tells nothing. */
export const ascendex: ExchangeAdapter = {
  id: 'ascendex',
  name: 'AscendEX',
  inCcxt: false,
  sign,
  credentials: ['apiKey', 'secret'],
  reads: [info],
  hazards: [],
  tells: {
    permissions: 'partly',
    ipList: 'partly',
    created: 'no',
    modified: 'no',
    expires: 'yes',
    lastUsed: 'no',
    siblings: 'no',
    subAccounts: 'no',
    safety: 'no',
  },
  failureCode,
  failures,
  remedies,

  collect: async (client: ExchangeClient): Promise<Collected> => ({
    calling: describeCallingKey(await client.read(info)),
    others: [],
    refused: [],
  }),
};
