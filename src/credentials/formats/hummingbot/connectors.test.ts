import { expect, it } from 'vitest';
import { credentialFields, exchangeOfConnector } from './connectors.js';

const fields = (names: readonly string[]) => new Map(names.map((name) => [name, '7b']));

/** Fields as hummingbot 2.16.0 has them in each connector's <connector>_utils.py. */
it.each<[string, string, Record<string, string>, string[]]>([
  ['binance', 'binance', { apiKey: 'binance_api_key', secret: 'binance_api_secret' }, []],
  [
    'binance_perpetual',
    'binance',
    { apiKey: 'binance_perpetual_api_key', secret: 'binance_perpetual_api_secret' },
    [],
  ],
  ['bing_x', 'bingx', { apiKey: 'bingx_api_key', secret: 'bingx_api_secret' }, []],
  [
    'bitget_perpetual',
    'bitget',
    {
      apiKey: 'bitget_perpetual_api_key',
      secret: 'bitget_perpetual_secret_key',
      password: 'bitget_perpetual_passphrase',
    },
    [],
  ],
  ['backpack_perpetual', 'backpack', { apiKey: 'backpack_api_key', secret: 'backpack_api_secret' }, []],
  [
    'bybit_perpetual',
    'bybit',
    { apiKey: 'bybit_perpetual_api_key', secret: 'bybit_perpetual_secret_key' },
    [],
  ],
  ['btc_markets', 'btcmarkets', { apiKey: 'btc_markets_api_key', secret: 'btc_markets_api_secret' }, []],
  [
    'coinbase_advanced_trade',
    'coinbase',
    { apiKey: 'coinbase_advanced_trade_api_key', secret: 'coinbase_advanced_trade_api_secret' },
    ['use_auth_for_public_endpoints'],
  ],
  [
    'kucoin_hft',
    'kucoin',
    { apiKey: 'kucoin_hft_api_key', secret: 'kucoin_hft_secret_key', password: 'kucoin_hft_passphrase' },
    [],
  ],
  [
    'kucoin_perpetual',
    'kucoin',
    {
      apiKey: 'kucoin_perpetual_api_key',
      secret: 'kucoin_perpetual_secret_key',
      password: 'kucoin_perpetual_passphrase',
    },
    [],
  ],
  ['gate_io', 'gate', { apiKey: 'gate_io_api_key', secret: 'gate_io_secret_key' }, []],
  [
    'gate_io_perpetual',
    'gate',
    {
      apiKey: 'gate_io_perpetual_api_key',
      secret: 'gate_io_perpetual_secret_key',
      uid: 'gate_io_perpetual_user_id',
    },
    [],
  ],
  ['htx', 'htx', { apiKey: 'htx_api_key', secret: 'htx_secret_key' }, []],
  [
    'ndax',
    'ndax',
    { apiKey: 'ndax_api_key', secret: 'ndax_secret_key', uid: 'ndax_uid' },
    ['ndax_account_name'],
  ],
  [
    'hyperliquid',
    'hyperliquid',
    { walletAddress: 'hyperliquid_address', privateKey: 'hyperliquid_secret_key' },
    ['hyperliquid_mode', 'use_vault'],
  ],
  [
    'derive_perpetual',
    'derive',
    { walletAddress: 'derive_perpetual_api_key', privateKey: 'derive_perpetual_api_secret' },
    ['sub_id', 'account_type'],
  ],
  [
    'dydx_v4_perpetual',
    'dydx',
    { walletAddress: 'dydx_v4_perpetual_chain_address' },
    ['dydx_v4_perpetual_secret_phrase'],
  ],
  [
    'lighter',
    'lighter',
    {
      accountId: 'lighter_account_index',
      uid: 'lighter_api_key_index',
      privateKey: 'lighter_api_private_key',
    },
    ['lighter_l1_address', 'lighter_account_limit'],
  ],
  [
    'lighter_perpetual',
    'lighter',
    {
      accountId: 'lighter_perpetual_l1_address',
      uid: 'lighter_perpetual_api_key_index',
      privateKey: 'lighter_perpetual_api_private_key',
    },
    ['lighter_perpetual_account_limit'],
  ],
  [
    'pacifica_perpetual',
    'pacifica',
    {
      walletAddress: 'pacifica_perpetual_user_wallet_public_key',
      privateKey: 'pacifica_perpetual_agent_wallet_private_key',
    },
    ['pacifica_perpetual_agent_wallet_public_key', 'pacifica_perpetual_api_config_key'],
  ],
  [
    'grvt_perpetual',
    'grvt',
    {
      apiKey: 'grvt_perpetual_api_key',
      privateKey: 'grvt_perpetual_private_key',
      accountId: 'grvt_perpetual_trading_account_id',
    },
    [],
  ],
  // Of no exchange that is audited: the connector's own name.
  [
    'bybit_perpetual_testnet',
    'bybit_perpetual_testnet',
    { apiKey: 'bybit_perpetual_testnet_api_key', secret: 'bybit_perpetual_testnet_secret_key' },
    [],
  ],
])('%s is %s', (connector, exchange, expected, others) => {
  const texts = fields([...Object.values(expected), ...others]);
  expect(Object.fromEntries(credentialFields(connector, texts))).toEqual(expected);
  expect(exchangeOfConnector(connector, texts)).toBe(exchange);
});

it('leaves out what has no value', () => {
  const texts = new Map([
    ['lighter_account_index', 'null'],
    ['lighter_l1_address', '0x1'],
    ['lighter_api_private_key', ''],
  ]);
  expect([...credentialFields('lighter', texts)]).toEqual([['accountId', 'lighter_l1_address']]);
});

it.each([
  ['www', 'okx'],
  ['app', 'okxus'],
  ['my', 'myokx'],
  ['moon', 'okx'],
])('an OKX key that was made at %s is one of %s', (site, exchange) => {
  expect(exchangeOfConnector('okx', new Map([['okx_registration_sub_domain', site]]))).toBe(exchange);
});
