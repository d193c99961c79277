import { createReadStream } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { UserError } from '../model/user-error.js';
import type { Config, Vocabulary } from './config.js';
import type { PolicyLayer } from './policy-layers.js';
import type { Place } from './sources.js';

const fileNames = ['keyaudit.config.yaml', 'keyaudit.config.yml', 'keyaudit.config.json'];

const maxBytes = 1024 * 1024;

export interface LoadOptions extends Omit<Vocabulary, 'exchanges'> {
  /** What these exchanges need. Asked for those that the file mentions: there are many, and they take time to load. */
  readonly needsOf: (exchangeIds: readonly string[]) => Promise<Vocabulary['exchanges']>;
  /** The file named by `--config`; null to look in the usual places. */
  readonly explicitPath: string | null;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** With the file that it was read from, as the system knows it, and what stands there. */
export type LoadedConfig = Config & { readonly path: string; readonly text: string };

/**
 * Reads the configuration: the file of `--config`; else the first of the working directory; else the first of
 * `$XDG_CONFIG_HOME/keyaudit/`. null where there is none.
 *
 * @throws UserError where the named file is missing, or a file cannot be read or is not valid; its message tells
 * every problem on a line of its own, and never repeats a value of the file, which may be a secret
 */
export async function loadConfig(options: LoadOptions): Promise<LoadedConfig | null> {
  for (const place of candidates(options)) {
    const text = await readText(place.path, place.shown);
    if (text === null) continue;
    return { ...(await readConfig(place, text, options)), path: place.path, text };
  }
  if (options.explicitPath === null) return null;
  throw new UserError(`${options.explicitPath}: there is no such file.`);
}

/**
 * The configuration that a text is where it stands, or would be if it stood there.
 * @throws UserError as loadConfig does
 */
export async function readConfig(
  place: Place,
  text: string,
  options: Pick<LoadOptions, 'needsOf' | 'exchangeIds' | 'checks' | 'today'>,
): Promise<Config> {
  // Loaded here, because a scan without a configuration file needs neither YAML nor schemas.
  const { checkConfig, toConfig } = await import('./read-config.js');
  const exchanges = await options.needsOf(options.exchangeIds.filter((id) => text.includes(id)));
  const vocabulary = { ...options, exchanges };
  const checked = checkConfig(place.shown, text, vocabulary);
  return toConfig(checked, place, vocabulary, await readExtended(place, checked.own, options.checks));
}

/** More files that extend one another than any firm has. */
const mostExtended = 8;

/** The policies that a configuration's own extends, the weakest first; each names its file relative to its own. */
async function readExtended(
  config: Place,
  own: PolicyLayer,
  checks: readonly string[],
): Promise<readonly PolicyLayer[]> {
  const { readPolicy } = await import('./read-policy.js');
  const layers: PolicyLayer[] = [];
  const passed = [config.path];
  let [place, layer] = [config, own];
  while (layer.policy.extends !== undefined) {
    const name = layer.policy.extends;
    const said = `${layer.placeOf(['extends'])}: ${layer === own ? 'policy.extends' : 'extends'}`;
    place = { path: resolve(dirname(place.path), name), shown: beside(place.shown, name) };
    if (passed.includes(place.path)) {
      throw new UserError(
        `${said}: goes in a circle, back to ${place.shown}; take this line out, or the one there.`,
      );
    }
    if (layers.length === mostExtended)
      throw new UserError(`${said}: is one too many after ${mostExtended} files; put some of them into one.`);
    const text = await readText(place.path, `${said}: ${place.shown}`);
    if (text === null)
      throw new UserError(
        `${said}: there is no file ${place.shown}; a path is relative to the file it is in.`,
      );
    layer = readPolicy(place.shown, text, checks);
    layers.unshift(layer);
    passed.push(place.path);
  }
  return layers;
}

/** What messages call a file that is named in another: it too can be found from where the command runs. */
function beside(shown: string, name: string): string {
  return isAbsolute(name) ? name : join(dirname(shown), name);
}

function candidates({ explicitPath, cwd, env }: LoadOptions): Place[] {
  if (explicitPath !== null) return [{ path: resolve(cwd, explicitPath), shown: explicitPath }];
  const userFolder = join(configHome(env), 'keyaudit');
  return [
    ...fileNames.map((name) => ({ path: join(cwd, name), shown: name })),
    ...fileNames.map((name) => ({ path: join(userFolder, name), shown: join(userFolder, name) })),
  ];
}

/** After the XDG Base Directory Specification, which wants a relative path ignored. */
function configHome(env: LoadOptions['env']): string {
  const named = env.XDG_CONFIG_HOME;
  if (named !== undefined && isAbsolute(named)) return named;
  return join(env.HOME || env.USERPROFILE || homedir(), '.config');
}

/** The file's text; null where there is no such file. */
async function readText(path: string, shown: string): Promise<string | null> {
  const bytes = await readStart(path, shown);
  if (bytes === null) return null;
  if (bytes.length > maxBytes)
    throw new UserError(`${shown}: is larger than 1 MiB, which no configuration is.`);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // The decoder has nothing to add but that.
    throw new UserError(`${shown}: is not UTF-8 text.`);
  }
}

/** The file's first `maxBytes` and one more; a stream, so that a pipe or an endless device is read as well. */
async function readStart(path: string, shown: string): Promise<Buffer | null> {
  try {
    return await buffer(createReadStream(path, { end: maxBytes }));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    if (code === 'EISDIR') throw new UserError(`${shown}: is a directory, not a file.`);
    throw new UserError(`${shown}: cannot be read (${code ?? 'unknown error'}).`);
  }
}
