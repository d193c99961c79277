import { createHmac } from 'node:crypto';
import { AccountError } from '../model/account-error.js';
import type { Secret } from '../model/secret.js';
import { NotifyError } from './message.js';

/** Fetches a secret from where the configuration says; throws an AccountError of kind `credential-source`. */
export type SecretOpener = () => Promise<Secret>;

/** A text of which parts are secret. They stay closed until it is sent. */
export type Sealed = readonly (string | Secret)[];

/** @throws NotifyError that says why the secret cannot be read */
export async function fetchSecret(opener: SecretOpener): Promise<Secret> {
  try {
    return await opener();
  } catch (error) {
    if (error instanceof AccountError) throw new NotifyError(error.message, true);
    throw error;
  }
}

/** The text itself, for the one place that sends it. */
export function unsealed(sealed: Sealed): string {
  return sealed.map((part) => (typeof part === 'string' ? part : part.reveal())).join('');
}

const base64Prefix = 'whsec_';

/**
 * The HMAC-SHA256 of a text in Base64. The key is what a secret that begins with `whsec_` has behind that in Base64, as
 * Standard Webhooks writes keys; of any other secret, its bytes as they are.
 * @throws NotifyError where there is no Base64 behind `whsec_`
 */
export function signatureOf(secret: Secret, text: string): string {
  return createHmac('sha256', keyOf(secret.reveal())).update(text).digest('base64');
}

function keyOf(secret: string): Buffer {
  if (!secret.startsWith(base64Prefix)) return Buffer.from(secret);
  const encoded = secret.slice(base64Prefix.length);
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(encoded)) {
    throw new NotifyError(`its secret has no Base64 behind ${base64Prefix}`, true);
  }
  return Buffer.from(encoded, 'base64');
}
