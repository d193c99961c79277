import type { CredentialNeeds, Credentials, DirectorySource } from '../model/credentials.js';
import type { Environment } from './environment.js';
import { credentialError } from './secret-text.js';

/** Reads the credentials that an exchange takes from a folder with a file for each. */
export async function readFromDirectory(
  _source: DirectorySource,
  _needs: CredentialNeeds,
  _env: Environment,
): Promise<Credentials> {
  throw credentialError('this source is not supported yet');
}
