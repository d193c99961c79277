import type { Secret } from './secret.js';

/**
 * What signs a request, or says for whom it is. Which of them an exchange needs is its adapter's to say. Names are
 * ccxt's: `password` is what exchanges call the passphrase, `walletAddress` is public, `privateKey` a wallet's or
 * an agent's.
 */
export const credentialNames = [
  'apiKey',
  'secret',
  'password',
  'uid',
  'accountId',
  'login',
  'twofa',
  'walletAddress',
  'privateKey',
  'token',
] as const;
export type CredentialName = (typeof credentialNames)[number];

export type Credentials = { readonly [Name in CredentialName]?: Secret };

/** What a key of one exchange is made of. */
export interface CredentialNeeds {
  /** Without each of these nothing can be asked. */
  readonly needed: readonly CredentialName[];
  /** What tells more where it is given. */
  readonly optional: readonly CredentialName[];
}

/** How a path begins in the folder where systemd puts a unit's credentials. https://systemd.io/CREDENTIALS */
export const unitFolder = /^\$(?:CREDENTIALS_DIRECTORY|\{CREDENTIALS_DIRECTORY\})(?=\/|$)/;

/** A file or folder that the user named. */
export interface NamedPath {
  /** Absolute; or it begins with `unitFolder`, which the environment names when the source is opened. */
  readonly path: string;
  /** As messages call it. */
  readonly shown: string;
}

/** Where an account's credentials are read from; nothing is read yet. */
export type CredentialSource =
  /** `names`: the environment variable of each; `<name>_FILE` may name a file instead. */
  | { readonly kind: 'env'; readonly names: Readonly<Partial<Record<CredentialName, string>>> }
  /** `entry`: the entry's account name in the OS keychain. */
  | { readonly kind: 'keychain'; readonly entry: string }
  /** A file of a bot's. */
  | FileSource
  /** A file that age encrypted. */
  | AgeSource
  /** A folder with a file for each credential. */
  | DirectorySource
  /** A program that prints them as JSON. */
  | CommandSource
  /** `references`: the `op://` address of each at 1Password. */
  | { readonly kind: 'op'; readonly references: Readonly<Partial<Record<CredentialName, string>>> };

/** The formats of bots' files, in the order in which a file of unknown format is tried. */
export const credentialFormats = [
  'passivbot',
  'freqtrade',
  'jesse',
  'ccxt',
  'hummingbot',
  'octobot',
  'env',
] as const;

export interface FileSource extends NamedPath {
  readonly kind: 'file';
  /** One of the known formats; null to tell by the file's name and shape. */
  readonly format: string | null;
  /** Which of the file's accounts, as the file calls it; null for the one of the account's exchange. */
  readonly account: string | null;
}

export interface AgeSource extends NamedPath {
  readonly kind: 'age';
  /** The file of the identity that decrypts; null for the one that the environment names. */
  readonly identity: NamedPath | null;
  /** Which of the file's entries. */
  readonly entry: string;
}

export interface DirectorySource extends NamedPath {
  readonly kind: 'directory';
  /** The file of each credential, where it is not called like the credential. */
  readonly files: Readonly<Partial<Record<CredentialName, string>>>;
}

export interface CommandSource {
  readonly kind: 'command';
  /** One that prints all credentials as a JSON object, or one for each. */
  readonly programs:
    | { readonly all: PrintingProgram }
    | { readonly each: Readonly<Partial<Record<CredentialName, PrintingProgram>>> };
  /** Where they run: the folder of the file that names them. */
  readonly cwd: string;
}

export interface PrintingProgram {
  /** The program and its arguments; no shell looks at them. */
  readonly run: readonly [program: string, ...args: string[]];
  /** The way to what is wanted in the JSON that it prints, such as `data.data`; null for all that it prints. */
  readonly at: string | null;
}
