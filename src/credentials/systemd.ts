import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type CredentialSource, type NamedPath, unitFolder } from '../model/credentials.js';
import type { Environment } from './environment.js';
import { credentialError } from './secret-text.js';

const variable = 'CREDENTIALS_DIRECTORY';

/**
 * The same source with the folder that `$CREDENTIALS_DIRECTORY` stands for.
 * @throws AccountError of kind `credential-source` where there is no such variable
 */
export function locate(source: CredentialSource, env: Environment): CredentialSource {
  switch (source.kind) {
    case 'file':
    case 'directory':
      return { ...source, path: locatePath(source, env) };
    case 'age': {
      const { identity } = source;
      return {
        ...source,
        path: locatePath(source, env),
        identity: identity === null ? null : { ...identity, path: locatePath(identity, env) },
      };
    }
    default:
      return source;
  }
}

/**
 * A path, with the folder that `$CREDENTIALS_DIRECTORY` stands for.
 * @throws AccountError of kind `credential-source` where there is no such variable
 */
export function locatePath({ path, shown }: NamedPath, env: Environment): string {
  if (!unitFolder.test(path)) return path;
  const folder = env[variable];
  if (!folder) {
    throw credentialError(
      `${shown} is in a unit's credentials, and $${variable} is not set: systemd sets it for units with LoadCredential=`,
    );
  }
  return path.replace(unitFolder, () => folder);
}

/**
 * The environment in which a unit's credentials are files of variables: a credential `BINANCE_APIKEY` is what
 * `BINANCE_APIKEY_FILE` would name. What the environment says itself stands.
 */
export function withUnitCredentials(env: Environment, tell: (problem: string) => void): Environment {
  const folder = env[variable];
  if (!folder) return env;
  try {
    const names = readdirSync(folder).filter((name) => /^[A-Z][A-Z0-9_]*$/.test(name) && !env[name]);
    return { ...Object.fromEntries(names.map((name) => [`${name}_FILE`, join(folder, name)])), ...env };
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    tell(`$${variable} cannot be read (${code}); what may be in it is not audited.`);
    return env;
  }
}
