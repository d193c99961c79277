import { expect, it } from 'vitest';
import { type Account, createAuditor, Secret } from './index.ts';
import { startSimulator } from './simulator/server.ts';

const credentials = async () => ({
  apiKey: new Secret('invented-key'),
  secret: new Secret('invented-secret'),
});

it('tells of an account that is not asked as it failed before, and asks the others', async () => {
  const asked: string[] = [];
  const good = { exchange: 'binance', apiKey: 'invented-key', secret: 'invented-secret', answers: 'tracker' };
  const simulator = await startSimulator({
    accounts: [good],
    onRequest: ({ path }) => asked.push(path),
  });
  const account = (name: string, baseUrl: string): Account => ({
    ...{ name, exchange: 'binance', credentials, acceptHazards: [], proxy: null, baseUrl },
  });
  // Nothing listens there.
  const down = account('down', 'http://127.0.0.1:1');
  const accounts = [account('up', simulator.url), down];
  try {
    const audit = createAuditor();
    const first = await audit({ accounts, depth: 'key' });
    expect(first.accounts.map(({ status }) => status)).toEqual(['audited', 'failed']);
    const before = asked.length;
    const second = await audit({
      accounts: [accounts[0] as Account, { ...down, baseUrl: simulator.url }],
      depth: 'key',
      asks: () => false,
    });
    expect(second.accounts.map(({ name, status }) => [name, status])).toEqual([
      ['up', 'audited'],
      ['down', 'failed'],
    ]);
    expect(second.accounts[1]?.error?.kind).toBe('unreachable');
    expect(asked.length - before).toBe(before);
    // What is not configured any more is forgotten, and with it what it failed with.
    await audit({ accounts: [accounts[0] as Account], depth: 'key' });
    const back = await audit({
      accounts: [{ ...down, baseUrl: simulator.url }],
      depth: 'key',
      asks: () => false,
    });
    expect(back.accounts.map(({ status }) => status)).toEqual(['audited']);
  } finally {
    await simulator.close();
  }
});
