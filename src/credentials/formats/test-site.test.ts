import { describe, expect, it } from 'vitest';
import { botKeys } from '../bot-variables.js';
import { ccxt } from './ccxt.js';
import type { CredentialFormat } from './format.js';
import { freqtrade } from './freqtrade.js';
import { octobot } from './octobot.js';
import { passivbot } from './passivbot.js';

async function exchangeIn(format: CredentialFormat, content: object) {
  const keys = await format.read({
    ...{ path: '/keys.json', shown: 'keys.json', text: JSON.stringify(content), env: {} },
    readBeside: () => Promise.reject(new Error('there is none')),
    password: () => Promise.reject(new Error('there is none')),
  });
  return keys?.map(({ exchange }) => exchange);
}

const key = { apiKey: 'inventedKey', secret: 'inventedSecret' };
const freqtradeKey = { name: 'binance', key: 'inventedKey', secret: 'inventedSecret' };
const octobotKey = { 'api-key': 'inventedKey', 'api-secret': 'inventedSecret' };

describe('a key of a test site is not taken for one of the live site', () => {
  it.each<[string, CredentialFormat, object]>([
    ['ccxt’s sandbox', ccxt, { binance: { ...key, sandbox: true } }],
    ['ccxt’s testnet', ccxt, { binance: { ...key, testnet: true } }],
    ['ccxt’s option sandbox', ccxt, { binance: { ...key, options: { sandbox: true } } }],
    ['ccxt’s option testnet', ccxt, { binance: { ...key, options: { testnet: true } } }],
    ['freqtrade’s old sandbox', freqtrade, { exchange: { ...freqtradeKey, sandbox: true } }],
    ...['ccxt_config', 'ccxt_sync_config', 'ccxt_async_config'].flatMap(
      (name): [string, CredentialFormat, object][] => [
        [`freqtrade’s ${name}`, freqtrade, { exchange: { ...freqtradeKey, [name]: { sandbox: true } } }],
        [
          `an option in freqtrade’s ${name}`,
          freqtrade,
          { exchange: { ...freqtradeKey, [name]: { options: { testnet: true } } } },
        ],
      ],
    ),
    ['passivbot’s testnet', passivbot, { me: { exchange: 'binance', ...key, testnet: true } }],
    ['OctoBot’s sandboxed', octobot, { exchanges: { binance: { ...octobotKey, sandboxed: true } } }],
    ['the same by hand', octobot, { exchanges: { binance: { ...octobotKey, sandboxed: 'True' } } }],
  ])('%s', async (_, format, content) => {
    expect(await exchangeIn(format, content)).toEqual(['binance sandbox']);
  });

  it('nor where the file does not say of which exchange', async () => {
    const { name: _, ...nameless } = freqtradeKey;
    expect(await exchangeIn(freqtrade, { exchange: { ...nameless, sandbox: true } })).toEqual(['a sandbox']);
  });

  const variables = {
    FREQTRADE__EXCHANGE__KEY: 'inventedKey',
    FREQTRADE__EXCHANGE__SECRET: 'inventedSecret',
  };
  it.each<[string, Readonly<Record<string, string>>, string]>([
    ['sandbox', { FREQTRADE__EXCHANGE__SANDBOX: 'true' }, 'binance sandbox'],
    // freqtrade takes one letter for it.
    ['an option', { FREQTRADE__exchange__ccxt_config__options__testnet: 'T' }, 'binance sandbox'],
    ['a switch that is off', { FREQTRADE__EXCHANGE__SANDBOX: 'false' }, 'binance'],
  ])('by freqtrade’s variables: %s', (_, more, exchange) => {
    const found = botKeys({ ...variables, FREQTRADE__EXCHANGE__NAME: 'binance', ...more });
    expect(found.map((each) => each.exchange)).toEqual([exchange]);
  });

  it.each<[string, CredentialFormat, object]>([
    ['sandbox is false', ccxt, { binance: { ...key, sandbox: false, options: { testnet: false } } }],
    ['OctoBot says so', octobot, { exchanges: { binance: { ...octobotKey, sandboxed: false } } }],
  ])('one of the live site is, where %s', async (_, format, content) => {
    expect(await exchangeIn(format, content)).toEqual(['binance']);
  });
});
