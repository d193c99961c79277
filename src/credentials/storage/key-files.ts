import { existsSync } from 'node:fs';
import { lstat, realpath, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { isAbsolute, join, relative, sep } from 'node:path';
import type { CredentialSource } from '../../model/credentials.js';
import { unknown } from '../../model/fact.js';
import { isBelowHere, type KeyFile } from '../../model/key-file.js';
import { accessOf, unknownAccess, type Viewer, whyNot } from './access.js';
import { type Here, type NamedFile, namedFiles } from './named-files.js';
import { repositoryOf } from './repository.js';

/** Whose files are looked at, and where they are seen from. */
export type KeyFileOptions = Here & Viewer;

export type KeyFileReader = (source: CredentialSource, exchange: string) => Promise<readonly KeyFile[]>;

/** What the system tells of a file; null of what is no file at rest, such as a pipe. */
type Look = Pick<KeyFile, 'isLink' | 'isMounted' | 'readableBy' | 'isFolderClosed' | 'repository'> & {
  readonly isThere: boolean;
};

/**
 * Tells of the files in which keys lie how they are kept: who can read them, and whether they are in a repository.
 * Each file is looked at once, however many accounts keep their keys in it.
 */
export function createKeyFileReader(options: KeyFileOptions): KeyFileReader {
  const looks = new Map<string, Promise<Look | null>>();
  const lookAt = (path: string) => {
    const look = looks.get(path) ?? lookAtFile(path, options);
    looks.set(path, look);
    return look;
  };
  return async (source, exchange) => {
    const files = await namedFiles(source, exchange, options);
    const told = await Promise.all(
      files.map(async (file) => toKeyFile(file, await lookAt(file.path), options)),
    );
    return told.flatMap((file) => file ?? []);
  };
}

function toKeyFile(file: NamedFile, look: Look | null, options: KeyFileOptions): KeyFile | null {
  if (look === null) return null;
  const { isThere, ...facts } = look;
  return {
    ...facts,
    path: isThere ? pathFrom(file, options) : file.unseen,
    isMovable: !file.isBots && !facts.isMounted && hasKeychain(options),
    protection: file.protection,
  };
}

async function lookAtFile(path: string, options: KeyFileOptions): Promise<Look | null> {
  try {
    const [real, itself] = await Promise.all([realpath(path), lstat(path)]);
    const file = await stat(real);
    if (file.isDirectory()) return unseen('it is a folder, not a file');
    if (!file.isFile()) return null;
    const [access, repository] = await Promise.all([
      accessOf(real, options),
      repositoryOf(real, options.env),
    ]);
    return {
      ...{ ...access, repository },
      isThere: true,
      isLink: itself.isSymbolicLink(),
      isMounted: isMounted(real, options),
    };
  } catch (error) {
    return unseen(whyNot(error));
  }
}

function unseen(reason: string): Look {
  const why = unknown('refused', reason);
  return { ...unknownAccess(why), repository: why, isThere: false, isLink: false, isMounted: false };
}

/**
 * Kubernetes writes what it mounts into a folder named after the time, with links to it
 * (k8s.io/kubernetes/pkg/volume/util/atomic_writer.go); Docker and Podman mount secrets at /run/secrets; systemd names
 * its folder (systemd.exec(5), "Credentials").
 */
function isMounted(real: string, { env }: Here): boolean {
  const credentials = env.CREDENTIALS_DIRECTORY;
  return (
    /\/\.\.\d{4}_\d\d_\d\d_\d\d_\d\d_\d\d\.\d+\//.test(real) ||
    real.startsWith('/run/secrets/') ||
    (credentials !== undefined && real.startsWith(`${credentials}/`))
  );
}

/** Servers and CI have none: where there is no session, there is no bus that one could be asked on. */
function hasKeychain({ platform, env }: KeyFileOptions): boolean {
  if (env.CI) return false;
  if (platform === 'darwin' || platform === 'win32') return true;
  return Boolean(
    env.DBUS_SESSION_BUS_ADDRESS || (env.XDG_RUNTIME_DIR && existsSync(join(env.XDG_RUNTIME_DIR, 'bus'))),
  );
}

/** Below the working directory, below the home directory, or as the user wrote it: no more of the machine than that. */
function pathFrom({ path, shown }: NamedFile, { cwd, env }: Here): string {
  const here = below(cwd, path);
  if (here !== null) return isBelowHere(here) ? here : `./${here}`;
  const atHome = below(env.HOME || homedir(), path);
  return atHome === null ? shown : `~/${atHome}`;
}

function below(folder: string, path: string): string | null {
  const steps = relative(folder, path);
  if (steps === '' || isAbsolute(steps) || steps === '..' || steps.startsWith(`..${sep}`)) return null;
  return steps.split(sep).join('/');
}
