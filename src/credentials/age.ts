import type { AgeSource, CredentialNeeds, Credentials } from '../model/credentials.js';
import { decryptAge } from './age-format.js';
import { findIdentities, findPassphrase } from './age-identity.js';
import type { FileTools } from './credential-file.js';
import { type Entry, toEntry } from './entry.js';
import { fieldsOf, isMapping } from './fields.js';
import { parseJson } from './formats/json.js';
import { decodeText, maxFileBytes, readBytes } from './read-text.js';
import { credentialError } from './secret-text.js';
import { takeCredentials } from './stored-key.js';

/** By name; null for an entry that is not one of keyaudit's. */
export type AgeEntries = ReadonlyMap<string, Entry | null>;

/** What each run has decrypted: a file with the keys of many accounts is opened once. */
const opened = new WeakMap<FileTools, Map<string, Promise<AgeEntries>>>();

/**
 * Reads the credentials that an exchange takes from an entry of a file that age encrypted.
 * @param tools the same object for a whole run, so that a file is decrypted once
 * @throws AccountError of kind `credential-source`
 */
export async function readFromAge(
  source: AgeSource,
  exchange: string,
  needs: CredentialNeeds,
  tools: FileTools,
): Promise<Credentials> {
  const { shown, entry: name } = source;
  const entries = await onceForEach(source, tools);
  const entry = entries.get(name);
  if (entry === undefined) {
    const names = [...entries.keys()].join(', ') || 'none';
    throw credentialError(`${shown} has no entry ${name}; there are: ${names}`);
  }
  if (entry === null) throw credentialError(`${placeOf(name, shown)} is not the object that keyaudit stores`);
  return await takeCredentials(entry, exchange, needs);
}

function onceForEach(source: AgeSource, tools: FileTools): Promise<AgeEntries> {
  const files = opened.get(tools) ?? new Map<string, Promise<AgeEntries>>();
  opened.set(tools, files);
  const key = JSON.stringify([source.path, source.identity?.path]);
  const entries = files.get(key) ?? readAgeEntries(source, tools);
  files.set(key, entries);
  return entries;
}

/**
 * All entries of a file that age encrypted: a JSON object of names, each with an object as in the keychain.
 * @throws AccountError of kind `credential-source`
 */
export async function readAgeEntries(
  { path, shown, identity }: Pick<AgeSource, 'path' | 'shown' | 'identity'>,
  tools: FileTools,
): Promise<AgeEntries> {
  const bytes = await readBytes(path, shown, maxFileBytes, { signal: tools.signal });
  const plain = await decryptAge(bytes, shown, {
    identities: async () => await findIdentities(identity, tools),
    passphrase: async () => await findPassphrase(shown, tools),
  });
  try {
    const data = parseJson(decodeText(plain, shown), `the decrypted ${shown}`);
    if (!isMapping(data)) throw credentialError(`the decrypted ${shown} is not an object of names and keys`);
    return new Map(
      [...fieldsOf(data)].map(([name, value]) => [name, toEntry(name, placeOf(name, shown), value)]),
    );
  } finally {
    plain.fill(0);
  }
}

function placeOf(name: string, shown: string): string {
  return `the entry ${name} of ${shown}`;
}
