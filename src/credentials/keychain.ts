import type { CredentialNeeds, Credentials } from '../model/credentials.js';
import { type Entry, toEntry, toFields } from './entry.js';
import type { Environment, FoundAccount } from './environment.js';
import { callKeychain } from './keychain-process.js';
import { credentialError } from './secret-text.js';
import { takeCredentials } from './stored-key.js';

/** All of keyaudit's entries stand under this service, each under the name of its account; an entry's text is JSON. */
export const keychainService = 'keyaudit';

/** What entries of the keychain and of age's files have in the place of an exchange, where they hold one secret. */
export const notifyEntry = 'notify';

/** Long enough for a slow machine, short enough for a scan that has other accounts to do. */
const defaultTimeoutMs = 5_000;

/** A person may have to unlock it. */
const changeTimeoutMs = 60_000;

/** What Windows takes in one entry, in which a character has two bytes. */
const maxWindowsBytes = 2560;

export interface Keychain {
  /** keyaudit's entries by name, null for one that is not as above; throws an AccountError where there is no reading. */
  readonly entries: () => Promise<ReadonlyMap<string, Entry | null>>;
}

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

async function readEntries(env: Environment, timeoutMs: number): Promise<Map<string, Entry | null>> {
  const answer = await callKeychain(keychainService, {}, env, timeoutMs);
  // Nothing is taken where nothing is stored.
  const stored = answer === 'taken' ? [] : answer;
  return new Map(
    stored.map(({ account, password }) => [account, toEntry(account, describe(account), parse(password))]),
  );
}

/** null for what is not JSON; the parser's message would quote the text. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
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
    throw credentialError(
      `the OS keychain has no entry ${name} of the service ${keychainService}; keyaudit keys add stores one, and ` +
        'keyaudit keys list says which there are',
    );
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
 * Every entry as an account of its name, but for those that hold a secret of `notify`.
 *
 * @throws AccountError of kind `credential-source` where there is no keychain, or it is locked or silent
 */
export async function listKeychainAccounts(keychain: Keychain): Promise<KeychainAccounts> {
  const entries = [...(await keychain.entries())].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    accounts: entries.flatMap(([name, entry]) =>
      entry === null || entry.exchange === notifyEntry
        ? []
        : [{ name, exchange: entry.exchange, source: { kind: 'keychain', entry: name } }],
    ),
    unreadable: entries.flatMap(([name, entry]) => (entry === null ? [name] : [])),
  };
}

/** A key to be stored. */
export interface NewEntry {
  readonly name: string;
  readonly exchange: string;
  readonly credentials: Credentials;
  /** ISO 8601; null where nobody knows. */
  readonly addedAt: string | null;
}

/**
 * Stores a key, and reads it back.
 *
 * @param replace also where there is an entry of this name
 * @param platform as `process.platform`
 * @throws AccountError of kind `credential-source` where there is one, or no keychain, or it does not keep the entry
 */
export async function storeInKeychain(
  { name, ...key }: NewEntry,
  replace: boolean,
  env: Environment,
  platform: NodeJS.Platform,
): Promise<void> {
  const password = JSON.stringify(toFields(key));
  if (platform === 'win32' && Buffer.byteLength(password, 'utf16le') > maxWindowsBytes) {
    throw credentialError(
      `${describe(name)} would be too large: Windows takes ${maxWindowsBytes / 2} characters, fewer than an RSA key in PEM has; keep this key in a file (credentials.env, as <NAME>_FILE) or a file that age encrypted`,
    );
  }
  const change = { store: { account: name, password, replace } };
  const answer = await callKeychain(keychainService, change, env, changeTimeoutMs);
  if (answer === 'taken') throw credentialError(`the OS keychain has an entry ${name} already`);
  const kept = answer.filter(({ account }) => account === name);
  if (kept.length !== 1 || kept[0]?.password !== password)
    throw credentialError(`the OS keychain did not keep ${describe(name)} as it was given`);
}

/**
 * Takes an entry out.
 * @throws AccountError of kind `credential-source` where there is no keychain, or it still has the entry afterwards
 */
export async function removeFromKeychain(name: string, env: Environment): Promise<void> {
  const answer = await callKeychain(keychainService, { remove: name }, env, changeTimeoutMs);
  if (answer === 'taken' || answer.some(({ account }) => account === name))
    throw credentialError(`the OS keychain still has ${describe(name)}`);
}
