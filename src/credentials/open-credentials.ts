import type { CredentialNeeds, CredentialSource, Credentials } from '../model/credentials.js';
import type { Secret } from '../model/secret.js';
import { type Environment, readFromEnvironment } from './environment.js';
import { type Keychain, readFromKeychain } from './keychain.js';

/** Where sources are looked up: one of each for a whole scan, so that the keychain is read once. */
export interface Sources {
  readonly env: Environment;
  readonly keychain: Keychain;
  /** Asks a person for the password of a file; null where nobody is there to be asked. */
  readonly askPassword: ((question: string) => Promise<Secret>) | null;
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
  sources: Sources,
): Promise<Credentials> {
  // What is not the environment or the keychain is loaded when an account has it.
  switch (source.kind) {
    case 'env':
      return await readFromEnvironment(source.names, needs, sources.env);
    case 'keychain':
      return await readFromKeychain(source.entry, exchange, needs, sources.keychain);
    case 'file':
      return await (await import('./credential-file.js')).readFromFile(source, exchange, needs, sources);
    case 'age':
      return await (await import('./age.js')).readFromAge(source, exchange, needs, sources);
    case 'directory':
      return await (await import('./directory.js')).readFromDirectory(source, needs, sources.env);
    case 'command':
      return await (await import('./command.js')).readFromCommand(source, exchange, needs, sources.env);
    case 'op':
      return await (await import('./one-password.js')).readFromOnePassword(
        source.references,
        needs,
        sources.env,
      );
  }
}
