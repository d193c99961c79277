import { AccountError } from '../model/account-error.js';
import type { CredentialSource } from '../model/credentials.js';
import { variables } from './environment.js';
import type { Sources } from './open-credentials.js';

/**
 * Whether a source has nothing at all, as in a job that is given no secrets: every variable unset or empty, no such
 * entry in the keychain. What is there in part, or cannot be read, is there; so is every other source until it is
 * opened. Opens nothing, but reads the keychain's list.
 */
export async function isAbsent(
  source: CredentialSource,
  { env, keychain }: Pick<Sources, 'env' | 'keychain'>,
): Promise<boolean> {
  switch (source.kind) {
    case 'env':
      return Object.values(source.names)
        .flatMap(variables)
        .every((name) => !env[name]);
    case 'keychain':
      return await hasNoEntry(keychain, source.entry);
    default:
      return false;
  }
}

async function hasNoEntry(keychain: Sources['keychain'], name: string): Promise<boolean> {
  try {
    return !(await keychain.entries()).has(name);
  } catch (error) {
    if (!(error instanceof AccountError)) throw error;
    // Locked, or there is none: reading the account says which.
    return false;
  }
}
