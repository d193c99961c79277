import { expect, it } from 'vitest';
import { auditAt } from '../../test/helpers/gate.ts';
import type { CredentialName } from '../model/credentials.ts';
import { Secret } from '../model/secret.ts';
import { startSimulator } from '../simulator/server.ts';
import { coinsph } from './coinsph/index.ts';
import { createCollector } from './collector.ts';
import { loadExchanges } from './index.ts';

const exchanges = await loadExchanges(['alpaca', 'extended', 'grvt', 'hibachi', 'mudrex', 'onetrading']);

it.each<[exchange: string, masked: string]>([
  ['alpaca', 'inve…iKey'],
  ['extended', '…'],
  ['grvt', '…'],
  ['hibachi', '…'],
  ['mudrex', '…'],
  ['onetrading', '…'],
])('shows of a key of %s, which may be all that it takes to use it: %s', async (exchange, masked) => {
  const names = exchanges.get(exchange)?.credentials ?? [];
  const invented = (name: CredentialName) => new Secret(`invented-${exchange}-${name}`);
  const collect = createCollector({
    exchanges,
    depth: 'key',
    version: '0.0.0',
    timeoutMs: 1000,
    environmentProxy: false,
    signal: new AbortController().signal,
    onRequest: () => {},
    onBug: (bug) => {
      throw bug;
    },
  });
  const { keys } = await collect({
    name: 'invented',
    exchange,
    credentials: async () => Object.fromEntries(names.map((name) => [name, invented(name)])),
    acceptHazards: [],
    proxy: null,
    // Nothing listens there.
    baseUrl: 'http://127.0.0.1:1',
  });
  expect(keys[0]?.identity.masked).toBe(masked);
  expect(keys[0]?.identity.fingerprint).toMatch(/^sha256:[0-9a-f]{64}$/);
});

it('blots a key out of an error, where an exchange echoes it in the place of a code', async () => {
  const secrets = { apiKey: 'CANARYkeyCANARY', secret: 'CANARYsecret' };
  const simulator = await startSimulator({
    accounts: [
      {
        exchange: 'coinsph',
        ...secrets,
        answers: [
          { method: 'GET', path: '/openapi/v1/api-keys', body: { code: secrets.apiKey, msg: 'no such key' } },
        ],
      },
    ],
  });
  try {
    const facts = await auditAt(simulator.url, coinsph, secrets);
    expect(facts.error?.message).toContain('(error [redacted])');
    expect(JSON.stringify([facts.error?.message, facts.keys])).not.toContain('CANARYkey');
  } finally {
    await simulator.close();
  }
});
