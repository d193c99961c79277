import type { AgeSource, CredentialNeeds, Credentials } from '../model/credentials.js';
import type { Environment } from './environment.js';
import { credentialError } from './secret-text.js';

/** Reads the credentials that an exchange takes from an entry of a file that age encrypted. */
export async function readFromAge(
  _source: AgeSource,
  _exchange: string,
  _needs: CredentialNeeds,
  _env: Environment,
): Promise<Credentials> {
  throw credentialError('this source is not supported yet');
}
