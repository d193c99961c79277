import { isAbsolute, relative, resolve, sep } from 'node:path';
import { checks } from '../checks/index.js';
import { type LoadedConfig, loadConfig, readConfig } from '../config/load-config.js';
import { accountFromEnvironment, type FoundAccount } from '../credentials/environment.js';
import { type Keychain, listKeychainAccounts, openKeychain } from '../credentials/keychain.js';
import { openCredentials, type Sources } from '../credentials/open-credentials.js';
import { createPrograms } from '../credentials/programs.js';
import { withUnitCredentials } from '../credentials/systemd.js';
import { exchangeIds, loadExchanges } from '../exchanges/index.js';
import type { Account, Place } from '../model/account.js';
import { AccountError } from '../model/account-error.js';
import type { CredentialSource } from '../model/credentials.js';
import { defaultPolicy, type Policy } from '../model/policy.js';
import { UserError } from '../model/user-error.js';
import { createPasswordPrompt } from './ask-password.js';
import { credentialsOf, environmentAccounts } from './environment-accounts.js';
import type { Io } from './io.js';
import { type Keeper, keeperOf } from './keeper.js';
import { writeLine } from './progress.js';

/** Nothing is there to audit with: not a variable, not an entry, not even one that is broken. */
export class NoCredentials extends UserError {}

/** What `scan` works on. */
export interface AccountsToAudit {
  /** At least one. */
  readonly accounts: readonly Account[];
  /** Of the same accounts, where their secrets are. */
  readonly sources: readonly FoundAccount[];
  readonly policy: Policy;
  /** Sentences to say on stderr. */
  readonly notices: readonly string[];
  /** Where the accounts come from, for messages. */
  readonly place: string;
  /** null where there is none. */
  readonly config: LoadedConfig | null;
  /** Configured, but not meant: nothing is asked of them. */
  readonly others: readonly Account[];
  /** False where there may be more that could not be read, which was said. */
  readonly isWhole: boolean;
  /** What the accounts are opened with; what it has read already, it does not read again. */
  readonly opened: Sources;
}

/**
 * The configuration's accounts, or, without one, those of the keychain and the environment.
 * Throws a UserError where the configuration is wrong, or there is no account anywhere.
 * @param configPath the file of `--config`; null to look in the usual places
 * @param offline whether nothing but files is of interest: then the keychain is left closed
 */
export async function findAccounts(
  configPath: string | null,
  io: Io,
  offline = false,
): Promise<AccountsToAudit> {
  const config = await readConfiguration(configPath, io);
  return config === null ? await withoutConfig(io, offline) : fromConfig(config, io);
}

/** The configuration's accounts. */
export function fromConfig(config: LoadedConfig, io: Io, sources = sourcesOf(io)): AccountsToAudit {
  const keeper = keeperOf(sources.env, io.cwd);
  return {
    accounts: config.accounts.map(({ source, line, ...account }) => ({
      ...account,
      declaredAt: placeOf(config.path, line, io.cwd),
      credentials: opener(source, account.exchange, sources),
      storage: keeper(source, account.exchange),
    })),
    sources: config.accounts,
    policy: config.policy,
    notices: config.notices,
    place: config.file,
    config,
    others: [],
    isWhole: true,
    opened: sources,
  };
}

/**
 * Where keys are looked up for one run of the program.
 * @param runsPrograms false where files are read that nobody named: none of them must choose what is read from a
 * password manager
 */
export function sourcesOf(io: Io, runsPrograms = true): Sources {
  const passwords = createPasswordPrompt(io);
  const { env, signal } = io;
  return {
    env: withUnitCredentials(env, (problem) => sayOnce(problem, io)),
    keychain: openKeychain(env),
    get askPassword() {
      return passwords.ask;
    },
    programs: runsPrograms ? createPrograms({ env, signal, show: (line) => writeLine(io, line) }) : null,
    signal,
  };
}

const said = new Set<string>();

/** `watch` looks keys up again and again. */
function sayOnce(problem: string, io: Io): void {
  if (said.has(problem)) return;
  said.add(problem);
  writeLine(io, `keyaudit: ${problem}`);
}

/** null for a file outside the working directory, whose path says something of the machine. */
function placeOf(path: string, line: number, cwd: string): Place | null {
  const steps = relative(cwd, path);
  if (isAbsolute(steps) || steps.startsWith(`..${sep}`)) return null;
  return { file: steps.split(sep).join('/'), line };
}

/** The configuration; null where there is none. Throws a UserError where it is wrong. */
export async function readConfiguration(configPath: string | null, io: Io): Promise<LoadedConfig | null> {
  return await loadConfig({ explicitPath: configPath, cwd: io.cwd, env: io.env, ...vocabulary() });
}

/** Throws a UserError where a text would not be right as the configuration of this file. */
export async function checkConfiguration(file: string, text: string, io: Io): Promise<void> {
  await readConfig({ path: resolve(io.cwd, file), shown: file }, text, vocabulary());
}

