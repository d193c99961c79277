import { describe, expect, it } from 'vitest';
import type { Environment } from '../credentials/environment.ts';
import { environmentAccounts } from './environment-accounts.ts';

/** Each account's name, exchange, and the variables that are set of those that it is read from. */
async function accountsIn(env: Environment) {
  const { accounts } = await environmentAccounts(env);
  return accounts.map(({ name, exchange, source }) => {
    if (source.kind !== 'env') throw new Error('not in the environment');
    const names = Object.values(source.names).filter((variable) => env[variable] || env[`${variable}_FILE`]);
    return [name, exchange, ...names];
  });
}

const ccxtBinance = { BINANCE_APIKEY: 'k', BINANCE_SECRET: 's' };

describe('accounts of bots’ variables', () => {
  it.each<[string, Environment, unknown[]]>([
    ['nothing', { PATH: '/bin' }, []],
    [
      'nautilus_trader’s',
      { BYBIT_API_KEY: 'k', BYBIT_API_SECRET: 's' },
      [['bybit', 'bybit', 'BYBIT_API_KEY', 'BYBIT_API_SECRET']],
    ],
    [
      'in files',
      { BITMEX_API_KEY_FILE: '/a', BITMEX_API_SECRET_FILE: '/b' },
      [['bitmex', 'bitmex', 'BITMEX_API_KEY', 'BITMEX_API_SECRET']],
    ],
    [
      'with a passphrase',
      { OKX_API_KEY: 'k', OKX_API_SECRET: 's', OKX_API_PASSPHRASE: 'p' },
      [['okx', 'okx', 'OKX_API_KEY', 'OKX_API_SECRET', 'OKX_API_PASSPHRASE']],
    ],
    [
      'without the passphrase, which reading it says',
      { OKX_API_KEY: 'k', OKX_API_SECRET: 's' },
      [['okx', 'okx', 'OKX_API_KEY', 'OKX_API_SECRET']],
    ],
    [
      'two of one company',
      {
        KRAKEN_SPOT_API_KEY: 'k',
        KRAKEN_SPOT_API_SECRET: 's',
        KRAKEN_FUTURES_API_KEY: 'f',
        KRAKEN_FUTURES_API_SECRET: 's',
      },
      [
        ['kraken', 'kraken', 'KRAKEN_SPOT_API_KEY', 'KRAKEN_SPOT_API_SECRET'],
        ['krakenfutures', 'krakenfutures', 'KRAKEN_FUTURES_API_KEY', 'KRAKEN_FUTURES_API_SECRET'],
      ],
    ],
    [
      'a wallet’s address alone, which is enough at dYdX',
      { DYDX_WALLET_ADDRESS: 'dydx1invented' },
      [['dydx', 'dydx', 'DYDX_WALLET_ADDRESS']],
    ],
    [
      'freqtrade’s',
      {
        FREQTRADE__EXCHANGE__NAME: 'gateio',
        FREQTRADE__EXCHANGE__KEY: 'k',
        FREQTRADE__exchange__secret: 's',
      },
      [['freqtrade', 'gate', 'FREQTRADE__EXCHANGE__KEY', 'FREQTRADE__exchange__secret']],
    ],
    [
      'freqtrade’s that are handed to ccxt, above its own',
      {
        FREQTRADE__EXCHANGE__NAME: 'bybit',
        FREQTRADE__EXCHANGE__KEY: 'other',
        FREQTRADE__EXCHANGE__CCXT_CONFIG__apiKey: 'k',
        FREQTRADE__EXCHANGE__CCXT_CONFIG__secret: 's',
      },
      [
        [
          'freqtrade',
          'bybit',
          'FREQTRADE__EXCHANGE__CCXT_CONFIG__apiKey',
          'FREQTRADE__EXCHANGE__CCXT_CONFIG__secret',
        ],
      ],
    ],
    [
      'nautilus_trader’s of Hyperliquid, a pair',
      { HYPERLIQUID_ACCOUNT_ADDRESS: '0xinvented', HYPERLIQUID_PK: '0xinvented' },
      [['hyperliquid', 'hyperliquid', 'HYPERLIQUID_ACCOUNT_ADDRESS', 'HYPERLIQUID_PK']],
    ],
    [
      'nautilus_trader’s of Deribit',
      { DERIBIT_API_KEY: 'k', DERIBIT_API_SECRET: 's' },
      [['deribit', 'deribit', 'DERIBIT_API_KEY', 'DERIBIT_API_SECRET']],
    ],
    [
      'passivbot’s, whose Kraken is Kraken Futures',
      { PB_USER: 'live', PB_EXCHANGE: 'kraken', PB_API_KEY: 'k', PB_API_SECRET: 's' },
      [['live', 'krakenfutures', 'PB_API_KEY', 'PB_API_SECRET']],
    ],
    [
      'passivbot’s, of an exchange that nobody knows',
      { PB_EXCHANGE: 'bitunix', PB_API_KEY: 'k', PB_API_SECRET: 's' },
      [['passivbot', 'bitunix', 'PB_API_KEY', 'PB_API_SECRET']],
    ],
    [
      'the same key as ccxt’s variables have, once',
      { ...ccxtBinance, BINANCE_API_KEY: 'k', BINANCE_API_SECRET: 's' },
      [['binance', 'binance', 'BINANCE_APIKEY', 'BINANCE_SECRET']],
    ],
    [
      'the same key from two bots, once',
      {
        BINANCE_API_KEY: 'k',
        BINANCE_API_SECRET: 's',
        FREQTRADE__EXCHANGE__NAME: 'binance',
        FREQTRADE__EXCHANGE__KEY: 'k',
        FREQTRADE__EXCHANGE__SECRET: 's',
      },
      [['binance', 'binance', 'BINANCE_API_KEY', 'BINANCE_API_SECRET']],
    ],
    [
      'another key than ccxt’s variables have, beside it',
      { ...ccxtBinance, BINANCE_API_KEY: 'k2', BINANCE_API_SECRET: 's2' },
      [
        ['binance', 'binance', 'BINANCE_APIKEY', 'BINANCE_SECRET'],
        ['binance', 'binance', 'BINANCE_API_KEY', 'BINANCE_API_SECRET'],
      ],
    ],
    [
      'the same key with another secret, beside it',
      { ...ccxtBinance, BINANCE_API_KEY: 'k', BINANCE_API_SECRET: 's2' },
      [
        ['binance', 'binance', 'BINANCE_APIKEY', 'BINANCE_SECRET'],
        ['binance', 'binance', 'BINANCE_API_KEY', 'BINANCE_API_SECRET'],
      ],
    ],
    ['a lone private key', { HYPERLIQUID_PK: '0x1' }, []],
    ['a lone secret', { BINANCE_API_SECRET: 's' }, []],
    ['a test site’s', { BINANCE_TESTNET_API_KEY: 'k', BINANCE_TESTNET_API_SECRET: 's' }, []],
    ['empty ones', { BINANCE_API_KEY: '', BINANCE_API_SECRET: '' }, []],
    [
      'freqtrade’s without an exchange',
      { FREQTRADE__EXCHANGE__KEY: 'k', FREQTRADE__EXCHANGE__SECRET: 's' },
      [],
    ],
  ])('%s', async (_, env, accounts) => {
    expect(await accountsIn(env)).toEqual(accounts);
  });
});

