import type { CredentialNeeds, CredentialSource, Credentials } from '../model/credentials.js';
import { type Environment, readFromEnvironment } from './environment.js';
import { type Keychain, readFromKeychain } from './keychain.js';

/** Where sources are looked up: one of each for a whole scan, so that the keychain is read once. */
export interface Sources {
  readonly env: Environment;
  readonly keychain: Keychain;
}

/**
 * Reads the credentials that an exchange takes from where the account keeps them.
 *
 * @param exchange the exchange's id; an entry of the keychain for another exchange is refused
 * @throws AccountError of kind `credential-source`; its message names the place, never what is in it
 */
export async function openCredentials(
  source: CredentialSource,
  exchange: string,
  needs: CredentialNeeds,
  { env, keychain }: Sources,
): Promise<Credentials> {
  switch (source.kind) {
    case 'env':
      return await readFromEnvironment(source.names, needs, env);
    case 'keychain':
      return await readFromKeychain(source.entry, exchange, needs, keychain);
  }
}
