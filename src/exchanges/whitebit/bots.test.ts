import { expect, it } from 'vitest';
import { auditAt } from '../../../test/helpers/gate.ts';
import type { SimulatedRequest } from '../../simulator/protocol.ts';
import { startSimulator } from '../../simulator/server.ts';
import { whitebit } from './index.ts';

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
    const facts = await auditAt(simulator.url, whitebit, keys, { acceptHazards });
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
