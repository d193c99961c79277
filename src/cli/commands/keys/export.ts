import { access } from 'node:fs/promises';
import { resolve } from 'node:path';
import { readAgeEntries } from '../../../credentials/age.js';
import { encryptAge } from '../../../credentials/age-format.js';
import { findIdentities } from '../../../credentials/age-identity.js';
import { type Entry, toFields } from '../../../credentials/entry.js';
import { removeFromKeychain } from '../../../credentials/keychain.js';
import type { NamedPath } from '../../../model/credentials.js';
import { UserError } from '../../../model/user-error.js';
import { count } from '../../../reporters/table/style.js';
import { createPasswordPrompt } from '../../ask-password.js';
import { type ExitCode, exitCodes } from '../../exit-code.js';
import type { Io } from '../../io.js';
import { keychainEntries, shownName, sourceOrUserError } from '../../keys/keychain.js';
import { findRecipients, type RecipientOptions } from '../../keys/recipients.js';
import { checkOutput, writeOutput } from '../../output-file.js';

export interface ExportOptions extends RecipientOptions {
  /** The file to write. */
  readonly age: string;
  /** Names; all entries where it is left out. */
  readonly account?: readonly string[];
  readonly force?: boolean;
  /** Takes the entries out of the keychain, once they were read back. */
  readonly remove?: boolean;
  /** What to read them back with; left out, what the environment names. */
  readonly identity?: string;
}

/**
 * `keyaudit keys export`: writes entries of the keychain to a file that age encrypts.
 * @returns 3 where an entry could not be read, and is not in the file
 * @throws UserError where nothing was written, or what was written is not what the keychain has
 */
export async function exportKeys(options: ExportOptions, io: Io): Promise<ExitCode> {
  await checkFile(options, io);
  const { chosen, unreadable } = await chooseEntries(options.account ?? null, io);
  const fields = await sourceOrUserError(fieldsOf(chosen));
  const readBack = {
    path: resolve(io.cwd, options.age),
    shown: options.age,
    ...(await identityFor(options, io)),
  };
  io.signal.throwIfAborted();
  const recipients = await findRecipients(options, io);
  const text = await encryptAge(`${JSON.stringify(Object.fromEntries(fields), null, 2)}\n`, recipients);
  await writeOutput(options.age, text, io, '--age');
  io.stderr.write(`Written: ${options.age}, with ${count(chosen.length, 'key')}.\n`);
  if (options.remove === true) await removeAll(fields, readBack, io);
  else io.stderr.write('The keychain has them still; with --remove, they are taken out.\n');
  for (const name of unreadable) {
    io.stderr.write(`keyaudit: the keychain entry ${shownName(name)} cannot be read; it was left out.\n`);
  }
  return unreadable.length > 0 ? exitCodes.incomplete : exitCodes.ok;
}

async function checkFile({ age, force }: ExportOptions, io: Io): Promise<void> {
  await checkOutput(age, io, '--age');
  const isThere = await access(resolve(io.cwd, age)).then(
    () => true,
    () => false,
  );
  if (!isThere || force === true) return;
  throw new UserError(
    `--age ${age}: the file is there already.`,
    'Name another. --force replaces the whole file, with what only it holds.',
  );
}

async function chooseEntries(names: readonly string[] | null, io: Io) {
  const entries = await keychainEntries(io);
  const missing = names?.find((name) => !entries.has(name));
  if (missing !== undefined) {
    throw new UserError(
      '--account: the keychain has no entry of that name.',
      '`keyaudit keys list` lists them.',
    );
  }
  const chosen =
    names === null ? [...entries] : [...new Set(names)].map((name) => [name, entries.get(name)] as const);
  const readable = chosen.flatMap(([, entry]) => entry ?? []);
  if (readable.length === 0) throw new UserError('the keychain has no key to export.');
  return { chosen: readable, unreadable: chosen.flatMap(([name, entry]) => (entry === null ? [name] : [])) };
}

type Fields = ReadonlyMap<string, Readonly<Record<string, string>>>;

async function fieldsOf(entries: readonly Entry[]): Promise<Fields> {
  const opened = new Map<string, Readonly<Record<string, string>>>();
  for (const { account, exchange, addedAt, names, open } of entries)
    opened.set(account, toFields({ exchange, addedAt, credentials: await open(names) }));
  return opened;
}

/** With --remove, what the file will be read back with, looked for before anything is written. */
async function identityFor(
  { remove, identity, newIdentity }: ExportOptions,
  io: Io,
): Promise<{ readonly identity: NamedPath | null }> {
  const file = newIdentity ?? identity;
  const named = file === undefined ? null : { path: resolve(io.cwd, file), shown: file };
  if (remove === true && newIdentity === undefined)
    await sourceOrUserError(findIdentities(named, toolsOf(io)));
  return { identity: named };
}

/** Takes out of the keychain what the file holds as the keychain does. */
async function removeAll(
  fields: Fields,
  file: NamedPath & { readonly identity: NamedPath | null },
  io: Io,
): Promise<void> {
  const written = await sourceOrUserError(readAgeEntries(file, toolsOf(io)));
  const kept = await sourceOrUserError(fieldsOf([...written.values()].filter((entry) => entry !== null)));
  for (const [name, given] of fields) {
    if (JSON.stringify(kept.get(name)) === JSON.stringify(given)) continue;
    throw new UserError(
      `${file.shown} does not hold ${shownName(name)} as the keychain does; nothing was removed.`,
    );
  }
  for (const name of fields.keys()) await sourceOrUserError(removeFromKeychain(name, io.env));
  io.stderr.write('They were read back, and taken out of the keychain.\n');
}

function toolsOf(io: Io) {
  return { env: io.env, askPassword: createPasswordPrompt(io).ask };
}
