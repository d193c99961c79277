import type { Protocol } from '../protocol.js';
import { binance } from './binance.js';
import { bingx } from './bingx.js';
import { bitfinex } from './bitfinex.js';
import { bitflyer } from './bitflyer.js';
import { bitget } from './bitget.js';
import { bithumb } from './bithumb.js';
import { bitvavo } from './bitvavo.js';
import { blofin } from './blofin.js';
import { bybit } from './bybit.js';
import { coinbase } from './coinbase.js';
import { coinbaseexchange } from './coinbaseexchange.js';
import { coinbaseinternational } from './coinbaseinternational.js';
import { cryptocom } from './cryptocom.js';
import { deepcoin } from './deepcoin.js';
import { deribit } from './deribit.js';
import { gate } from './gate.js';
import { gemini } from './gemini.js';
import { hashkey } from './hashkey.js';
import { hitbtc } from './hitbtc.js';
import { bittrade, htx } from './htx.js';
import { kraken } from './kraken.js';
import { krakenfutures } from './krakenfutures.js';
import { kucoin } from './kucoin.js';
import { lbank } from './lbank.js';
import { mexc } from './mexc.js';
import { okx } from './okx.js';
import { toobit } from './toobit.js';
import { upbit } from './upbit.js';

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
  coinbaseexchange,
  coinbaseinternational,
  cryptocom,
  toobit,
  hashkey,
  deepcoin,
};
