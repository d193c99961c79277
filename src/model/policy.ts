import type { Severity } from './severity.js';

/** What the user decided about findings. */
export interface Policy {
  /** An open finding at least this grave fails the audit. */
  readonly failOn: Severity;
  /** A key changed no longer ago than this many days counts as recently changed. */
  readonly recentDays: number;
  /** By check: `off`, or the severity that all its findings get. */
  readonly checks: Readonly<Record<string, 'off' | { readonly severity: Severity }>>;
  readonly waivers: readonly Waiver[];
}

/** A finding that the user accepts for a time. It stays in every report, marked, and does not fail the audit. */
export interface Waiver {
  readonly check: string;
  readonly account: string;
  readonly reason: string;
  /** The last day it holds, as YYYY-MM-DD; a day ends at midnight UTC. */
  readonly expires: string;
}

export const defaultPolicy: Policy = { failOn: 'high', recentDays: 30, checks: {}, waivers: [] };
