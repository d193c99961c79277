import type { Offers } from '../model/check.js';
import type { ExchangeAdapter } from './adapter.js';

/** What an exchange lets its users set up, by what it tells of their keys; nothing for one without adapter. */
export function offersOf(adapter: ExchangeAdapter | undefined): Offers {
  return {
    expiry: adapter !== undefined && adapter.tells.expires !== 'no',
    subAccounts: adapter !== undefined && adapter.tells.subAccounts !== 'no',
    asymmetricKeys: adapter?.asymmetricKeys ?? null,
  };
}
