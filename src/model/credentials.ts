import type { Secret } from './secret.js';

/** What signs a request. Which of them an exchange needs is its adapter's to say. Names are ccxt's. */
export const credentialNames = ['apiKey', 'secret', 'password'] as const;
export type CredentialName = (typeof credentialNames)[number];

/** `password` is what exchanges call the passphrase. */
export type Credentials = { readonly [Name in CredentialName]?: Secret };
