import { readdir, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { AccountError } from '../../model/account-error.js';
import {
  type AgeSource,
  type CredentialName,
  type CredentialSource,
  credentialNames,
  type DirectorySource,
  type FileSource,
  type NamedPath,
} from '../../model/credentials.js';
import { type Fact, known, unknown } from '../../model/fact.js';
import type { Protection } from '../../model/key-file.js';
import type { Environment } from '../environment.js';
import type { CredentialFile, CredentialFormat } from '../formats/format.js';
import { maxFileBytes, readText } from '../read-text.js';
import { credentialError } from '../secret-text.js';
import { locate } from '../systemd.js';

/** A file that a source names. Whether it is there is not looked at yet. */
export interface NamedFile extends NamedPath {
  /** What messages call it while nobody knows that it is a file: a variable may hold the secret in a path's place. */
  readonly unseen: string;
  readonly protection: Fact<Protection>;
  /** Whether a bot reads it, or another of the user's programs that is known to. */
  readonly isBots: boolean;
}

/** What tells of the environment, and where relative paths begin. */
export interface Here {
  readonly env: Environment;
  readonly cwd: string;
}

/**
 * The files in which an account's key lies. A keychain, a command, 1Password and plain variables have none. No secret
 * is opened; a bot's file is read where only its shape tells what guards the key in it.
 */
export async function namedFiles(
  named: CredentialSource,
  exchange: string,
  { env, cwd }: Here,
): Promise<readonly NamedFile[]> {
  const source = located(named, env);
  switch (source.kind) {
    case 'env':
      return secretNames.flatMap((credential) => {
        const name = source.names[credential];
        return name === undefined ? [] : fileOfVariable(`${name}_FILE`, { env, cwd });
      });
    case 'file':
      return (await isStream(source.path)) ? [] : await botsFiles(source, exchange, env);
    case 'age':
      return [{ ...plain(source), protection: known('encrypted') }, ...identityOf(source, { env, cwd })];
    case 'directory':
      return await filesIn(source);
    case 'keychain':
    case 'command':
    case 'op':
      return [];
  }
}

/** A path that leads nowhere here is taken as it was written, so that the file is told to be missing. */
function located(source: CredentialSource, env: Environment): CredentialSource {
  try {
    return locate(source, env);
  } catch (error) {
    if (error instanceof AccountError) return source;
    throw error;
  }
}

/** An address or a number of an account is no secret. */
const publicNames: readonly CredentialName[] = ['walletAddress', 'accountId', 'uid', 'login'];
const secretNames = credentialNames.filter((name) => !publicNames.includes(name));

function fileOfVariable(variable: string, { env, cwd }: Here): readonly NamedFile[] {
  const path = env[variable];
  if (!path) return [];
  return [{ ...plain({ path: resolve(cwd, path), shown: path }), unseen: `$${variable}` }];
}

/** Whoever has the identity has what is encrypted to it; the keychain could not be asked for it. */
function identityOf({ identity }: AgeSource, here: Here): readonly NamedFile[] {
  const files = identity === null ? fileOfVariable('KEYAUDIT_AGE_IDENTITY_FILE', here) : [plain(identity)];
  return files.map((file) => ({ ...file, isBots: true }));
}

function plain({ path, shown }: NamedPath): NamedFile {
  return { path, shown, unseen: shown, protection: known('none'), isBots: false };
}

/** What a pipe gives is gone once it is read, and is for whoever asks the exchange. */
async function isStream(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => null);
  return found !== null && !found.isFile() && !found.isDirectory();
}

async function botsFiles(
  source: FileSource,
  exchange: string,
  env: Environment,
): Promise<readonly NamedFile[]> {
  const bots = (place: NamedPath, protection: Fact<Protection>) => ({
    ...plain(place),
    protection,
    isBots: true,
  });
  const { chooseKey, readNamedFile } = await import('../credential-file.js');
  try {
    const { format, keys, takesIn } = await readNamedFile(source, { env, askPassword: null });
    const parts = [source, ...takesIn.map((path) => ({ path, shown: path }))] as const;
    const { files = await partsWithKey(parts, format) } = chooseKey(source, exchange, keys);
    return files.map((file) => bots(file, known(format.protection)));
  } catch (error) {
    if (!(error instanceof AccountError)) throw error;
    return [bots(source, unknown('refused', error.message.replace(/\.$/, '')))];
  }
}

type Reader = Pick<CredentialFormat, 'read'>;

/**
 * Of a file and those that it takes in, the ones that hold a key by themselves; all of them where they hold it together;
 * none where it is in the bot's variables.
 * @param parts the file that was opened first, and then the others
 */
export async function partsWithKey(
  parts: readonly [NamedPath, ...NamedPath[]],
  format: Reader,
): Promise<readonly NamedPath[]> {
  const hold = await Promise.all(parts.map((part) => holdsKey(part, [], format)));
  const holders = parts.filter((_, at) => hold[at]);
  if (holders.length > 0) return holders;
  return (await holdsKey(parts[0], parts, format)) ? parts : [];
}

/** @param others the files that it may take in; any other is as if it were empty */
async function holdsKey(part: NamedPath, others: readonly NamedPath[], format: Reader): Promise<boolean> {
  const open = async ({ path, shown }: NamedPath): Promise<CredentialFile> => ({
    ...{ path, shown, env: {} },
    text: await readText(path, shown, maxFileBytes),
    readBeside: async (name) => {
      const beside = others.find((other) => other.path === resolve(dirname(path), name));
      return beside === undefined ? { ...(await open(part)), text: '{}' } : await open(beside);
    },
    password: () => Promise.reject(credentialError(`${shown} is encrypted`)),
  });
  try {
    const keys = await format.read(await open(part));
    return keys !== null && keys.length > 0;
  } catch (error) {
    if (!(error instanceof AccountError)) throw error;
    // What it may hold it is taken to hold.
    return true;
  }
}

/** Those of a folder that are called like a secret; the folder itself where it cannot be read. */
async function filesIn(source: DirectorySource): Promise<readonly NamedFile[]> {
  const named = Object.values(source.files);
  const names = await readdir(source.path).catch(() => null);
  if (names === null) return [plain(source)];
  return names
    .filter((name) => named.includes(name) || isCalledLikeASecret(name))
    .map((name) => plain({ path: join(source.path, name), shown: join(source.shown, name) }));
}

const alsoCalled = ['apiSecret', 'secretKey', 'passphrase', 'apiPassphrase'];

/** `api-key`, `API_KEY` and `apiKey` are one name. */
function isCalledLikeASecret(name: string): boolean {
  const bare = (text: string) => text.toLowerCase().replace(/[-_.]/g, '');
  return [...secretNames, ...alsoCalled].some((secret) => bare(name) === bare(secret));
}
