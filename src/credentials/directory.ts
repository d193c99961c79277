import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { CredentialName, CredentialNeeds, Credentials, DirectorySource } from '../model/credentials.js';
import { openText } from './one-password.js';
import type { Programs } from './programs.js';
import { maxKeyBytes, readText } from './read-text.js';
import { credentialError } from './secret-text.js';
import { takeEach } from './take-each.js';

interface DirectoryTools {
  readonly programs: Programs | null;
  readonly signal: AbortSignal | undefined;
}

/**
 * Reads the credentials that an exchange takes from a folder with a file for each. A file `exchange` in it is for
 * that exchange alone.
 *
 * @throws AccountError of kind `credential-source` that names the file, never what is in it
 */
export async function readFromDirectory(
  { path, shown, files }: DirectorySource,
  exchange: string,
  needs: CredentialNeeds,
  { programs, signal }: DirectoryTools,
): Promise<Credentials> {
  const names = await list(path, shown);
  const textOf = async (file: string) =>
    await readText(join(path, file), `${shown}/${file}`, maxKeyBytes, { signal });
  const fileOf = (credential: CredentialName) => files[credential] ?? named(credential, names, shown);

  const exchangeFile = only('exchange', ['exchange'], names, shown);
  if (exchangeFile !== null && (await textOf(exchangeFile)).trim() !== exchange) {
    throw credentialError(`${shown} is not for ${exchange}: its file ${exchangeFile} names another`);
  }
  return await takeEach(
    needs,
    (credential) => fileOf(credential) !== null,
    async (credential) => {
      const file = fileOf(credential);
      if (file === null) {
        throw credentialError(
          `${shown} has no file ${credential}, which this exchange needs; say with files which it is`,
        );
      }
      return await openText(credential, await textOf(file), `${shown}/${file}`, programs);
    },
  );
}

async function list(path: string, shown: string): Promise<readonly string[]> {
  try {
    return await readdir(path);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    throw credentialError(`the directory ${shown} ${reasons[code] ?? `cannot be read (${code})`}`);
  }
}

const reasons: Readonly<Partial<Record<string, string>>> = {
  ENOENT: 'does not exist',
  ENOTDIR: 'is none',
  EACCES: 'may not be listed by this user',
};

/** What exchanges call it, where that is not ccxt's word. */
const alsoCalled: Readonly<Partial<Record<CredentialName, readonly string[]>>> = {
  secret: ['apisecret', 'secretkey'],
  password: ['passphrase', 'apipassphrase'],
};

/** The file of a credential: `apiKey`, `api-key`, `API_KEY` are the same to people. */
function named(credential: CredentialName, names: readonly string[], shown: string): string | null {
  return only(credential, [credential.toLowerCase(), ...(alsoCalled[credential] ?? [])], names, shown);
}

/** null where there is none; two of them could be the old key and the new. */
function only(
  what: string,
  spellings: readonly string[],
  names: readonly string[],
  shown: string,
): string | null {
  // Kubernetes keeps what it mounts behind names that begin with a dot.
  const found = names.filter(
    (name) => !name.startsWith('.') && spellings.includes(name.toLowerCase().replace(/[-_]/g, '')),
  );
  if (found.length > 1) {
    throw credentialError(
      `${shown} has several files for ${what} (${found.join(', ')}); say with files which it is`,
    );
  }
  return found[0] ?? null;
}
