import type { Fact } from './fact.js';

/**
 * What guards a key in a file: nothing; what anybody can undo; a password, which can be guessed at; encryption to an
 * identity that lies elsewhere.
 */
export const protections = ['none', 'weak', 'password', 'encrypted'] as const;
export type Protection = (typeof protections)[number];

/** Who else may read a file, by its mode: all users of the machine, a group, or its owner where that is another user. */
export const readers = ['everybody', 'group', 'owner'] as const;
export type Reader = (typeof readers)[number];

/**
 * What git knows of a file: `tracked`: it is in a commit and in the index; `staged`: the next commit takes it in;
 * `in-history`: it is neither tracked nor staged, but a commit has a file of this name; `not-ignored`: it lies in a
 * work tree, and `git add .` would take it; `ignored`; `none`: it lies in no work tree.
 */
export const repositoryStates = [
  'tracked',
  'staged',
  'in-history',
  'not-ignored',
  'ignored',
  'none',
] as const;
export type RepositoryState = (typeof repositoryStates)[number];

/** A file in which an account's key lies, and how it is kept there. */
export interface KeyFile {
  /**
   * As people know it: relative to the working directory where it lies below, with slashes; else `~/…`; else as the
   * user wrote it; `$NAME` for the file that a variable names where there is none. The same for all accounts that keep
   * their keys there.
   */
  readonly path: string;
  /** Whether the path is a link; what is told is told of the file that it leads to. */
  readonly isLink: boolean;
  /** Whether a container's runtime or the service manager laid it there. */
  readonly isMounted: boolean;
  /** Whether the keychain could hold the key in the file's place: no bot reads the file, and there is a keychain. */
  readonly isMovable: boolean;
  readonly protection: Fact<Protection>;
  readonly readableBy: Fact<readonly Reader[]>;
  /** Whether a folder above lets nobody else pass, so that they cannot get at the file that they may read. */
  readonly isFolderClosed: Fact<boolean>;
  readonly repository: Fact<RepositoryState>;
}

/** Whether a path, as a report has it, lies below the working directory. */
export function isBelowHere(path: string): boolean {
  return !/^([/\\]|~(\/|$)|\.\.([/\\]|$)|[A-Za-z]:|\$)/.test(path);
}
