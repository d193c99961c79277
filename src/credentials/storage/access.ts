import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { type Fact, known, type Unknown, unknown } from '../../model/fact.js';
import type { Reader } from '../../model/key-file.js';

/** Who else can read a file. */
export interface Access {
  readonly readableBy: Fact<readonly Reader[]>;
  readonly isFolderClosed: Fact<boolean>;
}

/** Who asks, and on what kind of system. */
export interface Viewer {
  readonly platform: NodeJS.Platform;
  /** The user that keyaudit runs as; undefined where users have no numbers. */
  readonly uid: number | undefined;
}

/** A file's or folder's mode and owner. */
export interface Guard {
  readonly mode: number;
  readonly uid: number;
}

/**
 * Who else can read a file, by its mode and by the folders above it.
 * @param path of the file itself, without links
 */
export async function accessOf(path: string, viewer: Viewer): Promise<Access> {
  if (viewer.platform === 'win32') return unknownAccess(onWindows);
  try {
    const [file, ...folders] = await Promise.all(
      [path, ...foldersAbove(path)].map(async (each) => stat(each)),
    );
    // There is one for each path, and the first path is the file's.
    const { readers, isFolderClosed } = readersByMode(file as Guard, folders, viewer.uid);
    const hasMore =
      viewer.platform === 'darwin' && !readers.includes('everybody') && (await hasReadAcl(path));
    return {
      readableBy: known(hasMore && !readers.includes('group') ? [...readers, 'group'] : readers),
      isFolderClosed: known(isFolderClosed),
    };
  } catch (error) {
    return unknownAccess(unknown('refused', whyNot(error)));
  }
}

export function unknownAccess(why: Unknown): Access {
  return { readableBy: why, isFolderClosed: why };
}

const onWindows = unknown(
  'refused',
  'on Windows, access control lists say who may read a file, and keyaudit does not read those; icacls shows them',
);

/** Why the system does not tell of a file, in a clause. */
export function whyNot(error: unknown): string {
  const { code = 'unknown error' } = error as NodeJS.ErrnoException;
  const reasons: Readonly<Partial<Record<string, string>>> = {
    ENOENT: 'there is no such file',
    ENOTDIR: 'there is no such file',
    EACCES: 'this user may not look at the file',
    ELOOP: 'it is a link that leads in a circle',
  };
  return reasons[code] ?? `the file could not be looked at (${code})`;
}

function foldersAbove(path: string): readonly string[] {
  const above = dirname(path);
  return above === path ? [] : [above, ...foldersAbove(above)];
}

/**
 * Who may read by the permission bits. Where a file has a POSIX ACL, its group bits are the mask, the most that the ACL
 * gives to any user or group that it names; so they cover it (acl(5), "Correspondence between ACL entries and file
 * permission bits"). Root reads everything, and is no other.
 * @param folders those above the file; one that lets nobody pass but its owner keeps all others from the file
 * @param uid who asks; to root, every owner is the right one
 */
export function readersByMode(
  file: Guard,
  folders: readonly Guard[],
  uid: number | undefined,
): { readonly readers: readonly Reader[]; readonly isFolderClosed: boolean } {
  const isForeign = uid !== 0 && file.uid !== 0 && file.uid !== uid && (file.mode & 0o400) !== 0;
  const isFolderClosed = folders.some((folder) => mayNobodyPass(file, folder));
  const isOpenToAll = folders.every(({ mode }) => (mode & 0o001) !== 0);
  const readers: readonly Reader[] = [
    // Where a folder lets a group pass and nobody else, its members are all that get to the file.
    ...(file.mode & 0o004
      ? [isOpenToAll || isFolderClosed ? ('everybody' as const) : ('group' as const)]
      : file.mode & 0o040
        ? ['group' as const]
        : []),
    ...(isForeign ? ['owner' as const] : []),
  ];
  return { readers, isFolderClosed: readers.length > 0 && isFolderClosed };
}

/** Whether a folder lets nobody pass but root and the owner of the file. */
function mayNobodyPass(file: Guard, folder: Guard): boolean {
  const isOwners = folder.uid === 0 || folder.uid === file.uid;
  return (folder.mode & (isOwners ? 0o011 : 0o111)) === 0;
}

/** Whether one of macOS's own access control lists, which the mode does not show, lets somebody read the file. */
async function hasReadAcl(path: string): Promise<boolean> {
  const { stdout } = await promisify(execFile)('/bin/ls', ['-lde', path], { timeout: 5000 });
  return aclAllowsRead(stdout);
}

/** Of what `ls -lde` prints: an entry is a line like ` 0: user:bob allow read,write` (chmod(1) of macOS, "ACL manipulation"). */
export function aclAllowsRead(listing: string): boolean {
  return listing.split('\n').some((line) => /^ \d+: .* allow (\S+,)?read(,|$)/.test(line));
}
