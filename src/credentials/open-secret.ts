import type { Secret } from '../model/secret.js';
import type { SecretSource } from '../model/target.js';
import { notifyEntry } from './keychain.js';
import { openText } from './one-password.js';
import { openCredentials, type Sources } from './open-credentials.js';
import { maxKeyBytes, readText } from './read-text.js';
import { credentialError } from './secret-text.js';
import { locatePath } from './systemd.js';

/**
 * Reads one secret from where the configuration says that it is.
 * @throws AccountError of kind `credential-source`; its message names the place, never what is in it
 */
export async function openSecret(source: SecretSource, sources: Sources): Promise<Secret> {
  const { env, programs = null, signal } = sources;
  if (source.kind === 'text') {
    const text = await readText(locatePath(source, env), source.shown, maxKeyBytes, { signal });
    return await openText('password', text, source.shown, programs);
  }
  const needs = { needed: ['password' as const], optional: [] };
  const { password } = await openCredentials(source, notifyEntry, needs, sources);
  if (password === undefined) throw credentialError('there is no such secret');
  return password;
}
