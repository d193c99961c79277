import type { Depth } from '../../model/account.js';
import { AccountError } from '../../model/account-error.js';
import type { Collected, ExchangeAdapter, ExchangeClient } from '../adapter.js';
import { failureCode, failures } from './failures.js';
import { describeCallingKey } from './normalize.js';
import { keyPermissions } from './reads.js';
import { remedies } from './remedies.js';

/** Coinbase's Advanced Trade tells what the calling key may do, and nothing else of it or of any other key. */
export const coinbase: ExchangeAdapter = {
  id: 'coinbase',
  name: 'Coinbase',
  credentials: ['apiKey', 'secret'],
  reads: [keyPermissions],
  hazards: [],
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
  failures,
  remedies,
  failureCode,

  collect: async (client: ExchangeClient, _depth: Depth): Promise<Collected> => {
    try {
      return { calling: describeCallingKey(await client.read(keyPermissions)), others: [], refused: [] };
    } catch (error) {
      throw clockDoubt(error, client.clockAheadMs()) ?? error;
    }
  },
};

/** A token is not valid before it was made, a signature with a time not after 30 seconds. */
const tolerance = { aheadMs: 2000, behindMs: 30_000 };

/** A clock that is off is refused like a wrong key is; where it is off, nothing is said of the key. */
function clockDoubt(error: unknown, aheadMs: number | null): AccountError | undefined {
  if (!(error instanceof AccountError) || error.kind !== 'invalid-credentials' || aheadMs === null) {
    return undefined;
  }
  if (aheadMs <= tolerance.aheadMs && aheadMs >= -tolerance.behindMs) return undefined;
  const seconds = Math.round(Math.abs(aheadMs) / 1000);
  return new AccountError(
    'clock-skew',
    `Coinbase refused the request, and this machine's clock is ${seconds} s ${aheadMs > 0 ? 'ahead' : 'behind'}: ` +
      'set it (NTP) and try again. Coinbase does not tell a wrong time from a wrong key.',
    { code: error.code },
  );
}
