import type { CredentialName, CredentialNeeds, Credentials } from '../model/credentials.js';
import type { Environment } from './environment.js';
import { credentialError } from './secret-text.js';

/** Reads the credentials that an exchange takes from 1Password. */
export async function readFromOnePassword(
  _references: Readonly<Partial<Record<CredentialName, string>>>,
  _needs: CredentialNeeds,
  _env: Environment,
): Promise<Credentials> {
  throw credentialError('this source is not supported yet');
}
