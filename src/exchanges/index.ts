import type { ExchangeAdapter } from './adapter.js';
import { binance } from './binance/index.js';

/** Every exchange that keyaudit knows, by ccxt's id. */
export const exchanges: ReadonlyMap<string, ExchangeAdapter> = new Map(
  [binance].map((adapter) => [adapter.id, adapter]),
);
