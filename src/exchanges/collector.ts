import type { Account, Depth } from '../model/account.js';
import { AccountError } from '../model/account-error.js';
import type { AccountFacts } from '../model/account-facts.js';
import { type Credentials, credentialNames } from '../model/credentials.js';
import type { Environment } from '../model/environment.js';
import type { KeyIdentity, KeyType } from '../model/key-facts.js';
import type { Secret } from '../model/secret.js';
import type { ExchangeAdapter } from './adapter.js';
import { collectAccount, failedAccount } from './collect.js';
import { isPrivateKey, isSecretShownAs, unidentified } from './identity.js';
import { identityOf, isPublic, namingCredential } from './key-name.js';
import { createSession, createSessionMemory, type SessionMemory, type SessionOptions } from './session.js';

export interface Collector {
  (account: Account): Promise<AccountFacts>;
  /** Whether a key that an exchange listed is one of those that the accounts asked so far were opened with. */
  isOpened(exchange: string, key: KeyIdentity): boolean;
}

export interface CollectorOptions extends SessionOptions {
  readonly exchanges: ReadonlyMap<string, ExchangeAdapter>;
  readonly depth: Depth;
  /** Told of an error that nothing accounts for: keyaudit's own. The account then counts as failed. */
  readonly onBug: (error: unknown) => void;
  /** Which accounts to ask, where earlier audits have told of the others; all where it is left out. */
  readonly asks?: (account: Account) => boolean;
  readonly onAsked?: (account: Account) => void;
}

/** What an audit leaves to the next one of the same program. */
export interface CollectorMemory {
  readonly session: SessionMemory;
  /** By account: the key that it was last opened with. */
  readonly opened: Map<string, OpenedKey>;
  /** By account: how it last failed. */
  readonly failed: Map<string, AccountFacts>;
}

interface OpenedKey {
  readonly exchange: string;
  readonly fingerprint: string;
  /** What names the key, for those that an exchange shows in part. */
  readonly name: Secret;
}

export function createCollectorMemory(): CollectorMemory {
  return { session: createSessionMemory(), opened: new Map(), failed: new Map() };
}

/** Lets go of what is known of other accounts than these. */
export function keepOnly(accounts: readonly Account[], { opened, failed }: CollectorMemory): void {
  const names = new Set(accounts.map(({ name }) => name));
  for (const known of [opened, failed])
    for (const name of known.keys()) if (!names.has(name)) known.delete(name);
}

/**
 * Opens an account's credentials, asks its exchange, and gives facts that hold no secret, whoever put one
 * there. Accounts with the same key take turns, so that they do not take each other's nonces.
 */
export function createCollector(options: CollectorOptions, memory = createCollectorMemory()): Collector {
  const session = createSession(options, memory.session);
  const { opened, failed } = memory;
  const turns = new Map<string, Promise<unknown>>();

  async function collect(account: Account): Promise<AccountFacts> {
    const adapter = options.exchanges.get(account.exchange);
    if (adapter === undefined) {
      return failedAccount(
        new AccountError(
          'unsupported-exchange',
          `keyaudit knows nothing of the exchange ${account.exchange}.`,
        ),
        unidentified,
        null,
      );
    }
    const credentials = await account.credentials();
    const name = namingCredential(adapter, credentials);
    const identity = identityOf(adapter, name);
    opened.set(account.name, { exchange: adapter.id, fingerprint: identity.fingerprint, name });
    const used = { keyType: keyTypeOf(credentials), environment: environmentOf(adapter, account) };
    const facts = await inTurn(turns, identity.fingerprint, async () => {
      const client = await session.connect(adapter, account, credentials, identity.fingerprint);
      return await collectAccount(adapter, client, identity, options.depth, used);
    });
    return withoutSecrets(facts, secretsOf(credentials));
  }

  async function collectOrFail(account: Account): Promise<AccountFacts> {
    try {
      return await collect(account);
    } catch (error) {
      const adapter = options.exchanges.get(account.exchange) ?? null;
      if (error instanceof AccountError) return failedAccount(error, unidentified, adapter);
      options.signal.throwIfAborted();
      options.onBug(error);
      return failedAccount(new AccountError('unexpected-response', bug), unidentified, adapter);
    }
  }

  async function collectOrRemember(account: Account): Promise<AccountFacts> {
    const before = failed.get(account.name);
    if (before !== undefined && options.asks?.(account) === false) return before;
    options.onAsked?.(account);
    const facts = await collectOrFail(account);
    if (facts.status === 'failed') failed.set(account.name, facts);
    else failed.delete(account.name);
    return facts;
  }

  return Object.assign(collectOrRemember, {
    isOpened: (exchange: string, { fingerprint, shown }: KeyIdentity) =>
      [...opened.values()].some(
        (key) =>
          key.fingerprint === fingerprint ||
          (shown !== undefined && key.exchange === exchange && isSecretShownAs(key.name, shown)),
      ),
  });
}

/** A pair's private half is a text in PEM, or what ccxt calls the private key. */
function keyTypeOf({ secret, privateKey }: Credentials): KeyType {
  return privateKey !== undefined || (secret !== undefined && isPrivateKey(secret))
    ? 'asymmetric'
    : 'symmetric';
}

/** A key that any site but a known test site accepts is taken for a live one. */
function environmentOf({ testHosts = [] }: ExchangeAdapter, { baseUrl }: Account): Environment {
  return baseUrl !== null && testHosts.includes(new URL(baseUrl).hostname) ? 'test' : 'live';
}

const bug = 'keyaudit failed on this account. That is a bug in keyaudit; nothing is known of the key.';

async function inTurn<T>(
  turns: Map<string, Promise<unknown>>,
  key: string,
  work: () => Promise<T>,
): Promise<T> {
  const previous = turns.get(key);
  // A turn that failed is over all the same; its own account tells of it.
  const result = previous === undefined ? work() : previous.then(work, work);
  turns.set(key, result);
  return await result;
}

/** Those credentials that name an account are public: blotted out, a short one would eat into fingerprints and numbers. */
function secretsOf(credentials: Credentials): readonly Secret[] {
  return credentialNames.flatMap((name) => (isPublic(name) ? [] : (credentials[name] ?? [])));
}

/** An exchange can echo a key in a label or a list; reports never do. */
function withoutSecrets(facts: AccountFacts, secrets: readonly Secret[]): AccountFacts {
  const clean = (text: string) => secrets.reduce((cleaned, secret) => secret.redactFrom(cleaned), text);
  const { error, ...rest } = facts;
  return {
    ...mapTexts(rest, clean),
    error: error && new AccountError(error.kind, clean(error.message), error),
  };
}

/** The same value with every text in it changed. Plain objects, lists, texts, numbers, flags and dates only. */
function mapTexts<T>(value: T, change: (text: string) => string): T {
  if (typeof value === 'string') return change(value) as T;
  if (Array.isArray(value)) return value.map((item) => mapTexts(item, change)) as T;
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, mapTexts(item, change)])) as T;
}
