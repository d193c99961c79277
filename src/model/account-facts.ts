import type { AccountError } from './account-error.js';
import type { AccountSafety } from './account-safety.js';
import type { Fact } from './fact.js';
import type { KeyFacts } from './key-facts.js';
import type { AccountStatus } from './report.js';

/** What became of one account that was asked. */
export interface AccountFacts {
  readonly status: AccountStatus;
  /** null where nothing went wrong. */
  readonly error: AccountError | null;
  /** The calling key first. It is there whatever happened. */
  readonly keys: readonly KeyFacts[];
  /** Whether `keys` are all of the account; else unknown, since the account may have others. */
  readonly keysListed: Fact<true>;
  /** null where the exchange tells nothing of it, or was not asked. */
  readonly safety: AccountSafety | null;
}
