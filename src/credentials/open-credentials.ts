import type { CredentialNeeds, CredentialSource, Credentials } from '../model/credentials.js';
import type { Secret } from '../model/secret.js';
import { type Environment, readFromEnvironment } from './environment.js';
import { type Keychain, readFromKeychain } from './keychain.js';
import type { Programs } from './programs.js';
import { locate } from './systemd.js';

/** Where sources are looked up: one of each for a whole scan, so that the keychain is read once. */
export interface Sources {
  readonly env: Environment;
  readonly keychain: Keychain;
  /** Asks a person for the password of a file; null where nobody is there to be asked. */
  readonly askPassword: ((question: string) => Promise<Secret>) | null;
  /** Runs the programs that print credentials; left out where none may be run. */
  readonly programs?: Programs | null;
  /** Aborted when the scan is called off. */
  readonly signal?: AbortSignal;
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
  const { env, keychain, programs = null, signal } = sources;
  const place = locate(source, env);
  // What is not the environment or the keychain is loaded when an account has it.
  switch (place.kind) {
    case 'env':
      return await readFromEnvironment(place.names, needs, env, sources);
    case 'keychain':
      return await readFromKeychain(place.entry, exchange, needs, keychain);
    case 'file':
      return await (await import('./credential-file.js')).readFromFile(place, exchange, needs, sources);
    case 'age':
      return await (await import('./age.js')).readFromAge(place, exchange, needs, sources);
    case 'directory': {
      const { readFromDirectory } = await import('./directory.js');
      return await readFromDirectory(place, exchange, needs, { programs, signal });
    }
    case 'command':
      return await (await import('./command.js')).readFromCommand(place, exchange, needs, programs);
    case 'op': {
      const { readFromOnePassword } = await import('./one-password.js');
      return await readFromOnePassword(place.references, needs, programs);
    }
  }
}
