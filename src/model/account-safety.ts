import type { Fact } from './fact.js';

/** What an exchange told of the account around its keys. All that it did not tell is unknown, with the reason. */
export interface AccountSafety {
  /** Whether withdrawals go only to addresses that were saved beforehand. */
  readonly withdrawalWhitelist: Fact<boolean>;
  /** How many withdrawal addresses are saved. The addresses themselves are not kept. */
  readonly withdrawalAddresses: Fact<number>;
  /** When the newest of them was saved; null where there is none. */
  readonly newestAddressAt: Fact<Date | null>;
  /** Whether a second factor is set up. */
  readonly twoFactor: Fact<boolean>;
  /** Whether more than one signature is needed to move funds. */
  readonly multiSignature: Fact<boolean>;
  /** Whether the exchange lets the account trade at all. */
  readonly trading: Fact<boolean>;
  /** The account's sub-accounts; asked for with the depth `sub-accounts` only. */
  readonly subAccounts: Fact<readonly SubAccountSafety[]>;
}

export interface SubAccountSafety {
  /** The sub-account, by the exchange's name or id. */
  readonly owner: string;
  /** Whether the exchange lets it trade. */
  readonly trading: Fact<boolean>;
  /** Whether a second factor is set up. */
  readonly twoFactor: Fact<boolean>;
}

export const safetyFacts = [
  'withdrawalWhitelist',
  'withdrawalAddresses',
  'newestAddressAt',
  'twoFactor',
  'multiSignature',
  'trading',
  'subAccounts',
] as const satisfies readonly (keyof AccountSafety)[];
export type SafetyFact = (typeof safetyFacts)[number];
