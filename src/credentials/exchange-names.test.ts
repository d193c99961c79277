import { expect, it } from 'vitest';
import { exchangeIdOf } from './exchange-names.js';

it.each<[name: string, id: string]>([
  // As ccxt has it.
  ['binance', 'binance'],
  ['krakenfutures', 'krakenfutures'],
  ['Binance', 'binance'],
  [' kucoin ', 'kucoin'],
  // freqtrade's, of older days.
  ['gateio', 'gate'],
  ['okex', 'okx'],
  ['huobi', 'htx'],
  // hummingbot's.
  ['gate_io', 'gate'],
  ['coinbase_advanced_trade', 'coinbase'],
  ['binance_perpetual', 'binance'],
  ['kucoin_hft', 'kucoin'],
  ['dydx_v4_perpetual', 'dydx'],
  // jesse's.
  ['Binance US Spot', 'binanceus'],
  ['Bybit USDT Perpetual', 'bybit'],
  ['Kraken Pro Futures', 'krakenfutures'],
  ['Gate USDT Perpetual', 'gate'],
  // Test sites and what nobody knows: as they are.
  ['Bybit USDT Perpetual Testnet', 'Bybit USDT Perpetual Testnet'],
  ['binance_perpetual_testnet', 'binance_perpetual_testnet'],
  ['bitunix', 'bitunix'],
  ['Dydx Perpetual', 'Dydx Perpetual'],
  ['constructor', 'constructor'],
  ['', ''],
  // What may be a secret.
  ['inventedSecret01', 'a name that may be a secret'],
  ['invented/Secret+0123456789==', 'a name that may be a secret'],
  ['dydx_v4_perpetual_testnet', 'dydx_v4_perpetual_testnet'],
])('%j is %j', (name, id) => {
  expect(exchangeIdOf(name)).toBe(id);
});
