import type { Protocol } from '../protocol.js';
import { ascendex } from './ascendex.js';
import { aster } from './aster.js';
import { binance } from './binance.js';
import { bingx } from './bingx.js';
import { bitfinex } from './bitfinex.js';
import { bitflyer } from './bitflyer.js';
import { bitget } from './bitget.js';
import { bithumb } from './bithumb.js';
import { bitmex } from './bitmex.js';
import { bitstamp } from './bitstamp.js';
import { bitvavo } from './bitvavo.js';
import { blofin } from './blofin.js';
import { bybit } from './bybit.js';
import { coinbase } from './coinbase.js';
import { coinex } from './coinex.js';
import { coinsph } from './coinsph.js';
import { deribit } from './deribit.js';
import { derive } from './derive.js';
import { dydx } from './dydx.js';
import { gate } from './gate.js';
import { gemini } from './gemini.js';
import { grvt } from './grvt.js';
import { hitbtc } from './hitbtc.js';
import { bittrade, htx } from './htx.js';
import { hyperliquid } from './hyperliquid.js';
import { kraken } from './kraken.js';
import { krakenfutures } from './krakenfutures.js';
import { kucoin } from './kucoin.js';
import { lbank } from './lbank.js';
import { lighter } from './lighter.js';
import { mexc } from './mexc.js';
import { nado } from './nado.js';
import { okx } from './okx.js';
import { orderly } from './orderly.js';
import { pacifica } from './pacifica.js';
import { paradex } from './paradex.js';
import { phemex } from './phemex.js';
import { upbit } from './upbit.js';
import { whitebit } from './whitebit.js';
import { woo } from './woo.js';
import { xt } from './xt.js';
import { zaif } from './zaif.js';

/** By ccxt's id. */
export const protocols: Readonly<Record<string, Protocol>> = {
  binance,
  bybit,
  okx,
  kraken,
  kucoin,
  blofin,
  coinbase,
  hitbtc,
  bequant: hitbtc,
  fmfwio: hitbtc,
  bitfinex,
  mexc,
  krakenfutures,
  gate,
  gateeu: gate,
  bitflyer,
  bithumb,
  bitget,
  gemini,
  bitvavo,
  deribit,
  upbit,
  bingx,
  htx,
  bittrade,
  lbank,
  coinsph,
  xt,
  woo,
  bitstamp,
  phemex,
  paradex,
  dydx,
  pacifica,
  hyperliquid,
  lighter,
  grvt,
  nado,
  bitmex,
  ascendex,
  zaif,
  aster,
  derive,
  modetrade: orderly,
  woofipro: orderly,
  whitebit,
  coinex,
};
