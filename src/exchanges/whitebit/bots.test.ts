import { expect, it } from 'vitest';
import { Secret } from '../../model/secret.ts';
import type { SimulatedRequest } from '../../simulator/protocol.ts';
import { startSimulator } from '../../simulator/server.ts';
import { createCollector } from '../collector.ts';
import { loadExchanges } from '../index.ts';

const keys = { apiKey: 'invented-whitebit-key', secret: 'invented whitebit secret' };

async function audit(acceptHazards: readonly string[]) {
  const asked: SimulatedRequest[] = [];
  const balance = { available: '0', freeze: '0' };
  const simulator = await startSimulator({
    accounts: [
      {
        exchange: 'whitebit',
        ...keys,
        answers: [{ method: 'POST', path: '/api/v4/trade-account/balance', body: balance }],
      },
    ],
    onRequest: (request) => asked.push(request),
  });
  try {
    const collect = createCollector({
      exchanges: await loadExchanges(['whitebit']),
      depth: 'account',
      version: '0.0.0',
      timeoutMs: 5000,
      environmentProxy: false,
      signal: new AbortController().signal,
      onRequest: () => {},
      onBug: (error) => {
        throw error;
      },
    });
    const facts = await collect({
      name: 'bot',
      exchange: 'whitebit',
      credentials: async () => ({ apiKey: new Secret(keys.apiKey), secret: new Secret(keys.secret) }),
      acceptHazards,
      proxy: null,
      baseUrl: simulator.url,
    });
    return { asked, facts };
  } finally {
    await simulator.close();
  }
}

it('asks nothing of a key that could be switched off by it, and says what to write', async () => {
  const { asked, facts } = await audit([]);
  expect(asked).toEqual([]);
  expect(facts.error?.kind).toBe('permission-refused');
  expect(facts.error?.message).toContain('acceptHazards: [untrusted-address]');
});

it('leaves the nonces of a bot beside it alone', async () => {
  const { asked, facts } = await audit(['untrusted-address']);
  expect(facts.status).toBe('audited');
  expect(asked).toHaveLength(1);
  for (const { body } of asked) expect(JSON.parse(body)).toMatchObject({ nonceWindow: true, ticker: 'BTC' });
});
