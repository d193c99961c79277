import type { CredentialNeeds, CredentialSource } from '../model/credentials.js';
import type { Environment } from '../model/environment.js';
import type { Policy } from '../model/policy.js';
import type { Expectation, Purpose } from '../model/purpose.js';
import type { SecretSource, Target, When } from '../model/target.js';
import type { Explained } from './policy-layers.js';

/** A configuration file, checked: every name in it is known, every default filled in. It never holds a secret. */
export interface Config {
  /** The file, as messages to the user call it. */
  readonly file: string;
  /** At least one; in the order of the file, names unique. */
  readonly accounts: readonly ConfigAccount[];
  /** With the file's waivers. */
  readonly policy: Policy;
  /** Who is told of what is found; no two have the same address. */
  readonly notify: readonly ConfigTarget[];
  /** Whole sentences to say on stderr: keys that are accepted but not acted on. */
  readonly notices: readonly string[];
  /** Each value of the policy, and where it comes from. */
  readonly explained: readonly Explained[];
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
  readonly environment: Environment | null;
  /** Where the account begins in the file; the first line is 1. */
  readonly line: number;
}

/** Somebody to be told; nothing secret is opened yet. */
export type ConfigTarget = Target<SecretSource> & {
  /** What tells it from every other target, and stays the same when the file is put in another order. */
  readonly address: string;
  readonly when: readonly When[];
  /** Where it stands: "keyaudit.config.yaml:12". */
  readonly at: string;
};

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
  /** YYYY-MM-DD: what ends more than a year later is no waiver. */
  readonly today: string;
}
