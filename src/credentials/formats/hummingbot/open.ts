import { dirname } from 'node:path';
import { AccountError } from '../../../model/account-error.js';
import type { CredentialName, Credentials } from '../../../model/credentials.js';
import type { Secret } from '../../../model/secret.js';
import { credentialError, toSecret } from '../../secret-text.js';
import { takeDecrypted } from '../decrypted.js';
import type { CredentialFile } from '../format.js';
import { decryptKeyfile, type Keyfile, readKeyfile } from './keyfile.js';

/** What a connector's file has for a credential. */
export interface Field {
  readonly credential: CredentialName;
  /** What messages call it. */
  readonly place: string;
  readonly text: string;
}

/**
 * Opens fields of a connector's file. The password is only asked for where all of them can be decrypted; then they
 * are, at the same time: each is a derivation of its own.
 * @throws AccountError of kind `credential-source`
 */
export async function openFields(file: CredentialFile, fields: readonly Field[]): Promise<Credentials> {
  const plain = fields.filter(isPlain);
  const encrypted = fields
    .filter((field) => !isPlain(field))
    .map((field) => ({ ...field, keyfile: toKeyfile(field.text, field.place) }));
  const [first] = encrypted;
  const decrypted =
    first === undefined ? [] : await decryptAll(encrypted, await passwordOf(file, first.keyfile));
  return Object.fromEntries([
    ...plain.map(({ credential, text, place }) => [credential, toSecret(credential, text, place)]),
    ...decrypted,
  ]);
}

/** Public ones, of which hummingbot leaves some as they are. */
const publicNames: readonly CredentialName[] = ['accountId', 'uid', 'walletAddress'];

function isPlain({ credential, text }: Field): boolean {
  return publicNames.includes(credential) && !looksEncrypted(text);
}

/** Whether a text is hex that begins like a JSON object. */
function looksEncrypted(text: string): boolean {
  return text.startsWith('7b');
}

/** A file holds each keyfile as hex of its JSON. */
function toKeyfile(text: string, place: string): Keyfile {
  if (!looksEncrypted(text)) throw credentialError(`${place} is not encrypted as hummingbot does it`);
  return readKeyfile(Buffer.from(text, 'hex').toString(), place);
}

async function decryptAll(
  fields: readonly (Field & { readonly keyfile: Keyfile })[],
  password: Secret,
): Promise<readonly (readonly [CredentialName, Secret])[]> {
  return await Promise.all(
    fields.map(async ({ credential, place, keyfile }) => {
      const bytes = await decryptKeyfile(keyfile, password);
      if (bytes === null)
        throw credentialError(`${place} is damaged, or was encrypted with another password`);
      return [credential, takeDecrypted(credential, bytes, place)] as const;
    }),
  );
}

/** The password is that of the whole folder, where it has the file to try it on; else it is tried on a field. */
async function passwordOf(file: CredentialFile, field: Keyfile): Promise<Secret> {
  const check = await verificationBeside(file);
  const keyfile = check === null ? field : toKeyfile(check.text.trim(), check.shown);
  return await file.password({
    of: check?.path ?? file.path,
    place: check === null ? file.shown : `hummingbot’s folder ${dirname(check.shown)}`,
    variables: ['HBOT_PASSWORD', 'CONFIG_PASSWORD'],
    isRight: async (password) => {
      const bytes = await decryptKeyfile(keyfile, password);
      bytes?.fill(0);
      return bytes !== null;
    },
  });
}

/** null where it cannot be read: it only serves to tell a wrong password from a damaged key. */
async function verificationBeside(file: CredentialFile): Promise<CredentialFile | null> {
  try {
    return await file.readBeside('../.password_verification');
  } catch (error) {
    if (error instanceof AccountError) return null;
    throw error;
  }
}
