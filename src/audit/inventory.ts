import type { Account } from '../model/account.js';
import type { AccountFacts } from '../model/account-facts.js';
import { type Fact, known, unknown } from '../model/fact.js';
import type { KeyFacts, KeyIdentity } from '../model/key-facts.js';
import type { KeyFile } from '../model/key-file.js';
import type { Inventory } from '../model/subject-facts.js';

/** An account, and what its exchange told. */
export interface AskedAccount {
  readonly account: Account;
  readonly facts: AccountFacts;
  /** The files in which its key lies; null where nobody looked. */
  readonly files: readonly KeyFile[] | null;
}

type Named = Pick<Account, 'name' | 'exchange'>;

/**
 * What each key is to the accounts of the configuration. Which key an account uses is unknown where it was left out or
 * could not be opened: any key of its exchange may be that one.
 * @param isConfigured whether one of the keys that were opened is this one
 */
export function takeInventory(
  collected: readonly AskedAccount[],
  leftOut: readonly Named[],
  isConfigured: (exchange: string, key: KeyIdentity) => boolean,
): (account: Named, key: KeyFacts) => Inventory {
  const unreadHere = collected.filter(({ facts }) => !isRead(facts)).map(({ account }) => account);
  const unread = namesByExchange([...unreadHere, ...leftOut]);
  const all = namesByExchange([...collected.map(({ account }) => account), ...leftOut]);
  const users = new Map<string, readonly string[]>();
  for (const { account, facts } of collected) {
    const fingerprint = fingerprintOf(facts);
    if (fingerprint !== 'unknown') users.set(fingerprint, [...(users.get(fingerprint) ?? []), account.name]);
  }

  return ({ name, exchange }, key) => {
    const unreadNames = unread.get(exchange) ?? [];
    if (key.relation !== 'calling') {
      const isUsed = users.has(key.identity.fingerprint) || isConfigured(exchange, key.identity);
      return { configured: isUsed ? known(true) : unlessUnread(unreadNames, false), sharedWith: known([]) };
    }
    const [first, ...others] = users.get(key.identity.fingerprint) ?? [];
    const candidates = unreadNames.includes(name) ? (all.get(exchange) ?? []) : unreadNames;
    return {
      configured: known(true),
      sharedWith:
        others.length > 0
          ? // Told once, at the first of them.
            known(first === name ? others : [])
          : unlessUnread(
              candidates.filter((other) => other !== name),
              [],
            ),
    };
  };
}

/** Of a wallet, the address alone does not tell which key it is that signs. */
function isRead(facts: AccountFacts): boolean {
  return fingerprintOf(facts) !== 'unknown' && facts.keys[0]?.kind.known === true;
}

/** The calling key's; "unknown" where it could not be read. */
export function fingerprintOf({ keys: [calling] }: AccountFacts): string {
  return calling?.identity.fingerprint ?? 'unknown';
}

function namesByExchange(accounts: readonly Named[]): ReadonlyMap<string, readonly string[]> {
  const names = new Map<string, string[]>();
  for (const { name, exchange } of accounts) names.set(exchange, [...(names.get(exchange) ?? []), name]);
  return names;
}

const mostNames = 5;

function unlessUnread<T>(names: readonly string[], value: T): Fact<T> {
  if (names.length === 0) return known(value);
  const more = names.length > mostNames ? ` and ${names.length - mostNames} more` : '';
  return unknown(
    'refused',
    `the keys of ${names.slice(0, mostNames).join(', ')}${more} were not read, and this may be one of them`,
  );
}
