// Simulated exchanges for scripts/watch-memory.js, with the configuration and the variables that reach them, and a
// folder for the history, which is gone in the end.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSimulator } from '../dist/simulator/server.js';

const accounts = [
  { exchange: 'bybit', answers: 'well-kept' },
  { exchange: 'binance', answers: 'tracker' },
].map((account) => ({
  ...account,
  apiKey: `invented-key-at-${account.exchange}`,
  secret: Buffer.from(`invented secret at ${account.exchange}`).toString('base64'),
}));

const { url } = await startSimulator({ accounts });
const variable = (exchange, what) => `WATCHED_${exchange.toUpperCase()}_${what}`;
const config = {
  accounts: accounts.map(({ exchange }) => ({
    name: exchange,
    exchange,
    baseUrl: url,
    credentials: { env: { apiKey: variable(exchange, 'KEY'), secret: variable(exchange, 'SECRET') } },
  })),
};
const folder = mkdtempSync(join(tmpdir(), 'keyaudit-watch-'));
const file = join(folder, 'keyaudit.config.json');
writeFileSync(file, JSON.stringify(config));
const env = Object.fromEntries(
  accounts.flatMap(({ exchange, apiKey, secret }) => [
    [variable(exchange, 'KEY'), apiKey],
    [variable(exchange, 'SECRET'), secret],
  ]),
);
process.send({ config: file, env: { ...env, XDG_STATE_HOME: folder } });
process.on('disconnect', () => {
  rmSync(folder, { recursive: true });
  process.exit();
});