describe('what is set and not audited is told, without its value', () => {
  it.each<[string, Environment, RegExp[]]>([
    [
      'a lone private key',
      { HYPERLIQUID_PK: 'CANARY' },
      [/^HYPERLIQUID_PK: HYPERLIQUID_ACCOUNT_ADDRESS is missing/],
    ],
    ['a lone key', { BINANCE_API_KEY: 'CANARY' }, [/^BINANCE_API_KEY: BINANCE_API_SECRET is missing/]],
    [
      'a test site’s',
      { BYBIT_DEMO_API_KEY: 'CANARY', BYBIT_DEMO_API_SECRET: 'CANARY' },
      [/^BYBIT_DEMO_API_KEY and BYBIT_DEMO_API_SECRET: a key of a test site\..*baseUrl/],
    ],
    [
      'freqtrade’s without an exchange',
      { FREQTRADE__EXCHANGE__KEY: 'CANARY', FREQTRADE__EXCHANGE__SECRET: 'CANARY' },
      [/^FREQTRADE__EXCHANGE__KEY and FREQTRADE__EXCHANGE__SECRET: no variable says for which exchange/],
    ],
    [
      'freqtrade’s of a test site',
      {
        FREQTRADE__EXCHANGE__NAME: 'bybit',
        FREQTRADE__EXCHANGE__KEY: 'CANARY',
        FREQTRADE__EXCHANGE__SECRET: 'CANARY',
        FREQTRADE__EXCHANGE__CCXT_CONFIG__sandbox: 'true',
      },
      [/^FREQTRADE__EXCHANGE__KEY and FREQTRADE__EXCHANGE__SECRET: a key of a test site/],
    ],
    ['a lone secret, which may be anybody’s: not', { BINANCE_API_SECRET: 'CANARY' }, []],
    ['a whole key: not', { BINANCE_API_KEY: 'CANARY', BINANCE_API_SECRET: 'CANARY' }, []],
  ])('%s', async (_, env, messages) => {
    const { notices } = await environmentAccounts(env);
    expect(notices).toHaveLength(messages.length);
    for (const [at, message] of messages.entries()) expect(notices[at]).toMatch(message);
    expect(notices.join()).not.toContain('CANARY');
  });
});
