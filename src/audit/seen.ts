import type { Depth } from '../model/account.js';
import type { AccountErrorKind } from '../model/account-error.js';
import type { AccountFacts } from '../model/account-facts.js';
import type { SeenAccount } from '../model/history.js';
import type { KeyReport } from '../model/report.js';
import type { AskedAccount } from './inventory.js';

/** @param depth how wide was asked */
export function toSeenAccount(
  { account: { name, exchange }, facts: { status, keysListed } }: AskedAccount,
  keys: readonly KeyReport[],
  depth: Depth,
): SeenAccount {
  const listed = depth === 'sub-accounts' ? 'sub-accounts' : 'siblings';
  return { name, exchange, status, listed: keysListed.known ? listed : null, keys };
}

/** After these nothing was told that could be compared: the call, not the key, is what is wrong. */
const merelyFailed: ReadonlySet<AccountErrorKind> = new Set([
  'unreachable',
  'rate-limited',
  'clock-skew',
  'ip-refused',
]);

/** Whether what an account did not tell is the exchange's silence, not a call that failed. */
export function isAnswered({ error }: Pick<AccountFacts, 'error'>): boolean {
  return error === null || !merelyFailed.has(error.kind);
}
