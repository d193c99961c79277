import { type CredentialName, credentialNames } from '../model/credentials.js';
import { type Environment, variableSuffixes } from './environment.js';
import { exchangeIdOf } from './exchange-names.js';
import { fieldsOf, mergeFields } from './fields.js';
import { siteOf } from './formats/test-site.js';

/** The name of the variable of each credential. */
export type VariableNames = Readonly<Partial<Record<CredentialName, string>>>;

/** A key of which environment variables hold the parts. */
export interface VariableKey {
  /** What its bot or its exchange is called. */
  readonly account: string;
  /** ccxt's id, or a word that is none for test sites and what is unknown; null where no variable says it. */
  readonly exchange: string | null;
  /** The variables that the convention has for it, set or not. */
  readonly names: VariableNames;
}

/** What names a key; what else is set may be another program's. */
const naming: readonly CredentialName[] = ['apiKey', 'accountId', 'walletAddress', 'privateKey'];

/**
 * The keys that bots take from these variables: those of which anything is set that names a key. An empty one counts
 * as not set; `<name>_FILE` stands for the variable.
 */
export function botKeys(env: Environment): readonly VariableKey[] {
  return [...nautilus, ...freqtradeKey(env), ...passivbotKey(env)].filter(({ names }) => isNamed(names, env));
}

/**
 * The keys in variables that are called as ccxt's are, whatever exchange they name: for files, since what is called
 * `…_APIKEY` there may well be another program's, but is told.
 */
export function ccxtKeys(env: Environment): readonly VariableKey[] {
  const suffix = Object.values(variableSuffixes).join('|');
  const prefixes = Object.keys(env).flatMap(
    (name) => new RegExp(`^([A-Z0-9]+)_(?:${suffix})(?:_FILE)?$`).exec(name)?.[1] ?? [],
  );
  return [...new Set(prefixes)]
    .map((prefix): VariableKey => {
      const exchange = exchangeIdOf(prefix);
      const names = Object.fromEntries(
        credentialNames.map((name) => [name, `${prefix}_${variableSuffixes[name]}`]),
      );
      return { account: exchange, exchange, names };
    })
    .filter(({ names }) => isNamed(names, env));
}

/** Those of the later keys left out that an earlier one holds: each credential that is set, with the same value. */
export function withoutRepeated<Key extends Pick<VariableKey, 'exchange' | 'names'>>(
  keys: readonly Key[],
  env: Environment,
): readonly Key[] {
  return keys.filter(
    (key, at) =>
      !keys.slice(0, at).some((other) => other.exchange === key.exchange && holds(other, key, env)),
  );
}

function holds(
  other: Pick<VariableKey, 'names'>,
  key: Pick<VariableKey, 'names'>,
  env: Environment,
): boolean {
  return setNames(key.names, env).every(
    (name) => textOf(other.names[name], env) === textOf(key.names[name], env),
  );
}

/** The credentials of which the variable, or its `_FILE`, has a value. */
export function setNames(names: VariableNames, env: Environment): readonly CredentialName[] {
  return credentialNames.filter((name) => textOf(names[name], env) !== null);
}

function isNamed(names: VariableNames, env: Environment): boolean {
  return setNames(names, env).some((name) => naming.includes(name));
}

/** null where it has none. A file counts as its path. */
function textOf(name: string | undefined, env: Environment): string | null {
  if (name === undefined) return null;
  const path = env[`${name}_FILE`];
  return env[name] || (path ? `file ${path}` : null);
}

/**
 * nautilus_trader's. Those of a test site are keys of their own, which the live site must never see.
 * https://github.com/nautechsystems/nautilus_trader/tree/develop/docs/integrations
 */
const nautilus: readonly VariableKey[] = [
  ...withSecret('binance', ['BINANCE'], ['BINANCE_DEMO', 'BINANCE_TESTNET', 'BINANCE_FUTURES_TESTNET']),
  ...withSecret('bybit', ['BYBIT'], ['BYBIT_DEMO', 'BYBIT_TESTNET']),
  ...withSecret('okx', ['OKX'], []).map(({ names, ...key }) => ({
    ...key,
    names: { ...names, password: 'OKX_API_PASSPHRASE' },
  })),
  ...withSecret('kraken', ['KRAKEN_SPOT'], []),
  ...withSecret('krakenfutures', ['KRAKEN_FUTURES'], ['KRAKEN_FUTURES_DEMO']),
  ...withSecret('bitmex', ['BITMEX'], ['BITMEX_TESTNET']),
  ...withSecret('coinbase', ['COINBASE'], []),
  ...withSecret('deribit', ['DERIBIT'], ['DERIBIT_TESTNET']),
  ...wallet('dydx', 'WALLET_ADDRESS', 'PRIVATE_KEY'),
  ...wallet('derive', 'WALLET_ADDRESS', 'SESSION_PRIVATE_KEY'),
  {
    account: 'hyperliquid',
    exchange: 'hyperliquid',
    names: { walletAddress: 'HYPERLIQUID_ACCOUNT_ADDRESS', privateKey: 'HYPERLIQUID_PK' },
  },
  {
    account: 'hyperliquid-testnet',
    exchange: 'hyperliquid testnet',
    names: { privateKey: 'HYPERLIQUID_TESTNET_PK' },
  },
  // LIGHTER_API_SECRET is the key of a slot: not the wallet's, which keyaudit would take it for.
  ...['LIGHTER', 'LIGHTER_TESTNET'].map((prefix) => ({
    account: nameOf(prefix),
    exchange: exchangeOf('lighter', prefix),
    names: { accountId: `${prefix}_ACCOUNT_INDEX`, uid: `${prefix}_API_KEY_INDEX` },
  })),
];

