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
  ['binanceusdm', async () => (await import('./binance/index.js')).binanceusdm],
  ['binancecoinm', async () => (await import('./binance/index.js')).binancecoinm],
  ['binanceus', async () => (await import('./binance/us.js')).binanceus],
  ['bybiteu', async () => (await import('./bybit/index.js')).bybiteu],
  ['bybitid', async () => (await import('./bybit/index.js')).bybitid],
  ['myokx', async () => (await import('./okx/index.js')).myokx],
  ['okxus', async () => (await import('./okx/index.js')).okxus],
  ['kucoinfutures', async () => (await import('./kucoin/index.js')).kucoinfutures],
  // Those that tell nothing of their keys.
  ['alpaca', async () => (await import('./no-introspection/alpaca.js')).alpaca],
  ['apex', async () => (await import('./no-introspection/apex.js')).apex],
  ['backpack', async () => (await import('./no-introspection/backpack.js')).backpack],
  ['bigone', async () => (await import('./no-introspection/bigone.js')).bigone],
  ['bit2c', async () => (await import('./no-introspection/bit2c.js')).bit2c],
  ['bitbank', async () => (await import('./no-introspection/bitbank.js')).bitbank],
  ['bitbns', async () => (await import('./no-introspection/bitbns.js')).bitbns],
  ['bitopro', async () => (await import('./no-introspection/bitopro.js')).bitopro],
  ['bitrue', async () => (await import('./no-introspection/bitrue.js')).bitrue],
  ['bitso', async () => (await import('./no-introspection/bitso.js')).bitso],
  ['bitteam', async () => (await import('./no-introspection/bitteam.js')).bitteam],
  ['blockchaincom', async () => (await import('./no-introspection/blockchaincom.js')).blockchaincom],
  ['btcbox', async () => (await import('./no-introspection/btcbox.js')).btcbox],
  ['btcmarkets', async () => (await import('./no-introspection/btcmarkets.js')).btcmarkets],
  ['btcturk', async () => (await import('./no-introspection/btcturk.js')).btcturk],
  ['btse', async () => (await import('./no-introspection/btse.js')).btse],
  ['bullish', async () => (await import('./no-introspection/bullish.js')).bullish],
  ['bydfi', async () => (await import('./no-introspection/bydfi.js')).bydfi],
  ['cex', async () => (await import('./no-introspection/cex.js')).cex],
  ['coincheck', async () => (await import('./no-introspection/coincheck.js')).coincheck],
  ['coinmate', async () => (await import('./no-introspection/coinmate.js')).coinmate],
  ['coinone', async () => (await import('./no-introspection/coinone.js')).coinone],
  ['coinspot', async () => (await import('./no-introspection/coinspot.js')).coinspot],
  ['cryptomus', async () => (await import('./no-introspection/cryptomus.js')).cryptomus],
  ['delta', async () => (await import('./no-introspection/delta.js')).delta],
  ['digifinex', async () => (await import('./no-introspection/digifinex.js')).digifinex],
  ['extended', async () => (await import('./no-introspection/extended.js')).extended],
  ['foxbit', async () => (await import('./no-introspection/foxbit.js')).foxbit],
  ['hibachi', async () => (await import('./no-introspection/hibachi.js')).hibachi],
  ['hollaex', async () => (await import('./no-introspection/hollaex.js')).hollaex],
  [
    'independentreserve',
    async () => (await import('./no-introspection/independentreserve.js')).independentreserve,
  ],
  ['indodax', async () => (await import('./no-introspection/indodax.js')).indodax],
  ['latoken', async () => (await import('./no-introspection/latoken.js')).latoken],
  ['luno', async () => (await import('./no-introspection/luno.js')).luno],
  ['mercado', async () => (await import('./no-introspection/mercado.js')).mercado],
  ['mudrex', async () => (await import('./no-introspection/mudrex.js')).mudrex],
  ['ndax', async () => (await import('./no-introspection/ndax.js')).ndax],
  ['onetrading', async () => (await import('./no-introspection/onetrading.js')).onetrading],
  ['p2b', async () => (await import('./no-introspection/p2b.js')).p2b],
  ['paymium', async () => (await import('./no-introspection/paymium.js')).paymium],
  ['poloniex', async () => (await import('./no-introspection/poloniex.js')).poloniex],
  ['revolutx', async () => (await import('./no-introspection/revolutx.js')).revolutx],
  ['tokocrypto', async () => (await import('./no-introspection/tokocrypto.js')).tokocrypto],
  ['weex', async () => (await import('./no-introspection/weex.js')).weex],
  ['zebpay', async () => (await import('./no-introspection/zebpay.js')).zebpay],
]);

export const exchangeIds: readonly string[] = [...loaders.keys()];

/** Exchanges whose keys are one text, which ccxt calls the secret. */
export const secretAlone: readonly string[] = ['blockchaincom', 'cryptomus', 'mudrex'];

/** The adapters of these exchanges, by id; ids that keyaudit does not know are left out. */
export async function loadExchanges(
  ids: readonly string[] = exchangeIds,
): Promise<ReadonlyMap<string, ExchangeAdapter>> {
  const known = [...new Set(ids)].flatMap((id) => loaders.get(id) ?? []);
  const adapters = await Promise.all(known.map((load) => load()));
  return new Map(adapters.map((adapter) => [adapter.id, adapter]));
}
