import type { Place } from './account.js';
import type { AccountErrorKind } from './account-error.js';
import type { UnknownReason } from './fact.js';
import type { Grant, KeyKind, Permission, Relation } from './key-facts.js';
import type { Protection, Reader, RepositoryState } from './key-file.js';
import type { Waiver } from './policy.js';
import type { Remedy } from './remedy.js';
import type { Severity } from './severity.js';

/** What keyaudit says: a plain object that JSON holds without loss. Times are ISO 8601, UTC, with milliseconds. */
export interface Report {
  readonly schemaVersion: 1;
  readonly tool: { readonly name: 'keyaudit'; readonly version: string };
  readonly startedAt: string;
  readonly finishedAt: string;
  readonly summary: Summary;
  /** In the order of the configuration. */
  readonly accounts: readonly AccountReport[];
  /** In the order of the accounts; of each account the calling key first. */
  readonly keys: readonly KeyReport[];
  /** The gravest first; what could not be verified after what was found. */
  readonly findings: readonly Finding[];
  /** The policy's waivers, and what became of each; without those of which nothing is known. */
  readonly waivers: readonly WaiverReport[];
  /** null where nothing was to be compared with earlier scans. */
  readonly history: HistoryReport | null;
}

/** What this audit was compared with. */
export interface HistoryReport {
  /** When the latest earlier scan of these accounts was; null where there was none. */
  readonly comparedWith: string | null;
  /** The names of the accounts of which no earlier scan told: of them, changes show from the next one on. */
  readonly firstSeen: readonly string[];
  /** Why there was nothing to compare with, or not all, in a sentence; else null. */
  readonly problem: string | null;
}

/** `used`: it waives a finding of this report; `unused`: none, and all was told that it could be about; `expired`: it no longer waives anything. */
export const waiverStates = ['used', 'unused', 'expired'] as const;
export type WaiverState = (typeof waiverStates)[number];

export interface WaiverReport extends Waiver {
  readonly state: WaiverState;
}

/**
 * `fail`: an open finding at or above the threshold; `incomplete`: none, but an account is `partial` or `failed`, or
 * neither its exchange was asked nor its files looked at.
 */
export const verdicts = ['pass', 'fail', 'incomplete'] as const;
export type ReportVerdict = (typeof verdicts)[number];

export interface Summary {
  readonly verdict: ReportVerdict;
  readonly accounts: number;
  /** How many of them were not asked, since the audit was one without the network. */
  readonly notAsked: number;
  readonly keys: number;
  /** Open findings that failed. */
  readonly findings: Readonly<Record<Severity, number>>;
  readonly unverifiable: number;
  readonly waived: number;
  /** Findings that an earlier report had. */
  readonly inBaseline: number;
}

/**
 * `audited`: every call was answered, and every answer told what it should of rights and IP restriction;
 * `partial`: a call was refused, or an answer that should have told of these could not be read; `failed`:
 * nothing could be learnt; `not-asked`: an audit without the network, which asks no exchange.
 */
export const accountStatuses = ['audited', 'partial', 'failed', 'not-asked'] as const;
export type AccountStatus = (typeof accountStatuses)[number];

export interface AccountReport {
  readonly name: string;
  readonly exchange: string;
  readonly status: AccountStatus;
  /** null where nothing went wrong. */
  readonly error: { readonly kind: AccountErrorKind; readonly message: string } | null;
  /** null where the exchange tells nothing of it, or was not asked. */
  readonly safety: SafetyReport | null;
  /** null where no file in or below the working directory declares it. */
  readonly declaredAt: Place | null;
  /** The files in which its key lies; none for a keychain, a command, or variables. null where nobody looked. */
  readonly storage: readonly KeyFileReport[] | null;
}

/** How a file is kept in which a key lies. What is unknown is null or "unknown", and named under `unknown`. */
export interface KeyFileReport {
  /** Relative to the working directory where it lies below, with slashes; else as people know it. */
  readonly path: string;
  readonly protection: Protection | 'unknown';
  /** Who else may read it by its mode; null where that is not known. */
  readonly readableBy: readonly Reader[] | null;
  /** Whether a folder above lets none of those pass. */
  readonly folderClosed: boolean | null;
  readonly repository: RepositoryState | 'unknown';
  readonly unknown: readonly UnknownFact[];
}