function withSecret(
  exchange: string,
  live: readonly string[],
  test: readonly string[],
): readonly VariableKey[] {
  return [...live, ...test].map((prefix) => ({
    account: live.includes(prefix) ? exchange : nameOf(prefix),
    exchange: exchangeOf(exchange, prefix),
    names: { apiKey: `${prefix}_API_KEY`, secret: `${prefix}_API_SECRET` },
  }));
}

function wallet(exchange: string, address: string, privateKey: string): readonly VariableKey[] {
  const prefix = exchange.toUpperCase();
  return [prefix, `${prefix}_TESTNET`].map((each) => ({
    account: nameOf(each),
    exchange: exchangeOf(exchange, each),
    names: { walletAddress: `${each}_${address}`, privateKey: `${each}_${privateKey}` },
  }));
}

function nameOf(prefix: string): string {
  return prefix.toLowerCase().replaceAll('_', '-');
}

/** Of a test site, a word that is no exchange's. */
function exchangeOf(exchange: string, prefix: string): string {
  const site = /_(DEMO|TESTNET)$/.exec(prefix)?.[1];
  return site === undefined ? exchange : `${exchange} ${site.toLowerCase()}`;
}

/**
 * The `exchange` of freqtrade's configuration as its variables have it: `FREQTRADE__EXCHANGE__KEY` is its `key`, in
 * capitals or not after the first word; `…__CCXT_CONFIG__apiKey` is `apiKey` of its `ccxt_config`, whatever its case.
 * https://github.com/freqtrade/freqtrade/blob/develop/docs/configuration.md#environment-variables
 */
export function freqtradeExchange(env: Environment): ReadonlyMap<string, unknown> {
  return mergeFields(
    [...freqtradeNames(env)].map(([place, variable]) => {
      const [first = '', ...steps] = place.split('__');
      const value = steps.reduceRight<unknown>((inner, step) => ({ [ccxtName(step)]: inner }), env[variable]);
      return new Map([[first, value]]);
    }),
  );
}

/** What is handed to ccxt is called as ccxt calls it, whatever the case that the environment has it in. */
function ccxtName(name: string): string {
  return credentialNames.find((each) => each.toLowerCase() === name) ?? name;
}

/** What freqtrade's `exchange` has for ccxt: with which it trades, for both, and with which it fetches candles. */
export function handedToCcxt(
  exchange: ReadonlyMap<string, unknown>,
): readonly [ReadonlyMap<string, unknown>, ReadonlyMap<string, unknown>, ReadonlyMap<string, unknown>] {
  const of = (name: string) => fieldsOf(exchange.get(name));
  return [of('ccxt_sync_config'), of('ccxt_config'), of('ccxt_async_config')];
}

/** The variables of freqtrade's `exchange` that are set, by what follows that word, in small letters. */
function freqtradeNames(env: Environment): ReadonlyMap<string, string> {
  return new Map(
    Object.keys(env)
      .filter((variable) => env[variable] !== undefined && variable.startsWith('FREQTRADE__'))
      .filter((variable) => variable.toLowerCase().startsWith('freqtrade__exchange__'))
      .toSorted()
      .map((variable) => [variable.slice('FREQTRADE__exchange__'.length).toLowerCase(), variable]),
  );
}

/** freqtrade's own names of what ccxt calls otherwise, in the order in which it takes them. */
const freqtradesOwn: Readonly<Partial<Record<CredentialName, readonly string[]>>> = {
  apiKey: ['api_key', 'apikey', 'key'],
  accountId: ['account_id', 'accountid'],
  walletAddress: ['wallet_address', 'walletaddress'],
  privateKey: ['private_key', 'privatekey'],
};

/** What is handed to ccxt stands above freqtrade's own, and what it trades with above both. */
function freqtradeKey(env: Environment): readonly VariableKey[] {
  const variables = freqtradeNames(env);
  const names = Object.fromEntries(
    credentialNames.flatMap((credential) => {
      const name = credential.toLowerCase();
      const places = [
        ...[`ccxt_sync_config__${name}`, `ccxt_config__${name}`],
        ...(freqtradesOwn[credential] ?? [name]),
        `ccxt_async_config__${name}`,
      ];
      const variable = places.map((place) => variables.get(place)).find((found) => found !== undefined);
      return variable === undefined ? [] : [[credential, variable]];
    }),
  );
  const section = freqtradeExchange(env);
  const said = section.get('name');
  const exchange = typeof said === 'string' && said !== '' ? exchangeIdOf(said) : null;
  return [{ account: 'freqtrade', exchange: siteOf(exchange, section, ...handedToCcxt(section)), names }];
}

/**
 * What passivbot's container makes its `api-keys.json` of.
 * https://github.com/enarjord/passivbot/blob/master/docs/container_deployment.md
 */
function passivbotKey(env: Environment): readonly VariableKey[] {
  const exchange = env.PB_EXCHANGE?.trim() ?? '';
  return [
    {
      account: env.PB_USER?.trim() || 'passivbot',
      exchange: exchange === '' ? null : exchangeOfPassivbot(exchange),
      names: { apiKey: 'PB_API_KEY', secret: 'PB_API_SECRET', password: 'PB_API_PASSPHRASE' },
    },
  ];
}

/**
 * passivbot trades perpetuals alone: its `kraken` is ccxt's krakenfutures, whose keys are others than Kraken's.
 * https://github.com/enarjord/passivbot/blob/master/src/utils.py (to_ccxt_exchange_id)
 */
export function exchangeOfPassivbot(name: string): string {
  const id = exchangeIdOf(name);
  return id === 'kraken' ? 'krakenfutures' : id;
}
