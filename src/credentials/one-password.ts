import type { CredentialName, CredentialNeeds, Credentials } from '../model/credentials.js';
import type { Secret } from '../model/secret.js';
import { notFound } from '../processes/group.js';
import type { Programs } from './programs.js';
import { credentialError, toSecret } from './secret-text.js';
import { takeEach } from './take-each.js';

/**
 * Reads the credentials that an exchange takes from 1Password, by its own program.
 * @param references the `op://` address of each
 * @throws AccountError of kind `credential-source` that names the reference
 */
export async function readFromOnePassword(
  references: Readonly<Partial<Record<CredentialName, string>>>,
  needs: CredentialNeeds,
  programs: Programs | null,
): Promise<Credentials> {
  return await takeEach(
    needs,
    (credential) => references[credential] !== undefined,
    async (credential) => {
      const reference = references[credential];
      if (reference === undefined) throw credentialError(`no op:// reference is given for ${credential}`);
      return await openText(credential, reference, `the reference of ${credential}`, programs);
    },
  );
}

/**
 * A credential from a text that the user wrote: the credential itself, or where it is at 1Password. Never for what
 * an exchange or another stranger wrote, who must not choose what is read.
 *
 * @param place what messages call the place of the text
 * @param programs null where no program may be run: then a reference is refused
 * @throws AccountError of kind `credential-source`
 */
export async function openText(
  credential: CredentialName,
  text: string,
  place: string,
  programs: Programs | null,
): Promise<Secret> {
  const trimmed = text.replace(/\r?\n$/, '');
  if (programs === null || !trimmed.startsWith('op://')) return toSecret(credential, text, place);
  if (!/^op:\/\/[^/\p{Cc}]+\/[^/\p{Cc}]+\/\P{Cc}+$/u.test(trimmed)) {
    throw credentialError(`${place} is no whole reference to 1Password, which is op://vault/item/field`);
  }
  return await readReference(credential, trimmed, programs);
}

async function readReference(
  credential: CredentialName,
  reference: string,
  programs: Programs,
): Promise<Secret> {
  const outcome = await programs.run(['op', 'read', '--no-newline', reference], null);
  const place = `${credential}, read from ${reference} by op,`;
  if ('text' in outcome) return toSecret(credential, outcome.text, place);
  const hint =
    outcome.problem === notFound
      ? '; it is 1Password’s: https://developer.1password.com/docs/cli/get-started'
      : '. Sign in with `op signin`, or set OP_SERVICE_ACCOUNT_TOKEN, and try `op read` with that reference yourself';
  throw credentialError(`${reference} cannot be read: the program op ${outcome.problem}${hint}`);
}
