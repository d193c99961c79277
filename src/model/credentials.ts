import type { Secret } from './secret.js';

/**
 * What signs a request, or says for whom it is. Which of them an exchange needs is its adapter's to say. Names are
 * ccxt's: `password` is what exchanges call the passphrase, `walletAddress` is public, `privateKey` a wallet's or
 * an agent's.
 */
export const credentialNames = [
  'apiKey',
  'secret',
  'password',
  'uid',
  'accountId',
  'login',
  'twofa',
  'walletAddress',
  'privateKey',
  'token',
] as const;
export type CredentialName = (typeof credentialNames)[number];

export type Credentials = { readonly [Name in CredentialName]?: Secret };

/** What a key of one exchange is made of. */
export interface CredentialNeeds {
  /** Without each of these nothing can be asked. */
  readonly needed: readonly CredentialName[];
  /** What tells more where it is given. */
  readonly optional: readonly CredentialName[];
}

/** Where an account's credentials are read from; nothing is read yet. */
export type CredentialSource =
  /** `names`: the environment variable of each; `<name>_FILE` may name a file instead. */
  | { readonly kind: 'env'; readonly names: Readonly<Partial<Record<CredentialName, string>>> }
  /** `entry`: the entry's account name in the OS keychain. */
  | { readonly kind: 'keychain'; readonly entry: string };
