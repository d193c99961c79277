import { AccountError } from '../model/account-error.js';
import type { CredentialName } from '../model/credentials.js';
import { Secret } from '../model/secret.js';

/**
 * Takes a credential as it was stored, and refuses what no exchange gives out: it was cut, wrapped or mixed up
 * on the way, and the exchange would only answer that the key is wrong.
 *
 * @param place what messages call the place it comes from, such as a variable's name; the text is never repeated
 * @throws AccountError of kind `credential-source`
 */
export function toSecret(credential: CredentialName, text: string, place: string): Secret {
  const trimmed = text.replace(/\r?\n$/, '');
  const problem = findProblem(credential, trimmed);
  if (problem !== null) throw credentialError(`${place} ${problem}`);
  return new Secret(isPem(credential, trimmed) ? withLineBreaks(trimmed) : trimmed);
}

/** @param message a sentence without its full stop, free of secrets */
export function credentialError(message: string): AccountError {
  return new AccountError('credential-source', `${message}.`);
}

function findProblem(credential: CredentialName, text: string): string | null {
  if (text === '') return 'is empty';
  if (/^(["'`]).*\1$/s.test(text)) return 'is wrapped in quotes; remove them';
  if (text.startsWith('op://'))
    return 'is a reference to 1Password, which is not followed here; put it under credentials.op in the configuration';
  if (isPem(credential, text)) return null;
  if (/[\r\n]/.test(text)) return 'holds a line break';
  if (/\p{Cc}/u.test(text)) return 'holds a control character';
  // A passphrase is the user's own choice; a key and its secret are made by the exchange, of plain characters.
  if (credential === 'password' || /^[\x21-\x7e]+$/.test(text)) return null;
  return 'holds a space or another character that no key has';
}

/** A private key (RSA, Ed25519) as its own file has it. */
function isPem(credential: CredentialName, text: string): boolean {
  return (credential === 'secret' || credential === 'privateKey') && text.includes('-----BEGIN');
}

/** Where a variable cannot hold line breaks, people write them as `\n`. */
function withLineBreaks(pem: string): string {
  return pem.replaceAll('\\n', '\n');
}
