import type { CredentialNeeds, Credentials } from '../model/credentials.js';
import type { Environment, FoundAccount } from './environment.js';
import { readStoredEntries } from './keychain-process.js';
import { credentialError } from './secret-text.js';
import { plainKey, type StoredKey, takeCredentials } from './stored-key.js';

/**
 * All of keyaudit's entries stand under this service, each under the name of its account. An entry's password is
 * JSON: `{"exchange": "binance", "apiKey": "…", "secret": "…", "password": "…"}`, with ccxt's names.
 */
export const keychainService = 'keyaudit';

/** Long enough for a slow machine, short enough for a scan that has other accounts to do. */
const defaultTimeoutMs = 5_000;

export interface Keychain {
  /** keyaudit's entries by name, null for one that is not as above; throws an AccountError where there is no reading. */
  readonly entries: () => Promise<ReadonlyMap<string, KeychainEntry | null>>;
}

export type KeychainEntry = StoredKey & { readonly exchange: string };

/** The OS keychain of the environment's user; it is read when first asked, and then no more. */
export function openKeychain(env: Environment, timeoutMs = defaultTimeoutMs): Keychain {
  let entries: ReturnType<Keychain['entries']> | null = null;
  return {
    entries: () => {
      entries ??= readEntries(env, timeoutMs);
      return entries;
    },
  };
}

async function readEntries(env: Environment, timeoutMs: number): Promise<Map<string, KeychainEntry | null>> {
  const stored = await readStoredEntries(keychainService, env, timeoutMs);
  return new Map(stored.map(({ account, password }) => [account, toEntry(account, password)]));
}

function toEntry(name: string, text: string): KeychainEntry | null {
  const fields = parseFields(text);
  const exchange = fields?.get('exchange');
  if (fields === null || typeof exchange !== 'string') return null;
  return { ...plainKey({ account: name, exchange, place: describe(name) }, fields), exchange };
}

function parseFields(text: string): Map<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? new Map(Object.entries(value)) : null;
  } catch {
    // The parser's message quotes the text; that it is not JSON is all there is to say.
    return null;
  }
}

function describe(name: string): string {
  return `the keychain entry ${name}`;
}

/**
 * Reads the needed credentials from one entry, and the optional ones that it has.
 *
 * @throws AccountError of kind `credential-source` that names the entry, never its content
 */
export async function readFromKeychain(
  name: string,
  exchange: string,
  needs: CredentialNeeds,
  keychain: Keychain,
): Promise<Credentials> {
  const entry = (await keychain.entries()).get(name);
  if (entry === undefined) {
    throw credentialError(`the OS keychain has no entry ${name} of the service ${keychainService}`);
  }
  if (entry === null) throw credentialError(`${describe(name)} is not the JSON object that keyaudit stores`);
  return await takeCredentials(entry, exchange, needs);
}

/** What the keychain offers without a configuration file. */
export interface KeychainAccounts {
  /** In the order of their names. */
  readonly accounts: readonly FoundAccount[];
  /** Names of entries that keyaudit cannot read. */
  readonly unreadable: readonly string[];
}

/**
 * Every entry as an account of its name.
 *
 * @throws AccountError of kind `credential-source` where there is no keychain, or it is locked or silent
 */
export async function listKeychainAccounts(keychain: Keychain): Promise<KeychainAccounts> {
  const entries = [...(await keychain.entries())].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    accounts: entries.flatMap(([name, entry]) =>
      entry === null ? [] : [{ name, exchange: entry.exchange, source: { kind: 'keychain', entry: name } }],
    ),
    unreadable: entries.flatMap(([name, entry]) => (entry === null ? [name] : [])),
  };
}
