/** What a user may have to do at an exchange; every adapter gives the steps for each. */
export const remedyIds = [
  'disable-withdrawals',
  'disable-transfers',
  'restrict-ips',
  'confirm-change',
  'review-permission',
  'replace-key',
  'look-up-key',
] as const;
export type RemedyId = (typeof remedyIds)[number];

export interface Remedy {
  /** What to do, in one sentence. */
  readonly summary: string;
  /** In order, each one action. */
  readonly steps: readonly string[];
  /** The page at the exchange; empty for an exchange that keyaudit does not know. */
  readonly url: string;
}
