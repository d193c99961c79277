/**
 * What bots call an exchange, where that is not ccxt's id; in small letters. Of a perpetual's connector the id is the
 * one that takes the same key. Names of test sites are not here: nobody must take their keys for live ones.
 *
 * - hummingbot: the folders of https://github.com/hummingbot/hummingbot/tree/master/hummingbot/connector
 * - jesse: https://github.com/jesse-ai/jesse/blob/master/jesse/enums/__init__.py. Its dYdX is the closed one of
 *   StarkEx, of which ccxt has nothing.
 * - older ids of ccxt, which freqtrade still takes:
 *   https://github.com/freqtrade/freqtrade/blob/develop/freqtrade/exchange/common.py
 */
const ids: ReadonlyMap<string, string> = new Map([
  // ccxt's older ids.
  ['bitfinex2', 'bitfinex'],
  ['bitmax', 'ascendex'],
  ['coinbasepro', 'coinbaseexchange'],
  ['gate.io', 'gate'],
  ['gateio', 'gate'],
  ['huobi', 'htx'],
  ['huobipro', 'htx'],
  ['mexc3', 'mexc'],
  ['okex', 'okx'],
  ['okex5', 'okx'],
  // hummingbot.
  ['ascend_ex', 'ascendex'],
  ['backpack_perpetual', 'backpack'],
  ['binance_perpetual', 'binance'],
  ['binance_us', 'binanceus'],
  ['bing_x', 'bingx'],
  ['bitget_perpetual', 'bitget'],
  ['bitmart_perpetual', 'bitmart'],
  ['btc_markets', 'btcmarkets'],
  ['bybit_perpetual', 'bybit'],
  ['coinbase_advanced_trade', 'coinbase'],
  ['coinbase_pro', 'coinbaseexchange'],
  ['crypto_com', 'cryptocom'],
  ['derive_perpetual', 'derive'],
  ['dydx_v4_perpetual', 'dydx'],
  ['gate_io', 'gate'],
  ['gate_io_perpetual', 'gate'],
  ['grvt_perpetual', 'grvt'],
  ['hyperliquid_perpetual', 'hyperliquid'],
  ['kucoin_hft', 'kucoin'],
  ['kucoin_perpetual', 'kucoin'],
  ['lighter_perpetual', 'lighter'],
  ['okx_perpetual', 'okx'],
  ['pacifica_perpetual', 'pacifica'],
  ['woo_x', 'woo'],
  // jesse.
  ['apex omni perpetual', 'apex'],
  ['apex pro perpetual', 'apex'],
  ['binance perpetual futures', 'binance'],
  ['binance spot', 'binance'],
  ['binance us spot', 'binanceus'],
  ['bitfinex spot', 'bitfinex'],
  ['bitget spot', 'bitget'],
  ['bitget usdt perpetual', 'bitget'],
  ['bybit spot', 'bybit'],
  ['bybit usdc perpetual', 'bybit'],
  ['bybit usdt perpetual', 'bybit'],
  ['coinbase spot', 'coinbase'],
  ['gate spot', 'gate'],
  ['gate usdt perpetual', 'gate'],
  ['hyperliquid perpetual', 'hyperliquid'],
  ['kraken pro futures', 'krakenfutures'],
  ['kraken pro spot', 'kraken'],
  ['kucoin spot', 'kucoin'],
  ['kucoin usdt perpetual', 'kucoin'],
  ['lighter perpetual', 'lighter'],
]);

/**
 * ccxt's id of the exchange that a bot's file names. Of a name that is not known nothing is guessed: it comes back as
 * it is, in small letters where it is one word, and the audit says that keyaudit knows nothing of it; unless it may be
 * a secret that slipped into the place of the name.
 */
export function exchangeIdOf(name: string): string {
  const trimmed = name.trim();
  const small = trimmed.toLowerCase();
  return ids.get(small) ?? shownName(/^[a-z0-9]+$/.test(small) ? small : trimmed, trimmed);
}

/** An exchange's name as a file has it, for messages; another text for what may be a secret in its place. */
export function shownName(name: string, written = name): string {
  const isLikeSecret = [/^(?=.*\d)[A-Za-z0-9]{16,}$/, /^(?=.*\d)(?=.*[A-Z])[\w+/=-]{20,}$/].some((shape) =>
    shape.test(written),
  );
  return isLikeSecret || written.includes('-----BEGIN') ? 'a name that may be a secret' : name;
}
