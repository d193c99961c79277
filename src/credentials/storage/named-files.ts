import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { AccountError } from '../../model/account-error.js';
import {
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
        const variable = `${source.names[credential]}_FILE`;
        const path = source.names[credential] === undefined ? undefined : env[variable];
        if (!path) return [];
        return [{ ...plain({ path: resolve(cwd, path), shown: path }), unseen: `$${variable}` }];
      });
    case 'file':
      return await botsFiles(source, exchange, env);
    case 'age':
      return [
        { ...plain(source), protection: known('encrypted') },
        // Whoever has the identity has what is encrypted to it.
        ...(source.identity === null ? [] : [{ ...plain(source.identity), isBots: true }]),
      ];
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

function plain({ path, shown }: NamedPath): NamedFile {
  return { path, shown, unseen: shown, protection: known('none'), isBots: false };
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
    const { format, keys } = await readNamedFile(source, { env, askPassword: null });
    const { files = [source] } = chooseKey(source, exchange, keys);
    return files.map((file) => bots(file, known(format.protection)));
  } catch (error) {
    if (!(error instanceof AccountError)) throw error;
    return [bots(source, unknown('refused', error.message.replace(/\.$/, '')))];
  }
}

/** Those of a folder that are called like a secret; the folder itself where it cannot be read. */
async function filesIn(source: DirectorySource): Promise<readonly NamedFile[]> {
  const named = Object.values(source.files);
  const names = await readdir(source.path).catch(() => null);
  if (names === null) return [plain(source)];
  return names
    .filter((name) => named.includes(name) || secretNames.some((secret) => bare(name) === bare(secret)))
    .map((name) => plain({ path: join(source.path, name), shown: join(source.shown, name) }));
}

/** `api-key`, `API_KEY` and `apiKey` are one name. */
function bare(name: string): string {
  return name.toLowerCase().replace(/[-_.]/g, '');
}
