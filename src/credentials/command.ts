import type { CommandSource, CredentialNeeds, Credentials } from '../model/credentials.js';
import type { Environment } from './environment.js';
import { credentialError } from './secret-text.js';

/** Reads the credentials that an exchange takes from what a program prints. */
export async function readFromCommand(
  _source: CommandSource,
  _exchange: string,
  _needs: CredentialNeeds,
  _env: Environment,
): Promise<Credentials> {
  throw credentialError('this source is not supported yet');
}
