import type { CredentialName, CredentialSource, Credentials } from '../model/credentials.js';
import { type Environment, readFromEnvironment } from './environment.js';
import { type Keychain, readFromKeychain } from './keychain.js';

/** Where sources are looked up: one of each for a whole scan, so that the keychain is read once. */
export interface Sources {
  readonly env: Environment;
  readonly keychain: Keychain;
}

/** Whose credentials are wanted, and which. */
export interface CredentialNeeds {
  /** The exchange's id; an entry of the keychain for another exchange is refused. */
  readonly exchange: string;
  readonly credentials: readonly CredentialName[];
}

/**
 * Reads the credentials that an exchange needs from where the account keeps them.
 *
 * @throws AccountError of kind `credential-source`; its message names the place, never what is in it
 */
export async function openCredentials(
  source: CredentialSource,
  needs: CredentialNeeds,
  { env, keychain }: Sources,
): Promise<Credentials> {
  switch (source.kind) {
    case 'env':
      return await readFromEnvironment(source.names, needs.credentials, env);
    case 'keychain':
      return await readFromKeychain(source.entry, needs.exchange, needs.credentials, keychain);
  }
}
