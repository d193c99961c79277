import type { Environment } from './environment.js';
import type { Fact, Unknown } from './fact.js';

/**
 * What a key may do:
 * - `read`: see balances, orders, history;
 * - `trade`: place or cancel orders, borrow for a trade, convert;
 * - `transfer`: move funds between wallets and sub-accounts of the same owner;
 * - `withdraw`: send funds to somebody else, on a chain or inside the exchange;
 * - `manage`: create or change keys or sub-accounts.
 */
export const permissions = ['read', 'trade', 'transfer', 'withdraw', 'manage'] as const;
export type Permission = (typeof permissions)[number];

/** `other`: a word that keyaudit knows and that is none of the five; `unrecognized`: a word it does not know. */
export const grantScopes = [...permissions, 'other', 'unrecognized'] as const;
export type GrantScope = (typeof grantScopes)[number];

/** One right the key holds, in the exchange's own word. A word with two meanings appears once for each. */
export interface Grant {
  readonly name: string;
  readonly scope: GrantScope;
}

/** From where the key may be used. */
export type IpRestriction =
  | { readonly restricted: false }
  /** `allowed`: addresses and CIDR ranges as the exchange prints them. */
  | { readonly restricted: true; readonly allowed: Fact<readonly string[]> };

/** How a report names a key without giving it away. */
export interface KeyIdentity {
  /** `sha256:` and 64 hex digits, of the exchange's id and the API key; `unknown` where no API key could be read. */
  readonly fingerprint: string;
  /** The first and last characters of the API key: `vmPU…8z4A`. */
  readonly masked: string;
  /** As the exchange shows it, where it hides a part: no other account's fingerprint can be compared with this one's. */
  readonly shown?: string;
}

/** `calling`: the key that asked; `sibling`: another key of the same account; `sub-account`: a sub-account's key. */
export const relations = ['calling', 'sibling', 'sub-account'] as const;
export type Relation = (typeof relations)[number];

/**
 * What signs: `api-key`, made by the exchange; `agent`, a key that the owner of a wallet let act for it (an API wallet,
 * session key, subkey, authenticator, key slot); `master-key`, the wallet's own key, which may do everything.
 */
export const keyKinds = ['api-key', 'agent', 'master-key'] as const;
export type KeyKind = (typeof keyKinds)[number];

/** Whether the same secret signs and verifies, or a private key signs whose public half alone the exchange has. */
export type KeyType = 'symmetric' | 'asymmetric';

/** What an exchange told about one key. All that it did not tell is unknown, with the reason. */
export interface KeyDescription {
  /** Left out where the exchange knows API keys only. */
  readonly kind?: Fact<KeyKind>;
  /** The sub-account the key belongs to, by the exchange's name or id; null for the master account. */
  readonly owner: Fact<string | null>;
  /** The exchange's own note on the key; null where the user left it empty. */
  readonly label: Fact<string | null>;
  readonly permissions: Readonly<Record<Permission, Fact<boolean>>>;
  /** Every right in the exchange's words; unknown where the list itself could not be read. */
  readonly grants: Fact<readonly Grant[]>;
  readonly ipRestriction: Fact<IpRestriction>;
  readonly createdAt: Fact<Date>;
  readonly modifiedAt: Fact<Date>;
  /** null: the key never expires. */
  readonly expiresAt: Fact<Date | null>;
  /** null: never used. */
  readonly lastUsedAt: Fact<Date | null>;
  readonly enabled: Fact<boolean>;
}

/** A key's description together with which key it is. */
export interface KeyFacts extends KeyDescription {
  readonly identity: KeyIdentity;
  readonly relation: Relation;
  readonly kind: Fact<KeyKind>;
  /** Whether the exchange accepts these credentials; unknown where it could not be reached, or did not say. */
  readonly accepted: Fact<boolean>;
  /** How it signs; known of a key that was used. */
  readonly keyType: Fact<KeyType>;
  /** Which site accepts it; known of a key that was used. */
  readonly environment: Fact<Environment>;
}

/** A description in which everything is unknown for one reason. */
export function unknownDescription(why: Unknown): KeyDescription {
  return {
    owner: why,
    label: why,
    permissions: { read: why, trade: why, transfer: why, withdraw: why, manage: why },
    grants: why,
    ipRestriction: why,
    createdAt: why,
    modifiedAt: why,
    expiresAt: why,
    lastUsedAt: why,
    enabled: why,
  };
}
