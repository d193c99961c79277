import {
  type CredentialName,
  type CredentialNeeds,
  type CredentialSource,
  type Credentials,
  credentialNames,
} from '../model/credentials.js';
import type { Secret } from '../model/secret.js';
import { openText } from './one-password.js';
import type { Programs } from './programs.js';
import { maxKeyBytes, readText } from './read-text.js';
import { credentialError } from './secret-text.js';
import { takeEach } from './take-each.js';

/** Environment variables, as `process.env` has them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What reading a variable may take beside it. */
export interface VariableTools {
  /** Reads what 1Password has, where a variable names that; left out where no program may be run. */
  readonly programs?: Programs | null | undefined;
  /** Aborted when the scan is called off. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Reads the needed credentials from the variables named for them, or from the files that `<name>_FILE` name; of the
 * optional ones, those that are there. A value may be a reference to 1Password.
 *
 * @throws AccountError of kind `credential-source` that names the variable, never its value
 */
export async function readFromEnvironment(
  names: Readonly<Partial<Record<CredentialName, string>>>,
  needs: CredentialNeeds,
  env: Environment,
  tools: VariableTools = {},
): Promise<Credentials> {
  return await takeEach(
    needs,
    (credential) => variables(names[credential]).some((variable) => env[variable]),
    async (credential) => {
      const name = names[credential];
      if (name === undefined) throw credentialError(`no environment variable is named for ${credential}`);
      return await readVariable(name, credential, env, tools);
    },
  );
}

/**
 * What a variable holds, or the file that `<name>_FILE` names.
 * @throws AccountError of kind `credential-source` that names the variable, never its value
 */
export async function readVariable(
  name: string,
  credential: CredentialName,
  env: Environment,
  { programs = null, signal }: VariableTools = {},
): Promise<Secret> {
  const value = env[name];
  const path = env[`${name}_FILE`];
  if (value && path) throw credentialError(`${name} and ${name}_FILE are both set; keep one`);
  // The path is not repeated in messages: the variable may hold the secret instead.
  const place = `the file of ${name}_FILE`;
  if (path)
    return await openText(credential, await readText(path, place, maxKeyBytes, { signal }), place, programs);
  if (value !== undefined) return await openText(credential, value, name, programs);
  throw credentialError(
    path === undefined
      ? `the environment variable ${shownName(name, credential)} is not set, nor is its _FILE`
      : `${name}_FILE is empty`,
  );
}

/** What is no variable and not written like one may be a secret in the place of a name. */
function shownName(name: string, credential: CredentialName): string {
  return /^[A-Z][A-Z0-9_]*$/.test(name) ? name : `that the configuration names for ${credential}`;
}

/** An account that was found, not configured. */
export interface FoundAccount {
  readonly name: string;
  readonly exchange: string;
  readonly source: CredentialSource;
}

/** The variable names that ccxt uses, without the exchange. */
const suffixes = {
  apiKey: 'APIKEY',
  secret: 'SECRET',
  password: 'PASSWORD',
  uid: 'UID',
  accountId: 'ACCOUNTID',
  login: 'LOGIN',
  twofa: 'TWOFA',
  walletAddress: 'WALLETADDRESS',
  privateKey: 'PRIVATEKEY',
  token: 'TOKEN',
} as const satisfies Record<CredentialName, string>;

/** What names an account, one of them at most exchanges. */
const naming: readonly CredentialName[] = ['apiKey', 'accountId', 'walletAddress', 'privateKey'];

/**
 * The exchanges of which the environment has a key without a configuration file: those whose `<EXCHANGE>_APIKEY`
 * (or `…_FILE`, or what a key has in its place) is there. An empty one counts only where another of the group has a
 * value: then something is missing, and reading the account says so.
 * @param secretAlone the exchanges whose keys are one text, which ccxt calls the secret
 */
export function exchangesInEnvironment(
  env: Environment,
  exchangeIds: readonly string[],
  secretAlone: readonly string[],
): readonly string[] {
  return exchangeIds.filter((exchange) => {
    const names = namesFor(exchange, credentialNames);
    const first = secretAlone.includes(exchange) ? ['secret' as const] : naming;
    const isNamed = first.flatMap((name) => variables(names[name])).some((name) => env[name] !== undefined);
    const hasValue = Object.values(names)
      .flatMap(variables)
      .some((variable) => env[variable]);
    return isNamed && hasValue;
  });
}

/** The account of an exchange whose variables have ccxt's names. */
export function accountFromEnvironment(
  exchange: string,
  { needed, optional }: CredentialNeeds,
): FoundAccount {
  const names = namesFor(exchange, [...needed, ...optional]);
  return { name: exchange, exchange, source: { kind: 'env', names } };
}

/** A variable, and the one that names a file in its place. */
export function variables(name: string | undefined): string[] {
  return name === undefined ? [] : [name, `${name}_FILE`];
}

/** `binance` needs `BINANCE_APIKEY` and `BINANCE_SECRET`. */
function namesFor(
  exchange: string,
  credentials: readonly CredentialName[],
): Partial<Record<CredentialName, string>> {
  return Object.fromEntries(credentials.map((name) => [name, `${exchange.toUpperCase()}_${suffixes[name]}`]));
}
