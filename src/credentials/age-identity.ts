import { access } from 'node:fs/promises';
import { join } from 'node:path';
import type { NamedPath } from '../model/credentials.js';
import type { Secret } from '../model/secret.js';
import { decryptAge, isAgeFile, isIdentity } from './age-format.js';
import type { FileTools } from './credential-file.js';
import { type Environment, readFromEnvironment } from './environment.js';
import { decodeText, maxKeyBytes, readBytes } from './read-text.js';
import { credentialError } from './secret-text.js';

const variable = 'KEYAUDIT_AGE_IDENTITY';
const passphraseVariable = 'KEYAUDIT_AGE_PASSPHRASE';
/** What systemd's `LoadCredential=` names it. */
const systemdCredential = 'keyaudit-age-identity';

/**
 * The identities that decrypt: those of the given file; else of KEYAUDIT_AGE_IDENTITY, of the file that
 * KEYAUDIT_AGE_IDENTITY_FILE names, or of systemd's credential. A file of them may have a passphrase of its own.
 * @throws AccountError of kind `credential-source`; its message names the place, never what is in it
 */
export async function findIdentities(file: NamedPath | null, tools: FileTools): Promise<readonly string[]> {
  const text = tools.env[variable];
  const path = tools.env[`${variable}_FILE`];
  if (file !== null) return await identitiesIn(file, tools);
  if (text && path) throw credentialError(`${variable} and ${variable}_FILE are both set; keep one`);
  if (text) return toIdentities(text, variable);
  // The path is not repeated: the variable may hold the identity instead.
  if (path) return await identitiesIn({ path, shown: `the file of ${variable}_FILE` }, tools);
  const credential = await systemdFile(tools.env);
  if (credential !== null) return await identitiesIn(credential, tools);
  throw credentialError(
    `no age identity is given: name its file in the configuration (age: { path, identity }) or in ${variable}_FILE, set ${variable}, or load it as systemd's credential ${systemdCredential}`,
  );
}

async function systemdFile({ CREDENTIALS_DIRECTORY: folder }: Environment): Promise<NamedPath | null> {
  if (!folder) return null;
  const path = join(folder, systemdCredential);
  return await access(path).then(
    () => ({ path, shown: `systemd's credential ${systemdCredential}` }),
    () => null,
  );
}

async function identitiesIn({ path, shown }: NamedPath, tools: FileTools): Promise<readonly string[]> {
  const bytes = await readBytes(path, shown, maxKeyBytes, { signal: tools.signal });
  const plain = isAgeFile(bytes) ? await decryptAge(bytes, shown, withPassphrase(shown, tools)) : bytes;
  try {
    return toIdentities(decodeText(plain, shown), shown);
  } finally {
    plain.fill(0);
    bytes.fill(0);
  }
}

function withPassphrase(shown: string, tools: FileTools) {
  return {
    identities: async () => {
      throw credentialError(`${shown} is encrypted, and not with a passphrase`);
    },
    passphrase: async () => await findPassphrase(shown, tools),
  };
}

/** One to a line, among comments, as `age-keygen` writes them. */
function toIdentities(text: string, place: string): readonly string[] {
  const lines = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
  if (lines.length > 0 && lines.every(isIdentity)) return lines;
  throw credentialError(
    `${place} holds no age identity (AGE-SECRET-KEY-1…, as age-keygen makes them); those of plugins and SSH keys are not read`,
  );
}

/**
 * The passphrase of a file: KEYAUDIT_AGE_PASSPHRASE (or …_FILE), or a person's answer.
 * @throws AccountError of kind `credential-source` where there is neither
 */
export async function findPassphrase(
  shown: string,
  { env, askPassword, signal }: FileTools,
): Promise<Secret> {
  const needs = { needed: [], optional: ['password'] } as const;
  const { password } = await readFromEnvironment({ password: passphraseVariable }, needs, env, { signal });
  if (password !== undefined) return password;
  if (askPassword !== null) return await askPassword(`Passphrase of ${shown}`);
  throw credentialError(`${shown} needs a passphrase: set ${passphraseVariable} (or …_FILE)`);
}
