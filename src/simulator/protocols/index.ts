import type { Protocol } from '../protocol.js';
import { binance } from './binance.js';
import { bybit } from './bybit.js';
import { kraken } from './kraken.js';
import { kucoin } from './kucoin.js';
import { okx } from './okx.js';

/** By ccxt's id. */
export const protocols: Readonly<Record<string, Protocol>> = { binance, bybit, okx, kraken, kucoin };
