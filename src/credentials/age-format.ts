import { armor, Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import type { Secret } from '../model/secret.js';
import { credentialError } from './secret-text.js';

/** What may open a file; each is asked for when the file turns out to need it. */
export interface AgeKeys {
  /** Identities, as `age-keygen` writes them, without its comments. */
  readonly identities: () => Promise<readonly string[]>;
  readonly passphrase: () => Promise<Secret>;
}

const firstLine = 'age-encryption.org/v1\n';
const armorLine = '-----BEGIN AGE ENCRYPTED FILE-----';

/** Whether a file begins as one that age encrypted, armored or not. https://age-encryption.org/v1 */
export function isAgeFile(bytes: Uint8Array): boolean {
  const start = beginningOf(bytes);
  return start.startsWith(firstLine) || start.trimStart().startsWith(armorLine);
}

function beginningOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.subarray(0, 200)).toString('latin1');
}

/**
 * The plaintext of a file that age encrypted. Whoever asks overwrites it.
 * @param shown what messages call the file
 * @throws AccountError of kind `credential-source` that says whether it is the file or what opens it
 */
export async function decryptAge(bytes: Uint8Array, shown: string, keys: AgeKeys): Promise<Uint8Array> {
  if (!isAgeFile(bytes)) throw credentialError(`${shown} is not a file that age encrypted`);
  const file = withoutArmor(bytes, shown);
  const decrypter = new Decrypter();
  const isLocked = beginningOf(file).startsWith(`${firstLine}-> scrypt `);
  if (isLocked) decrypter.addPassphrase((await keys.passphrase()).reveal());
  else for (const identity of await keys.identities()) decrypter.addIdentity(identity);
  try {
    return await decrypter.decrypt(file);
  } catch (error) {
    // The library's other messages say no more that helps, and are not keyaudit's own.
    const isOther = error instanceof Error && error.message.startsWith('no identity matched');
    if (!isOther) throw credentialError(`${shown} is damaged, or cut off`);
    throw credentialError(
      isLocked
        ? `the passphrase does not open ${shown}`
        : `${shown} is not encrypted to the identity that keyaudit was given`,
    );
  }
}

function withoutArmor(bytes: Uint8Array, shown: string): Uint8Array {
  if (beginningOf(bytes).startsWith(firstLine)) return bytes;
  try {
    return armor.decode(Buffer.from(bytes).toString('latin1'));
  } catch {
    throw credentialError(`${shown} is damaged, or cut off`);
  }
}

/** A text encrypted to recipients (`age1…`), as a text. */
export async function encryptAge(text: string, recipients: readonly string[]): Promise<string> {
  const encrypter = new Encrypter();
  for (const recipient of recipients) encrypter.addRecipient(recipient);
  const bytes = Buffer.from(text);
  try {
    return armor.encode(await encrypter.encrypt(bytes));
  } finally {
    bytes.fill(0);
  }
}

/** Whether a text names somebody to encrypt to: an X25519 or post-quantum key, no plugin's and no SSH key. */
export function isRecipient(text: string): boolean {
  return isTaken(() => new Encrypter().addRecipient(text));
}

/** Whether a text is an identity that decrypts. */
export function isIdentity(text: string): boolean {
  return isTaken(() => new Decrypter().addIdentity(text));
}

function isTaken(take: () => void): boolean {
  try {
    take();
    return true;
  } catch {
    return false;
  }
}

/** A new identity, and the recipient that it decrypts for. */
export async function createIdentity(): Promise<{ readonly identity: string; readonly recipient: string }> {
  const identity = await generateX25519Identity();
  return { identity, recipient: await identityToRecipient(identity) };
}
