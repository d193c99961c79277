import { stat } from 'node:fs/promises';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { AccountError } from '../model/account-error.js';
import {
  type CredentialNeeds,
  type Credentials,
  credentialFormats,
  type FileSource,
  type NamedPath,
} from '../model/credentials.js';
import type { CredentialFile, CredentialFormat } from './formats/format.js';
import { allFormats, loadFormats } from './formats/index.js';
import { findPassword, type PasswordSources } from './passwords.js';
import type { Programs } from './programs.js';
import { maxFileBytes, readText } from './read-text.js';
import { credentialError } from './secret-text.js';
import { type StoredKey, takeCredentials } from './stored-key.js';

/** What reading a bot's file may take beside the file; the same object for all files of a run. */
export interface FileTools extends PasswordSources {
  /** Reads what a file names at 1Password; left out where no program may be run, as for a file that was not named. */
  readonly programs?: Programs | null;
  /** Aborted when the scan is called off. */
  readonly signal?: AbortSignal;
}

/** The keys of a file, and the format that it is of. */
export interface ReadFile {
  readonly format: CredentialFormat;
  readonly keys: readonly StoredKey[];
  /** Absolute paths of other files that it takes in. */
  readonly takesIn: readonly string[];
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
  const { keys } = await readNamedFile(source, tools);
  return await takeCredentials(chooseKey(source, exchange, keys), exchange, needs, tools.programs);
}

/**
 * The keys of a file that the configuration names, of the format that it names or any.
 * @throws AccountError of kind `credential-source`
 */
export async function readNamedFile(source: FileSource, tools: FileTools): Promise<ReadFile> {
  const read =
    source.format === null
      ? await readOfAnyFormat(source, tools)
      : await readCredentialFile(source, [await named(source.format)], tools);
  if (read !== null) return read;
  const what =
    source.format === null
      ? `a format that keyaudit knows (${credentialFormats.join(', ')})`
      : `the format ${source.format}`;
  throw credentialError(`${source.shown} is not of ${what}`);
}

/** What a file of this name is likely to be is tried first, and what is wrong with it as such is told. */
async function readOfAnyFormat(source: FileSource, tools: FileTools): Promise<ReadFile | null> {
  const slashed = source.path.replaceAll('\\', '/');
  const all = await allFormats();
  const likely = all.filter(({ isNamedLike }) => isNamedLike(slashed));
  const others = all.filter((format) => !likely.includes(format));
  return (
    (await readCredentialFile(source, likely, tools)) ??
    (await readCredentialFile(source, others, tools).catch(noneIfBroken))
  );
}

/** As one of the unlikely formats, any file is broken. */
function noneIfBroken(error: unknown): null {
  if (error instanceof AccountError) return null;
  throw error;
}

async function named(format: string): Promise<CredentialFormat> {
  const load = Object.hasOwn(loadFormats, format) ? loadFormats[format] : undefined;
  if (load === undefined)
    throw credentialError(`there is no format ${format}; there are: ${credentialFormats.join(', ')}`);
  return await load();
}

/**
 * The keys of a file.
 * @param formats those that it may be of, tried in this order
 * @returns null where it is of none of them
 * @throws AccountError of kind `credential-source` where it cannot be read, or is broken as one and of no other
 */
export async function readCredentialFile(
  place: NamedPath,
  formats: readonly CredentialFormat[],
  tools: FileTools,
): Promise<ReadFile | null> {
  const takesIn: string[] = [];
  const file = await openFile(place, tools, takesIn);
  const failures: AccountError[] = [];
  for (const format of formats) {
    takesIn.length = 0;
    try {
      const keys = await format.read(file);
      if (keys !== null) return { format, keys, takesIn };
    } catch (error) {
      if (!(error instanceof AccountError)) throw error;
      failures.push(error);
    }
  }
  const [first] = failures;
  if (first !== undefined) throw first;
  return null;
}

async function openFile(
  { path, shown }: NamedPath,
  tools: FileTools,
  takesIn: string[],
): Promise<CredentialFile> {
  return {
    path,
    shown,
    text: await readText(path, shown, maxFileBytes, { signal: tools.signal }),
    env: tools.env,
    readBeside: async (name) => {
      const beside = {
        path: resolve(dirname(path), name),
        shown: isAbsolute(name) ? name : join(dirname(shown), name),
      };
      takesIn.push(beside.path);
      await refuseDevice(beside);
      return await openFile(beside, tools, takesIn);
    },
    password: (request) => findPassword(request, tools),
  };
}

/** Whoever wrote the one file must not make keyaudit wait at a pipe for ever. */
async function refuseDevice({ path, shown }: NamedPath): Promise<void> {
  // What is not there is said by reading it.
  const stats = await stat(path).catch(() => null);
  if (stats?.isFile() === false) throw credentialError(`${shown} is no ordinary file`);
}

/**
 * The key of the account's exchange, and of the name that the configuration gives, if it does. What says no exchange
 * is taken for the account's where nothing else is.
 * @throws AccountError of kind `credential-source` where there is none, or more than one
 */
export function chooseKey(
  { shown, account }: FileSource,
  exchange: string,
  keys: readonly StoredKey[],
): StoredKey {
  const called = keys.filter((key) => account === null || key.account === account);
  const ofExchange = called.filter((each) => each.exchange === exchange);
  const [key, ...others] =
    ofExchange.length > 0 ? ofExchange : called.filter((each) => each.exchange === null);
  if (key !== undefined && others.length === 0) return key;
  const names = keys.map(nameOf).join(', ');
  if (key !== undefined)
    throw credentialError(`${shown} has several keys of ${exchange}; say which with account: ${names}`);
  const what = account === null ? `key of ${exchange}` : `account ${account} with a key of ${exchange}`;
  throw credentialError(`${shown} has no ${what}; it has: ${names || 'none'}`);
}

function nameOf({ account, exchange }: StoredKey): string {
  const of = exchange ?? 'no exchange';
  return account === null ? `one of ${of}` : `${account} (${of})`;
}
