import type { Severity } from './severity.js';

/** What the user decided about findings. */
export interface Policy {
  /** An open finding at least this grave fails the audit. */
  readonly failOn: Severity;
  readonly thresholds: Thresholds;
  /** By check: `off`, or the severity that all its findings get. */
  readonly checks: CheckSettings;
  /** Vendors that leaked keys, beside those that keyaudit knows. */
  readonly breaches: readonly Breach[];
  readonly waivers: readonly Waiver[];
  /** By account: what differs from the above. */
  readonly accounts: Readonly<Record<string, AccountPolicy>>;
  /** What could not be verified fails the audit as well, and so does a waiver that waived nothing. */
  readonly strict: boolean;
}

export type CheckSettings = Readonly<Record<string, 'off' | { readonly severity: Severity }>>;

export interface AccountPolicy {
  readonly thresholds: Partial<Thresholds>;
  readonly checks: CheckSettings;
}

/** In days. */
export interface Thresholds {
  /** A change that is no older is a recent one. */
  readonly recentDays: number;
  /** A key that is older is an old one. */
  readonly maxAgeDays: number;
  /** A key that was not used for longer is an unused one. */
  readonly unusedDays: number;
  /** A key that ends within these days ends soon. */
  readonly expiresSoonDays: number;
}

/** A vendor that leaked its users' keys. */
export interface Breach {
  readonly vendor: string;
  /** The day it became known, as YYYY-MM-DD. */
  readonly date: string;
  /** Whether every key older than that is meant: the user gave it. Else only keys named after the vendor are. */
  readonly everyKey: boolean;
}

/** A finding that the user accepts for a time. It stays in every report, marked, and does not fail the audit. */
export interface Waiver {
  readonly check: string;
  /** The account's name; null where `key` says which key. */
  readonly account: string | null;
  /** The key's fingerprint; null where `account` says whose. */
  readonly key: string | null;
  readonly reason: string;
  /** Who answers for it; null where nobody is named. */
  readonly owner: string | null;
  /** The last day it holds, as YYYY-MM-DD; a day ends at midnight UTC. */
  readonly expires: string;
}

export const defaultThresholds: Thresholds = {
  recentDays: 30,
  maxAgeDays: 180,
  unusedDays: 30,
  expiresSoonDays: 14,
};

export const defaultPolicy: Policy = {
  failOn: 'high',
  thresholds: defaultThresholds,
  checks: {},
  breaches: [],
  waivers: [],
  accounts: {},
  strict: false,
};

/** What holds for one account. */
export function policyFor(policy: Policy, account: string): Pick<Policy, 'thresholds' | 'checks'> {
  const own = Object.hasOwn(policy.accounts, account) ? policy.accounts[account] : undefined;
  return {
    thresholds: { ...policy.thresholds, ...own?.thresholds },
    checks: { ...policy.checks, ...own?.checks },
  };
}
