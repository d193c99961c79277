import type { Credentials } from './credentials.js';
import type { Environment } from './environment.js';
import type { KeyFile } from './key-file.js';
import type { Expectation, Purpose } from './purpose.js';

/** One key to audit. */
export interface Account {
  /** Unique; what reports call it. */
  readonly name: string;
  /** The exchange's ccxt id. */
  readonly exchange: string;
  /** Opens the source of the key's secrets; throws an AccountError of kind `credential-source`. */
  readonly credentials: () => Promise<Credentials>;
  /** Names of the exchange's hazards that the user allows for this account. */
  readonly acceptHazards: readonly string[];
  /** An HTTP proxy to leave through; null for HTTPS_PROXY/NO_PROXY of the environment, where set. */
  readonly proxy: string | null;
  /** Scheme, host and port that replace those of the exchange's addresses; null for the exchange's own. */
  readonly baseUrl: string | null;
  /** What the key is for; without it, and without `expect`, the general rules hold. */
  readonly purpose?: Purpose | null;
  /** What exactly the key is meant to be. */
  readonly expect?: Expectation | null;
  /** Where the key is meant to work; `live` where nobody says. */
  readonly environment?: Environment | null;
  /** Where a file declares it; left out or null where none does, or one that lies elsewhere. */
  readonly declaredAt?: Place | null;
  /**
   * The files in which the key lies, and how they are kept; opens no secret. Left out where nobody looked: then nothing
   * is said of it.
   */
  readonly storage?: () => Promise<readonly KeyFile[]>;
}

/** A line of a file. */
export interface Place {
  /** Relative to the working directory and below it, with slashes: a report never holds a path of the machine. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

/** How wide to ask: the calling key; also the account's other keys; also the keys of sub-accounts. */
export const depths = ['key', 'account', 'sub-accounts'] as const;
export type Depth = (typeof depths)[number];
