import { botKeys, setNames, type VariableKey, withoutRepeated } from '../credentials/bot-variables.js';
import {
  accountFromEnvironment,
  type Environment,
  exchangesInEnvironment,
  type FoundAccount,
} from '../credentials/environment.js';
import type { ExchangeAdapter } from '../exchanges/adapter.js';
import { exchangeIds, loadExchanges, secretAlone } from '../exchanges/index.js';
import type { CredentialNeeds } from '../model/credentials.js';

/** What the environment holds without a configuration. */
export interface InEnvironment {
  readonly accounts: readonly FoundAccount[];
  /** Of what is set and not audited, one sentence each. */
  readonly notices: readonly string[];
}

/**
 * The accounts of the variables that ccxt uses, and after them of those that bots use; a key that both hold is one
 * account.
 */
export async function environmentAccounts(env: Environment): Promise<InEnvironment> {
  const named = await loadExchanges(exchangesInEnvironment(env, exchangeIds, secretAlone));
  const accounts = [...named.values()].map((adapter) =>
    accountFromEnvironment(adapter.id, credentialsOf(adapter)),
  );
  const known = accounts.map(({ exchange, source }) => ({
    exchange,
    names: source.kind === 'env' ? source.names : {},
  }));
  const bots = withoutRepeated<Pick<VariableKey, 'exchange' | 'names'>>(
    [...known, ...botKeys(env)],
    env,
  ).filter((key): key is VariableKey => 'account' in key);
  const adapters = await loadExchanges(bots.flatMap(({ exchange }) => exchange ?? []));
  const told = bots.map((key) => judge(key, adapters, env));
  return {
    accounts: [...accounts, ...told.flatMap((each) => (typeof each === 'string' ? [] : [each]))],
    notices: told.filter((each) => typeof each === 'string'),
  };
}

/** The account of a bot's variables, or why they are none. */
function judge(
  { account, exchange, names }: VariableKey,
  adapters: ReadonlyMap<string, ExchangeAdapter>,
  env: Environment,
): FoundAccount | string {
  const set = setNames(names, env);
  const variables = set.map((name) => names[name]).join(' and ');
  if (exchange === null) return `${variables}: no variable says for which exchange. Not audited.`;
  if (/ (demo|sandbox|testnet)$/.test(exchange)) {
    return `${variables}: a key of a test site. Not audited without a configuration that gives the site as baseUrl.`;
  }
  const adapter = adapters.get(exchange);
  const missing = adapter?.credentials.filter((name) => !set.includes(name)) ?? [];
  // Alone it may be there for something else; of two that belong together a third is missed.
  if (set.length === 1 && missing.length > 0) {
    const others = missing.map((name) => names[name] ?? name).join(' and ');
    return `${variables}: ${others} is missing beside it. Not audited.`;
  }
  return { name: account, exchange, source: { kind: 'env', names } };
}

/** What a key of an exchange is made of. */
export function credentialsOf({ credentials, optionalCredentials = [] }: ExchangeAdapter): CredentialNeeds {
  return { needed: credentials, optional: optionalCredentials };
}
