import type { ExchangeAdapter } from './adapter.js';

/** Every exchange that keyaudit knows, by ccxt's id. Each is loaded when it is asked for: start-up counts. */
const loaders: ReadonlyMap<string, () => Promise<ExchangeAdapter>> = new Map([
  ['binance', async () => (await import('./binance/index.js')).binance],
  ['bybit', async () => (await import('./bybit/index.js')).bybit],
  ['okx', async () => (await import('./okx/index.js')).okx],
  ['kraken', async () => (await import('./kraken/index.js')).kraken],
  ['kucoin', async () => (await import('./kucoin/index.js')).kucoin],
]);

export const exchangeIds: readonly string[] = [...loaders.keys()];

/** The adapters of these exchanges, by id; ids that keyaudit does not know are left out. */
export async function loadExchanges(
  ids: readonly string[] = exchangeIds,
): Promise<ReadonlyMap<string, ExchangeAdapter>> {
  const known = [...new Set(ids)].flatMap((id) => loaders.get(id) ?? []);
  const adapters = await Promise.all(known.map((load) => load()));
  return new Map(adapters.map((adapter) => [adapter.id, adapter]));
}
