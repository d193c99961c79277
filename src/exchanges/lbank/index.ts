import type { Collected, ExchangeAdapter, ExchangeClient } from '../adapter.js';
import { absent, asObject, wholeNumber } from '../readers.js';
import { failures } from './failures.js';
import { describeCallingKey } from './normalize.js';
import { apiRestrictions } from './reads.js';
import { remedies } from './remedies.js';

/** LBank tells of the calling key alone. */
export const lbank: ExchangeAdapter = {
  id: 'lbank',
  name: 'LBank',
  credentials: ['apiKey', 'secret'],
  reads: [apiRestrictions],
  hazards: [],
  tells: {
    permissions: 'partly',
    ipList: 'no',
    created: 'yes',
    modified: 'no',
    expires: 'no',
    lastUsed: 'no',
    siblings: 'no',
    subAccounts: 'no',
    safety: 'no',
  },
  failures,
  remedies,

  /** A number or its digits; 0, or "00000", is success. */
  failureCode: (body) => {
    const value = asObject(body)?.error_code;
    const code = wholeNumber(value);
    if (code === undefined) return absent(value) || value === '' ? undefined : 'of unknown form';
    return code === 0 ? undefined : String(code);
  },

  collect: async (client: ExchangeClient): Promise<Collected> => {
    return { calling: describeCallingKey(await client.read(apiRestrictions)), others: [], refused: [] };
  },
};
