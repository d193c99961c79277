import type { CredentialName, CredentialNeeds, Credentials } from '../model/credentials.js';
import type { Secret } from '../model/secret.js';

/**
 * The credentials that an exchange takes, one after another: all that it needs, and of the optional ones those that
 * are there.
 * @param read throws where there is none
 */
export async function takeEach(
  { needed, optional }: CredentialNeeds,
  isThere: (credential: CredentialName) => boolean,
  read: (credential: CredentialName) => Promise<Secret>,
): Promise<Credentials> {
  const found: Partial<Record<CredentialName, Secret>> = {};
  for (const credential of [...needed, ...optional.filter(isThere)]) {
    found[credential] = await read(credential);
  }
  return found;
}
