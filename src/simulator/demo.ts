import type { SimulatedAccount } from './server.js';

/** An account of the demonstration: a key the simulator knows, and what reports call it. */
export interface DemoAccount extends SimulatedAccount {
  readonly name: string;
}

const invented = (exchange: string, name: string) => ({
  exchange,
  name,
  apiKey: `${exchange}-demo-key-of-${name}`,
  // Kraken's secrets are base64; to the others it is a text like any.
  secret: Buffer.from(`demo secret of ${name}`).toString('base64'),
});

/** One account at each exchange, and one situation each that people meet. */
export const demoAccounts: readonly DemoAccount[] = [
  // A caller had the owner add the withdrawal right yesterday.
  { ...invented('kraken', 'savings'), answers: 'widened' },
  { ...invented('bybit', 'grid-bot'), answers: 'well-kept' },
  { ...invented('binance', 'tax-tracker'), answers: 'tracker' },
  // The exchange refuses this machine's address.
  { ...invented('okx', 'office-bot'), password: 'demo passphrase', answers: 'wrong-ip' },
  // The exchange is down.
  { ...invented('kucoin', 'spot-bot'), password: 'demo passphrase', answers: 'well-kept', fault: 'http-503' },
];
