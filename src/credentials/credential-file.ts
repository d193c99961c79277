import { dirname, isAbsolute, join, resolve } from 'node:path';
import type { CredentialNeeds, Credentials, FileSource, NamedPath } from '../model/credentials.js';
import type { Secret } from '../model/secret.js';
import type { Environment } from './environment.js';
import type { CredentialFile, CredentialFormat } from './formats/format.js';
import { loadFormats } from './formats/index.js';
import { maxFileBytes, readText } from './read-text.js';
import { credentialError } from './secret-text.js';
import { type StoredKey, takeCredentials } from './stored-key.js';

/** What reading a bot's file may take beside the file. */
export interface FileTools {
  readonly env: Environment;
  /** Asks a person for a password; null where nobody is there to be asked. */
  readonly askPassword: ((question: string) => Promise<Secret>) | null;
}

/** The keys of a file, and the format that it is of. */
export interface ReadFile {
  readonly format: CredentialFormat;
  readonly keys: readonly StoredKey[];
}

/**
 * Reads the credentials that an exchange takes from one account of a bot's file.
 * @throws AccountError of kind `credential-source`
 */
export async function readFromFile(
  source: FileSource,
  exchange: string,
  needs: CredentialNeeds,
  tools: FileTools,
): Promise<Credentials> {
  const { keys } = await readCredentialFile(source, source.format, tools);
  return await takeCredentials(chooseKey(source, exchange, keys), exchange, needs);
}

/**
 * The keys of a file.
 * @param format one of the known formats; null to try those that a file of this name may be of
 * @throws AccountError of kind `credential-source` where it cannot be read, or is of no known format
 */
export async function readCredentialFile(
  { path, shown }: NamedPath,
  format: string | null,
  tools: FileTools,
): Promise<ReadFile> {
  const candidates = await formatsFor(path, format);
  const file = await openFile({ path, shown }, tools);
  for (const candidate of candidates) {
    const keys = await candidate.read(file);
    if (keys !== null) return { format: candidate, keys };
  }
  const tried = candidates.map(({ name }) => name).join(', ');
  throw credentialError(
    format === null
      ? `${shown} is of no format that keyaudit knows; if it is, say which: format: ${Object.keys(loadFormats).join(', ')}`
      : `${shown} is not ${tried}`,
  );
}

async function formatsFor(path: string, format: string | null): Promise<readonly CredentialFormat[]> {
  if (format !== null) {
    const load = loadFormats[format];
    if (load === undefined) throw credentialError(`there is no format ${format}`);
    return [await load()];
  }
  const all = await Promise.all(Object.values(loadFormats).map((load) => load()));
  const slashed = path.replaceAll('\\', '/');
  const [likely, others] = [true, false].map((wanted) =>
    all.filter(({ isNamedLike }) => isNamedLike(slashed) === wanted),
  );
  return [...(likely ?? []), ...(others ?? [])];
}

async function openFile({ path, shown }: NamedPath, tools: FileTools): Promise<CredentialFile> {
  return {
    path,
    shown,
    text: await readText(path, shown, maxFileBytes),
    env: tools.env,
    readBeside: async (name) => {
      const place = isAbsolute(name) ? name : join(dirname(shown), name);
      return await openFile({ path: resolve(dirname(path), name), shown: place }, tools);
    },
    password: async (question) => {
      if (tools.askPassword === null) throw credentialError(`${shown} needs a password`);
      return await tools.askPassword(question);
    },
  };
}

/**
 * The account that the configuration names; where it names none, the only one of its exchange.
 * @throws AccountError of kind `credential-source` where there is none, or more than one
 */
export function chooseKey(
  { shown, account }: FileSource,
  exchange: string,
  keys: readonly StoredKey[],
): StoredKey {
  const named =
    account === null
      ? keys.filter((key) => key.exchange === exchange)
      : keys.filter((key) => key.account === account);
  const [key, ...others] = named;
  if (key !== undefined && others.length === 0) return key;
  const names = keys.map((each) => each.account ?? each.exchange ?? 'one without a name').join(', ');
  if (account !== null) throw credentialError(`${shown} has no account ${account}; there are: ${names}`);
  if (key === undefined) throw credentialError(`${shown} has no key of ${exchange}; there are: ${names}`);
  throw credentialError(`${shown} has several keys of ${exchange}; say which with account: ${names}`);
}
