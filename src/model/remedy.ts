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
export type KeyRemedyId = (typeof remedyIds)[number];

/** What there may be to do about the account around the keys; where an adapter has no steps, general ones are given. */
export const accountRemedyIds = ['use-whitelist', 'confirm-address', 'replace-master-key'] as const;
export type AccountRemedyId = (typeof accountRemedyIds)[number];

export type RemedyId = KeyRemedyId | AccountRemedyId;

/** An adapter's steps. */
export type Remedies = Readonly<Record<KeyRemedyId, Remedy> & Partial<Record<AccountRemedyId, Remedy>>>;

export interface Remedy {
  /** What to do, in one sentence. */
  readonly summary: string;
  /** In order, each one action. */
  readonly steps: readonly string[];
  /** The page at the exchange; empty for an exchange that keyaudit does not know. */
  readonly url: string;
}
