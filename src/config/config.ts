import type { CredentialNeeds, CredentialSource } from '../model/credentials.js';
import type { Permission } from '../model/key-facts.js';
import type { Policy } from '../model/policy.js';

/** A configuration file, checked: every name in it is known, every default filled in. It never holds a secret. */
export interface Config {
  /** The file, as messages to the user call it. */
  readonly file: string;
  /** At least one; in the order of the file, names unique. */
  readonly accounts: readonly ConfigAccount[];
  /** With the file's waivers. */
  readonly policy: Policy;
  /** Whole sentences to say on stderr: keys that are accepted but not acted on. */
  readonly notices: readonly string[];
}

export interface ConfigAccount {
  readonly name: string;
  /** One of the known exchanges' ids. */
  readonly exchange: string;
  readonly source: CredentialSource;
  /** Hazards of that exchange. */
  readonly acceptHazards: readonly string[];
  /** `http://host:port` or `https://host:port`; null where not given. */
  readonly proxy: string | null;
  /** An origin, without a path; plain http only to loopback. null where not given. */
  readonly baseUrl: string | null;
  readonly purpose: Purpose | null;
  readonly expect: Expectation | null;
  /** Where the account begins in the file; the first line is 1. */
  readonly line: number;
}

/** What an account's key is for. */
export const purposes = ['tracker', 'bot', 'treasury'] as const;
export type Purpose = (typeof purposes)[number];

/** What a key is meant to be; null where the user does not say. */
export interface Expectation {
  readonly permissions: readonly Permission[] | null;
  readonly ips: readonly string[] | null;
}

/** What an account has to give for its exchange, and which of the exchange's hazards it may accept. */
export interface ExchangeNeeds {
  readonly credentials: CredentialNeeds;
  readonly hazards: readonly string[];
}

/** The names a configuration may use. */
export interface Vocabulary {
  /** Of every exchange that keyaudit knows. */
  readonly exchangeIds: readonly string[];
  /** By exchange id; those that the file mentions at least. */
  readonly exchanges: ReadonlyMap<string, ExchangeNeeds>;
  /** Ids of checks. */
  readonly checks: readonly string[];
}
