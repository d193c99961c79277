import type { Account } from '../model/account.js';
import type { AccountFacts } from '../model/account-facts.js';
import type { Inventory } from '../model/check.js';
import type { KeyFacts, KeyIdentity } from '../model/key-facts.js';

/** An account, and what its exchange told. */
export interface AskedAccount {
  readonly account: Account;
  readonly facts: AccountFacts;
}

/** What each key is to the accounts of the configuration. */
export function takeInventory(
  collected: readonly AskedAccount[],
  isConfigured: (exchange: string, key: KeyIdentity) => boolean,
): (account: Account, key: KeyFacts) => Inventory {
  const users = new Map<string, string[]>();
  for (const { account, facts } of collected) {
    const fingerprint = facts.keys[0]?.identity.fingerprint ?? 'unknown';
    if (fingerprint !== 'unknown') users.set(fingerprint, [...(users.get(fingerprint) ?? []), account.name]);
  }
  return (account, key) => {
    if (key.relation !== 'calling') {
      const { fingerprint } = key.identity;
      const configured = users.has(fingerprint) || isConfigured(account.exchange, key.identity);
      return { configured, sharedWith: [] };
    }
    const [first, ...others] = users.get(key.identity.fingerprint) ?? [];
    // Told once, at the first of them.
    return { configured: true, sharedWith: first === account.name ? others : [] };
  };
}
