import type { Secret } from '../../model/secret.js';
import type { Environment } from '../environment.js';
import type { PasswordRequest } from '../passwords.js';
import type { StoredKey } from '../stored-key.js';

/** A kind of file in which a bot keeps its keys. */
export interface CredentialFormat {
  /** The word of the configuration: `format: freqtrade`. */
  readonly id: string;
  /** As people call it: "freqtrade's configuration". */
  readonly name: string;
  /**
   * Whether a file that is called so may be one; others are not opened when a folder is searched.
   * @param path with slashes, the file's name last
   */
  readonly isNamedLike: (path: string) => boolean;
  /** What protects a key in such a file: nothing; what anybody can undo; a password. */
  readonly protection: 'none' | 'weak' | 'password';
  /**
   * The keys that a file holds; null where it is not of this format's shape.
   * @throws AccountError of kind `credential-source` for a file that is of this shape but broken; it names the line
   */
  readonly read: (file: CredentialFile) => Promise<readonly StoredKey[] | null>;
}

/** A file that may be of a format, and what its reader may ask for. */
export interface CredentialFile {
  /** Absolute. */
  readonly path: string;
  /** As messages call it. */
  readonly shown: string;
  readonly text: string;
  /** The bot's own variables may stand above its files. */
  readonly env: Environment;
  /** The text of another file that this one names, relative to its own folder; throws as `read` does. */
  readonly readBeside: (name: string) => Promise<CredentialFile>;
  /** The password of this file's secrets, asked once for each place; throws an AccountError where there is none. */
  readonly password: (request: PasswordRequest) => Promise<Secret>;
}
