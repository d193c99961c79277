import type { Secret } from './secret.js';

/** What signs a request. Which of them an exchange needs is its adapter's to say. Names are ccxt's. */
export const credentialNames = ['apiKey', 'secret', 'password'] as const;
export type CredentialName = (typeof credentialNames)[number];

/** `password` is what exchanges call the passphrase. */
export type Credentials = { readonly [Name in CredentialName]?: Secret };

/** Where an account's credentials are read from; nothing is read yet. */
export type CredentialSource =
  /** `names`: the environment variable of each; `<name>_FILE` may name a file instead. */
  | { readonly kind: 'env'; readonly names: Readonly<Partial<Record<CredentialName, string>>> }
  /** `entry`: the entry's account name in the OS keychain. */
  | { readonly kind: 'keychain'; readonly entry: string };
