import { expect, it } from 'vitest';
import { Secret } from '../model/secret.ts';
import { binance } from './binance/index.ts';
import { hyperliquid } from './hyperliquid/index.ts';
import { namingCredential } from './key-name.ts';

const secret = new Secret('invented-secret');
const name = new Secret('invented-name');

it.each([
  ['an API key', binance, { secret, apiKey: name }],
  ['a wallet', hyperliquid, { privateKey: secret, walletAddress: name }],
])('names %s by what the exchange knows it by', (_, adapter, credentials) => {
  expect(namingCredential(adapter, credentials)).toBe(name);
});

it.each([
  ['an API key', binance, { secret }, 'There is no apiKey.'],
  ['a wallet', hyperliquid, { privateKey: secret }, 'There is no walletAddress.'],
])('names %s by no secret where that is missing', (_, adapter, credentials, message) => {
  expect(() => namingCredential(adapter, credentials)).toThrow(message);
});
