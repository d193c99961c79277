import type { ExchangeAdapter } from './adapter.js';

/** Every exchange that keyaudit knows, by ccxt's id. Each is loaded when it is asked for: start-up counts. */
const loaders: ReadonlyMap<string, () => Promise<ExchangeAdapter>> = new Map([
  ['binance', async () => (await import('./binance/index.js')).binance],
  ['bybit', async () => (await import('./bybit/index.js')).bybit],
  ['okx', async () => (await import('./okx/index.js')).okx],
  ['kraken', async () => (await import('./kraken/index.js')).kraken],
  ['kucoin', async () => (await import('./kucoin/index.js')).kucoin],
  ['blofin', async () => (await import('./blofin/index.js')).blofin],
  ['coinbase', async () => (await import('./coinbase/index.js')).coinbase],
  ['hitbtc', async () => (await import('./hitbtc/index.js')).hitbtc],
  ['bequant', async () => (await import('./hitbtc/index.js')).bequant],
  ['fmfwio', async () => (await import('./hitbtc/index.js')).fmfwio],
  ['bitfinex', async () => (await import('./bitfinex/index.js')).bitfinex],
  ['mexc', async () => (await import('./mexc/index.js')).mexc],
  ['krakenfutures', async () => (await import('./krakenfutures/index.js')).krakenfutures],
  ['gate', async () => (await import('./gate/index.js')).gate],
  ['gateeu', async () => (await import('./gate/index.js')).gateeu],
  ['bitflyer', async () => (await import('./bitflyer/index.js')).bitflyer],
  ['bithumb', async () => (await import('./bithumb/index.js')).bithumb],
  ['bitget', async () => (await import('./bitget/index.js')).bitget],
  ['gemini', async () => (await import('./gemini/index.js')).gemini],
  ['bitvavo', async () => (await import('./bitvavo/index.js')).bitvavo],
  ['deribit', async () => (await import('./deribit/index.js')).deribit],
  ['upbit', async () => (await import('./upbit/index.js')).upbit],
  ['bingx', async () => (await import('./bingx/index.js')).bingx],
  ['htx', async () => (await import('./htx/index.js')).htx],
  ['bittrade', async () => (await import('./htx/index.js')).bittrade],
  ['lbank', async () => (await import('./lbank/index.js')).lbank],
  ['coinbaseexchange', async () => (await import('./coinbaseexchange/index.js')).coinbaseexchange],
  [
    'coinbaseinternational',
    async () => (await import('./coinbaseinternational/index.js')).coinbaseinternational,
  ],
  ['cryptocom', async () => (await import('./cryptocom/index.js')).cryptocom],
  ['toobit', async () => (await import('./no-introspection/toobit.js')).toobit],
  ['hashkey', async () => (await import('./no-introspection/hashkey.js')).hashkey],
  ['deepcoin', async () => (await import('./no-introspection/deepcoin.js')).deepcoin],
]);

export const exchangeIds: readonly string[] = [...loaders.keys()];

/** Exchanges whose keys are one text, which ccxt calls the secret. */
export const secretAlone: readonly string[] = [];

/** The adapters of these exchanges, by id; ids that keyaudit does not know are left out. */
export async function loadExchanges(
  ids: readonly string[] = exchangeIds,
): Promise<ReadonlyMap<string, ExchangeAdapter>> {
  const known = [...new Set(ids)].flatMap((id) => loaders.get(id) ?? []);
  const adapters = await Promise.all(known.map((load) => load()));
  return new Map(adapters.map((adapter) => [adapter.id, adapter]));
}
