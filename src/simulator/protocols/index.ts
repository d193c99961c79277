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
import { coinbaseexchange } from './coinbaseexchange.js';
import { coinbaseinternational } from './coinbaseinternational.js';
import { coinex } from './coinex.js';
import { coinsph } from './coinsph.js';
import { cryptocom } from './cryptocom.js';
import { deepcoin } from './deepcoin.js';
import { deribit } from './deribit.js';
import { derive } from './derive.js';
import { dydx } from './dydx.js';
import { gate } from './gate.js';
import { gemini } from './gemini.js';
import { grvt } from './grvt.js';
import { hashkey } from './hashkey.js';
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
import { alpaca } from './no-introspection/alpaca.js';
import { apex } from './no-introspection/apex.js';
import { backpack } from './no-introspection/backpack.js';
import { bigone } from './no-introspection/bigone.js';
import { bit2c } from './no-introspection/bit2c.js';
import { bitbank } from './no-introspection/bitbank.js';
import { bitbns } from './no-introspection/bitbns.js';
import { bitopro } from './no-introspection/bitopro.js';
import { bitrue } from './no-introspection/bitrue.js';
import { bitso } from './no-introspection/bitso.js';
import { bitteam } from './no-introspection/bitteam.js';
import { blockchaincom } from './no-introspection/blockchaincom.js';
import { btcbox } from './no-introspection/btcbox.js';
import { btcmarkets } from './no-introspection/btcmarkets.js';
import { btcturk } from './no-introspection/btcturk.js';
import { btse } from './no-introspection/btse.js';
import { bullish } from './no-introspection/bullish.js';
import { bydfi } from './no-introspection/bydfi.js';
import { cex } from './no-introspection/cex.js';
import { coincheck } from './no-introspection/coincheck.js';
import { coinmate } from './no-introspection/coinmate.js';
import { coinone } from './no-introspection/coinone.js';
import { coinspot } from './no-introspection/coinspot.js';
import { cryptomus } from './no-introspection/cryptomus.js';
import { delta } from './no-introspection/delta.js';
import { digifinex } from './no-introspection/digifinex.js';
import { extended } from './no-introspection/extended.js';
import { foxbit } from './no-introspection/foxbit.js';
import { hibachi } from './no-introspection/hibachi.js';
import { hollaex } from './no-introspection/hollaex.js';
import { independentreserve } from './no-introspection/independentreserve.js';
import { indodax } from './no-introspection/indodax.js';
import { latoken } from './no-introspection/latoken.js';
import { luno } from './no-introspection/luno.js';
import { mercado } from './no-introspection/mercado.js';
import { mudrex } from './no-introspection/mudrex.js';
import { ndax } from './no-introspection/ndax.js';
import { onetrading } from './no-introspection/onetrading.js';
import { p2b } from './no-introspection/p2b.js';
import { paymium } from './no-introspection/paymium.js';
import { poloniex } from './no-introspection/poloniex.js';
import { revolutx } from './no-introspection/revolutx.js';
import { tokocrypto } from './no-introspection/tokocrypto.js';
import { weex } from './no-introspection/weex.js';
import { zebpay } from './no-introspection/zebpay.js';
import { okx } from './okx.js';
import { orderly } from './orderly.js';
import { pacifica } from './pacifica.js';
import { paradex } from './paradex.js';
import { phemex } from './phemex.js';
import { toobit } from './toobit.js';
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
  binanceusdm: binance,
  binancecoinm: binance,
  binanceus: binance,
  bybiteu: bybit,
  bybitid: bybit,
  myokx: okx,
  okxus: okx,
  kucoinfutures: kucoin,
  // Those that tell nothing of their keys.
  alpaca,
  apex,
  backpack,
  bigone,
  bit2c,
  bitbank,
  bitbns,
  bitopro,
  bitrue,
  bitso,
  bitteam,
  blockchaincom,
  btcbox,
  btcmarkets,
  btcturk,
  btse,
  bullish,
  bydfi,
  cex,
  coincheck,
  coinmate,
  coinone,
  coinspot,
  cryptomus,
  delta,
  digifinex,
  extended,
  foxbit,
  hibachi,
  hollaex,
  independentreserve,
  indodax,
  latoken,
  luno,
  mercado,
  mudrex,
  ndax,
  onetrading,
  p2b,
  paymium,
  poloniex,
  revolutx,
  tokocrypto,
  weex,
  zebpay,
  coinbaseexchange,
  coinbaseinternational,
  cryptocom,
  toobit,
  hashkey,
  deepcoin,
};
