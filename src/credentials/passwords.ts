import type { Secret } from '../model/secret.js';
import { type Environment, readVariable } from './environment.js';
import { credentialError } from './secret-text.js';

/** Where a password may come from. */
export interface PasswordSources {
  readonly env: Environment;
  /** Asks a person for a password; null where nobody is there to be asked. */
  readonly askPassword: ((question: string) => Promise<Secret>) | null;
}

/** A password that a bot's files need. */
export interface PasswordRequest {
  /** The file or folder that it opens, absolute. It is asked for once, however many keys lie there. */
  readonly of: string;
  /** What messages call that: "hummingbot's folder conf". */
  readonly place: string;
  /** The bot's own variables for it, the first set one counts; each may have `_FILE` behind it. */
  readonly variables: readonly string[];
  readonly isRight: (password: Secret) => Promise<boolean>;
}

const mostTries = 3;

/** What was found out in a run, by place; there is one object of sources for each run. */
const runs = new WeakMap<PasswordSources, Map<string, Promise<Secret>>>();

/**
 * The password of a place: from the bot's variables, else from a person, who may be wrong twice.
 * @throws AccountError of kind `credential-source` where it is wrong, or there is nobody to ask
 */
export function findPassword(request: PasswordRequest, sources: PasswordSources): Promise<Secret> {
  const known = runs.get(sources) ?? new Map<string, Promise<Secret>>();
  runs.set(sources, known);
  const password = known.get(request.of) ?? obtain(request, sources);
  known.set(request.of, password);
  return password;
}

async function obtain(
  { place, variables, isRight }: PasswordRequest,
  { env, askPassword }: PasswordSources,
): Promise<Secret> {
  const variable = variables.find((name) => env[name] || env[`${name}_FILE`]);
  if (variable !== undefined) {
    const password = await readVariable(variable, 'password', env);
    if (await isRight(password)) return password;
    throw credentialError(`the password in ${variable} is not that of ${place}`);
  }
  if (askPassword === null) {
    const names = variables.join(' or ');
    throw credentialError(
      `${place} needs its password: set ${names} (or …_FILE), or run keyaudit at a terminal`,
    );
  }
  return await askFor(place, isRight, askPassword);
}

async function askFor(
  place: string,
  isRight: PasswordRequest['isRight'],
  ask: NonNullable<PasswordSources['askPassword']>,
): Promise<Secret> {
  for (let tries = 0; tries < mostTries; tries += 1) {
    const again = tries === 0 ? '' : 'That is not it. ';
    const password = await ask(`${again}Password of ${place}`);
    if (await isRight(password)) return password;
  }
  throw credentialError(`the password of ${place} was wrong ${mostTries} times`);
}
