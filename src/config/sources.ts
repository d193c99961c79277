import { homedir } from 'node:os';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { type CredentialSource, credentialNames, type NamedPath } from '../model/credentials.js';
import type { ConfigFile } from './schema.js';

/** A file: where it is, and what messages call it. */
export type Place = NamedPath;

type ParsedAccount = Pick<ConfigFile['accounts'][number], 'name' | 'credentials'>;

/** Where an account's key is; without `credentials`, in the keychain's entry of its name. */
export function toSource({ name, credentials = {} }: ParsedAccount, config: Place): CredentialSource {
  const { env, keychain, file, age, directory, command, op } = credentials;
  if (env !== undefined) return { kind: 'env', names: given(env) };
  if (op !== undefined) return { kind: 'op', references: given(op) };
  if (command !== undefined) {
    const [program = '', ...args] = command;
    return { kind: 'command', command: [program, ...args], cwd: dirname(config.path) };
  }
  if (file !== undefined) {
    const { format = null, account = null } = file;
    return { kind: 'file', ...pathFrom(config, file.path), format, account };
  }
  if (age !== undefined) {
    const { identity, entry = name } = age;
    return {
      kind: 'age',
      ...pathFrom(config, age.path),
      identity: identity === undefined ? null : pathFrom(config, identity),
      entry,
    };
  }
  if (directory !== undefined) {
    const { path, files = {} } = directory;
    return { kind: 'directory', ...pathFrom(config, path), files: given(files) };
  }
  return { kind: 'keychain', entry: keychain ?? name };
}

function given<Text>(
  texts: Readonly<Record<string, Text | undefined>>,
): Readonly<Partial<Record<string, Text>>> {
  return Object.fromEntries(
    credentialNames.flatMap((name) => (texts[name] === undefined ? [] : [[name, texts[name]]])),
  );
}

/** A path in the configuration: relative to the file's folder, or below the home directory. */
function pathFrom(config: Place, name: string): NamedPath {
  if (/^~[/\\]/.test(name)) return { path: join(homedir(), name.slice(2)), shown: name };
  const path = resolve(dirname(config.path), name);
  return { path, shown: isAbsolute(name) ? name : join(dirname(config.shown), name) };
}
