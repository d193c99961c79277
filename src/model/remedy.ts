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

/** What there may be to do that is much the same everywhere; where an adapter has no steps, general ones are given. */
export const generalRemedyIds = [
  'use-whitelist',
  'confirm-address',
  'replace-master-key',
  'delete-unknown-key',
  'confirm-deletion',
  'delete-key',
  'rotate-key',
  'add-permission',
  'use-sub-account',
  'split-key',
  'separate-test-key',
  'use-key-pair',
] as const;
export type GeneralRemedyId = (typeof generalRemedyIds)[number];

export type RemedyId = KeyRemedyId | GeneralRemedyId;

/** What there may be to do about a file in which a key lies. */
export const fileRemedyIds = [
  'close-file',
  'take-out-of-repository',
  'treat-as-plain',
  'move-to-keychain',
  'look-at-file',
] as const;
export type FileRemedyId = (typeof fileRemedyIds)[number];

/** An adapter's steps. */
export type Remedies = Readonly<Record<KeyRemedyId, Remedy> & Partial<Record<GeneralRemedyId, Remedy>>>;

export interface Remedy {
  /** What to do, in one sentence. */
  readonly summary: string;
  /** In order, each one action. */
  readonly steps: readonly string[];
  /** The page at the exchange; empty where there is nothing to do there, or keyaudit does not know the exchange. */
  readonly url: string;
}
