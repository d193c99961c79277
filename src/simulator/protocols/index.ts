import type { Protocol } from '../protocol.js';
import { binance } from './binance.js';

/** By ccxt's id. */
export const protocols: Readonly<Record<string, Protocol>> = { binance };
