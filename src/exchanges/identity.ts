import { createHash } from 'node:crypto';
import type { KeyIdentity } from '../model/key-facts.js';
import type { Secret } from '../model/secret.js';

/**
 * The name of a key in reports. The fingerprint is a SHA-256 over exchange and API key: the same in every
 * run, different for the same text at two exchanges, and useless for signing in.
 */
export function identify(exchange: string, apiKey: string): KeyIdentity {
  const digest = createHash('sha256').update(`${exchange}:${apiKey}`).digest('hex');
  const identity = { fingerprint: `sha256:${digest}`, masked: mask(apiKey) };
  return apiKey.includes('*') ? { ...identity, shown: apiKey } : identity;
}

/** Whether a secret is a private key in PEM. */
export function isPrivateKey(secret: Secret): boolean {
  return secret.reveal().includes('-----BEGIN');
}

export function isSecretShownAs(apiKey: Secret, shown: string): boolean {
  return isShownAs(apiKey.reveal(), shown);
}

export function identifySecret(exchange: string, apiKey: Secret): KeyIdentity {
  return identify(exchange, apiKey.reveal());
}

/**
 * Whether an API key can be the one that an exchange shows, with asterisks in place of what it hides: however
 * many, they stand for one character or more. Less than four characters shown tell no key from another.
 */
export function isShownAs(apiKey: string, shown: string): boolean {
  const [start = '', end, ...more] = shown.split(/\*+/);
  if (end === undefined) return apiKey !== '' && apiKey === shown;
  const length = start.length + end.length;
  return (
    more.length === 0 &&
    length >= 4 &&
    length < apiKey.length &&
    apiKey.startsWith(start) &&
    apiKey.endsWith(end)
  );
}

/** A key that could not be read from its source: nothing tells which it is. */
export const unidentified: KeyIdentity = { fingerprint: 'unknown', masked: '?' };

/** Both ends of a key, never more than half of it. */
function mask(apiKey: string): string {
  const shown = Math.min(4, Math.floor(apiKey.length / 4));
  return shown === 0 ? '…' : `${apiKey.slice(0, shown)}…${apiKey.slice(-shown)}`;
}
