import type { SubAccountSafety } from './account-safety.js';
import type { Environment } from './environment.js';
import type { Fact, Unknown } from './fact.js';
import type { KeyHistory, VanishedKey } from './history.js';
import type { Grant, IpRestriction, KeyKind, KeyType, Relation } from './key-facts.js';
import type { Protection, Reader, RepositoryState } from './key-file.js';
import type { Breach, Thresholds } from './policy.js';
import type { Intent } from './purpose.js';
import type { FileRemedyId, RemedyId } from './remedy.js';
import type { Severity } from './severity.js';

/**
 * The facts a check can ask for, by the path that names them in a key's report. `keysListed`, `vanishedKeys` and those
 * of `safety` are the account's, for checks of accounts alone; to them, a permission is one that any key has of those that are told of.
 * Those of `file` are a file's in which keys lie, for checks of files alone.
 */
export interface FactValues {
  'permissions.read': boolean;
  'permissions.trade': boolean;
  'permissions.transfer': boolean;
  'permissions.withdraw': boolean;
  'permissions.manage': boolean;
  grants: readonly Grant[];
  ipRestriction: IpRestriction;
  /** Empty where there is no restriction. */
  'ipRestriction.allowed': readonly string[];
  createdAt: Date;
  modifiedAt: Date;
  expiresAt: Date | null;
  lastUsedAt: Date | null;
  label: string | null;
  owner: string | null;
  enabled: boolean;
  accepted: boolean;
  kind: KeyKind;
  relation: Relation;
  keyType: KeyType;
  environment: Environment;
  /** Whether a configured account uses this key. */
  configured: boolean;
  /** Other configured accounts that use this key. */
  sharedWith: readonly string[];
  /** What earlier scans saw of this key; unknown where none did. */
  history: KeyHistory;
  /** Keys that the account has no more, and nobody has acknowledged; unknown without earlier scans. */
  vanishedKeys: readonly VanishedKey[];
  /** Known where the account has no keys but those that are told of. */
  keysListed: true;
  'safety.withdrawalWhitelist': boolean;
  'safety.withdrawalAddresses': number;
  'safety.newestAddressAt': Date | null;
  'safety.twoFactor': boolean;
  'safety.multiSignature': boolean;
  'safety.trading': boolean;
  'safety.subAccounts': readonly SubAccountSafety[];
  'file.protection': Protection;
  'file.readableBy': readonly Reader[];
  /** Whether a folder above the file lets nobody else pass. */
  'file.folderClosed': boolean;
  'file.repository': RepositoryState;
  /** Whether a container's runtime or the service manager laid it there. */
  'file.mounted': boolean;
  /** Whether the keychain could hold the key in its place. */
  'file.movable': boolean;
  /** The accounts whose keys lie in it. */
  'file.accounts': readonly string[];
}
export type FactName = keyof FactValues;

/** What one check says of one key, of one account, or of one file. */
export type Verdict =
  | { readonly outcome: 'pass' }
  /** The question does not arise, by what the exchange offers or by what is known: nothing is said. */
  | { readonly outcome: 'not-applicable' }
  /**
   * `detail`: the evidence, in the exchange's words where it has some. `names`: what the finding names that the facts
   * alone do not give, since it follows from what the user wrote: a right that is not meant.
   */
  | {
      readonly outcome: 'fail';
      readonly severity: Severity;
      readonly detail: string;
      readonly names: readonly string[];
    }
  /** Without these facts there is no answer; the engine makes an unverifiable finding of it. */
  | { readonly outcome: 'lacking'; readonly facts: readonly FactName[] }
  /** What is known does not decide it, for this reason; that, too, is unverifiable. */
  | { readonly outcome: 'undecided'; readonly detail: string };

export const pass: Verdict = { outcome: 'pass' };
export const notApplicable: Verdict = { outcome: 'not-applicable' };

export function fail(severity: Severity, detail: string, names: readonly string[] = []): Verdict {
  return { outcome: 'fail', severity, detail, names };
}

/**
 * For a fact that helps where the exchange tells it. Its silence leaves nothing to ask, and what was refused is told by
 * the account's own error, once; an answer that cannot be read is a gap.
 */
export function unlessUntold({ reason }: Unknown, name: FactName): Verdict {
  return reason === 'not-exposed' || reason === 'refused' ? notApplicable : lacking(name);
}

export function lacking(...facts: FactName[]): Verdict {
  return { outcome: 'lacking', facts };
}

export function undecided(detail: string): Verdict {
  return { outcome: 'undecided', detail };
}

/** What is neither the key's nor the account's: the day, the exchange, the policy, and what the user means the key to be. */
export interface JudgeContext {
  readonly now: Date;
  /** As people call it: "Binance". */
  readonly exchangeName: string;
  readonly offers: Offers;
  readonly thresholds: Thresholds;
  readonly breaches: readonly Breach[];
  /** Of a configured key; null for the account's other keys, and where nobody said. */
  readonly intent: Intent | null;
  /** Where the account's key is meant to work; null where nobody said. */
  readonly environment: Environment | null;
}

/** What an exchange lets its users set up. */
export interface Offers {
  /** Keys can be given an end. */
  readonly expiry: boolean;
  readonly subAccounts: boolean;
  /** Kinds of keys of which the exchange has the public half only, like "Ed25519 or RSA"; null for none. */
  readonly asymmetricKeys: string | null;
}

/**
 * A question about a key, about the account around the keys, or about a file in which a key lies, named by its bad
 * state. `judge` is called once every fact under `needs` is known; the engine answers for it where one is not. Facts under `wants` help, known or not.
 */
export interface Check<Needs extends FactName = FactName, Wants extends FactName = FactName> {
  /** Also the file's name and the word that waivers, policies and reports use. */
  readonly id: string;
  /**
   * What it is asked of: each key; each account, for what is around its keys; each file in which a key lies.
   */
  readonly subject: 'key' | 'account' | 'file';
  /** What is wrong, as a finding's headline. */
  readonly title: string;
  /** The gravest it can be; an unverifiable finding carries it. */
  readonly severity: Severity;
  /** When it is how grave, one line a case, for `keyaudit explain`. */
  readonly severityRules: readonly string[];
  /** Why it matters, in a sentence or two. */
  readonly rationale: string;
  /** A `FileRemedyId` for checks of files, a `RemedyId` for the others. */
  readonly remedy: RemedyId | FileRemedyId;
  /** Ids of standards it fits, as those print them: "CWE-250". */
  readonly references: readonly string[];
  /**
   * Checks that say the same of a key in graver words: where one of them fails, too, this one's finding is told as a
   * part of it.
   */
  readonly partOf?: readonly string[];
  /** Whether its remedy, a new key or none, makes an end of its parts as well: then theirs are not told. */
  readonly endsParts?: boolean;
  readonly needs: readonly Needs[];
  readonly wants: readonly Wants[];
  judge(
    needed: { readonly [Name in Needs]: FactValues[Name] },
    wanted: { readonly [Name in Wants]: Fact<FactValues[Name]> },
    context: JudgeContext,
  ): Verdict;
}

/** Gives `judge` the types of exactly the facts it declares. */
export function defineCheck<Needs extends FactName, Wants extends FactName>(
  check: Check<Needs, Wants>,
): Check {
  // A check is only ever called by the engine, which hands it what its own `needs` and `wants` name.
  return check as unknown as Check;
}

/** Looks a fact up by its name: of a key, of an account, or of a file. */
export type Facts = (name: FactName) => Fact<FactValues[FactName]>;