/** The names that a configuration may use. */
function vocabulary() {
  const today = new Date().toISOString().slice(0, 10);
  return { exchangeIds, needsOf, checks: checks.map(({ id }) => id), today };
}

/** Where keys are without a configuration: the accounts of the keychain and of the environment. */
export async function findSources(io: Io, offline = false): Promise<FoundSources> {
  const sources = sourcesOf(io);
  const [inEnvironment, inKeychain] = await Promise.all([
    environmentAccounts(sources.env),
    offline ? { accounts: [], notices: [], problem: leftClosed } : keychainAccounts(sources.keychain),
  ]);
  return {
    accounts: uniquelyNamed([...inKeychain.accounts, ...inEnvironment.accounts]),
    notices: [...inKeychain.notices, ...inEnvironment.notices],
    problem: inKeychain.problem,
    sources,
  };
}

/** The account that these variables of the environment would be. Throws where there is no such exchange. */
export async function inEnvironment(exchange: string): Promise<FoundAccount> {
  const adapter = (await loadExchanges([exchange])).get(exchange);
  if (adapter === undefined) throw new Error('unknown exchange');
  return accountFromEnvironment(adapter.id, credentialsOf(adapter));
}

/** What the configuration's reader must know of these exchanges. */
async function needsOf(ids: readonly string[]) {
  const adapters = [...(await loadExchanges(ids)).values()];
  return new Map(
    adapters.map((adapter) => {
      const acceptable = adapter.hazards
        .filter(({ handling }) => handling === 'asks')
        .map(({ name }) => name);
      return [adapter.id, { credentials: credentialsOf(adapter), hazards: acceptable }];
    }),
  );
}

async function withoutConfig(io: Io, offline: boolean): Promise<AccountsToAudit> {
  const { accounts, notices, problem, sources } = await findSources(io, offline);
  if (accounts.length === 0) {
    // An entry that cannot be read is there all the same.
    const Problem = notices.length === 0 ? NoCredentials : UserError;
    throw new Problem('There is no account to audit.', howToBegin(problem, notices));
  }
  const keeper = keeperOf(sources.env, io.cwd);
  return {
    accounts: accounts.map((account) => foundAccount(account, sources, keeper)),
    sources: accounts,
    policy: defaultPolicy,
    notices,
    place: 'keychain and environment',
    config: null,
    others: [],
    isWhole: true,
    opened: sources,
  };
}

/** An account of which nothing is known but its exchange and where its key is. */
export function foundAccount(
  { name, exchange, source }: FoundAccount,
  sources: Sources,
  keeper: Keeper,
): Account {
  return {
    ...{ name, exchange, acceptHazards: [], proxy: null, baseUrl: null },
    credentials: opener(source, exchange, sources),
    storage: keeper(source, exchange),
  };
}

interface InKeychain {
  readonly accounts: readonly FoundAccount[];
  readonly notices: readonly string[];
  /** Why the keychain could not be read; null where it could. Servers have none, so it is no notice by itself. */
  readonly problem: string | null;
}

interface FoundSources extends InKeychain {
  /** To open the accounts with. */
  readonly sources: Sources;
}

const leftClosed = 'without the network it stays closed, since no file is in it.';

async function keychainAccounts(keychain: Keychain): Promise<InKeychain> {
  try {
    const { accounts, unreadable } = await listKeychainAccounts(keychain);
    const notices = unreadable.map(
      (name) => `the keychain entry ${name} is not as keyaudit stores them; it is not audited.`,
    );
    return { accounts, notices, problem: null };
  } catch (error) {
    if (!(error instanceof AccountError)) throw error;
    return { accounts: [], notices: [], problem: error.message };
  }
}

/** A keychain entry may bear the name of an exchange that is in the environment too. */
function uniquelyNamed(found: readonly FoundAccount[]): readonly FoundAccount[] {
  const taken = new Set<string>();
  return found.map((account) => {
    let { name } = account;
    while (taken.has(name)) name = `${name} (environment)`;
    taken.add(name);
    return { ...account, name };
  });
}

/** Opens the credentials that the exchange takes. */
export function opener(source: CredentialSource, exchange: string, sources: Sources): Account['credentials'] {
  return async () => {
    const adapter = (await loadExchanges([exchange])).get(exchange);
    const needs = adapter === undefined ? { needed: [], optional: [] } : credentialsOf(adapter);
    return await openCredentials(source, exchange, needs, sources);
  };
}

function howToBegin(keychainProblem: string | null, notices: readonly string[]): string {
  return [
    ...notices,
    'To begin, set the variables of an exchange, such as BINANCE_APIKEY and',
    'BINANCE_SECRET (or …_FILE), or put a key into the keychain with',
    '`keyaudit keys add`, and run `keyaudit scan` again. `keyaudit scan --discover',
    'FOLDER` looks for the files of bots, and `keyaudit init` writes',
    'keyaudit.config.yaml. `keyaudit demo` needs no key.',
    ...(keychainProblem === null ? [] : [`The keychain was not read: ${keychainProblem}`]),
  ].join('\n');
}