export const switchStates = ['on', 'off', 'unknown'] as const;
export type SwitchState = (typeof switchStates)[number];

/** What the exchange told of the account around its keys. */
export interface SafetyReport {
  /** `on`: withdrawals go only to addresses that were saved beforehand. */
  readonly withdrawalWhitelist: SwitchState;
  /** Of the saved addresses: null where `unknown` names it; a `newestAt` of null is else: there is none. */
  readonly withdrawalAddresses: { readonly count: number | null; readonly newestAt: string | null };
  readonly twoFactor: SwitchState;
  readonly multiSignature: SwitchState;
  /** Whether the exchange lets the account trade. */
  readonly trading: SwitchState;
  /** null where they were not asked for, or are not told. */
  readonly subAccounts: readonly SubAccountReport[] | null;
  /** Everything here that is not known; `fact` is the path of the field in this object. */
  readonly unknown: readonly UnknownFact[];
}

export interface SubAccountReport {
  readonly owner: string;
  readonly trading: SwitchState;
  readonly twoFactor: SwitchState;
}

export const permissionStates = ['granted', 'denied', 'unknown'] as const;
export type PermissionState = (typeof permissionStates)[number];

export const ipStates = ['restricted', 'unrestricted', 'unknown'] as const;
export type IpState = (typeof ipStates)[number];

export const enabledStates = ['yes', 'no', 'unknown'] as const;
export type EnabledState = (typeof enabledStates)[number];

export interface KeyReport {
  readonly account: string;
  readonly exchange: string;
  readonly fingerprint: string;
  readonly masked: string;
  readonly label: string | null;
  readonly relation: Relation;
  /** What signs: a key of the exchange's, an agent of a wallet, or the wallet's own key. */
  readonly kind: KeyKind | 'unknown';
  readonly owner: string | null;
  readonly permissions: Readonly<Record<Permission, PermissionState>>;
  readonly grants: readonly Grant[];
  /** `allowed`: null where there is no list, or it is not exposed. */
  readonly ipRestriction: { readonly state: IpState; readonly allowed: readonly string[] | null };
  /** A time that is null is unknown where `unknown` names it; else there is none (`expiresAt`: never ends). */
  readonly createdAt: string | null;
  readonly modifiedAt: string | null;
  readonly expiresAt: string | null;
  readonly lastUsedAt: string | null;
  readonly enabled: EnabledState;
  /** Everything about this key that is not known; `fact` is the path of the field in this object. */
  readonly unknown: readonly UnknownFact[];
}

export interface UnknownFact {
  readonly fact: string;
  readonly reason: UnknownReason;
  readonly detail: string;
}

/** A check that a key does not pass. `unverifiable`: a fact that the check needs is unknown. */
export const outcomes = ['fail', 'unverifiable'] as const;
export type Outcome = (typeof outcomes)[number];

export interface Finding {
  /** Stable over runs: made from check, exchange and key fingerprint. */
  readonly id: string;
  readonly check: string;
  readonly outcome: Outcome;
  /** Of an unverifiable finding: how grave it would be at worst. */
  readonly severity: Severity;
  readonly account: string;
  readonly exchange: string;
  /** The key's fingerprint; null for a finding about the account, or about a file. */
  readonly key: string | null;
  /**
   * The path of the file that it is about, as `accounts[].storage` has it; else null. A file with the keys of several
   * accounts is told of once, at one of them.
   */
  readonly file: string | null;
  readonly title: string;
  /** The evidence, in the exchange's words. */
  readonly detail: string;
  /** What it rests on, a text for each thing, without what changes by the day alone; for comparing reports. */
  readonly evidence: readonly string[];
  /** What else is wrong for the same cause, by other checks; not findings of their own. */
  readonly includes: readonly FindingPart[];
  /** Whether an earlier report had it, no less grave and with this evidence: then it is not open. */
  readonly inBaseline: boolean;
  readonly remediation: Remedy;
  readonly references: readonly string[];
  readonly waiver: {
    readonly reason: string;
    readonly expires: string;
    readonly owner: string | null;
  } | null;
}

export interface FindingPart {
  readonly check: string;
  readonly severity: Severity;
  readonly title: string;
  readonly detail: string;
  readonly evidence: readonly string[];
  readonly remediation: Remedy;
}
