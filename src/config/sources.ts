import { homedir } from 'node:os';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import {
  type CommandSource,
  type CredentialName,
  type CredentialSource,
  credentialNames,
  type NamedPath,
  type PrintingProgram,
  unitFolder,
} from '../model/credentials.js';
import type { ConfigFile } from './schema.js';

/** A file: where it is, and what messages call it. */
export type Place = NamedPath;

type ParsedAccount = Pick<ConfigFile['accounts'][number], 'name' | 'credentials'>;
type ParsedCredentials = NonNullable<ParsedAccount['credentials']>;

/** Where an account's key is; without `credentials`, in the keychain's entry of its name. */
export function toSource({ name, credentials = {} }: ParsedAccount, config: Place): CredentialSource {
  const { env, keychain, file, age, directory, command, op } = credentials;
  if (env !== undefined) return { kind: 'env', names: given(env) };
  if (op !== undefined) return { kind: 'op', references: given(op) };
  if (command !== undefined) {
    return { kind: 'command', programs: toPrograms(command), cwd: dirname(config.path) };
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

function toPrograms({
  run,
  at,
  ...each
}: NonNullable<ParsedCredentials['command']>): CommandSource['programs'] {
  if (run !== undefined) return { all: toProgram({ run, at }) };
  const programs = Object.entries(given(each)).map(([name, program]) => [name, toProgram(program)]);
  return { each: Object.fromEntries(programs) };
}

/** A program that prints a credential, with its arguments. */
export function toProgram({ run, at }: { run: string[]; at?: string | undefined }): PrintingProgram {
  const [program = '', ...args] = run;
  return { run: [program, ...args], at: at ?? null };
}

function given<Value>(
  values: Readonly<Partial<Record<CredentialName, Value | undefined>>>,
): Readonly<Partial<Record<CredentialName, Value>>> {
  return Object.fromEntries(
    credentialNames.flatMap((name) => (values[name] === undefined ? [] : [[name, values[name]]])),
  );
}

/** A path in the configuration: relative to the file's folder, below the home directory, or among a unit's credentials. */
export function pathFrom(config: Place, name: string): NamedPath {
  if (unitFolder.test(name)) return { path: name, shown: name };
  if (/^~[/\\]/.test(name)) return { path: join(homedir(), name.slice(2)), shown: name };
  const path = resolve(dirname(config.path), name);
  return { path, shown: isAbsolute(name) ? name : join(dirname(config.shown), name) };
}
