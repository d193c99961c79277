import { expect, it } from 'vitest';
import { auditAt } from '../../test/helpers/gate.ts';
import { Secret } from '../model/secret.ts';
import { startSimulator } from '../simulator/server.ts';
import { coinsph } from './coinsph/index.ts';
import { createCollector } from './collector.ts';
import { identify } from './identity.ts';
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
  const adapter = exchanges.get(exchange);
  if (adapter === undefined) throw new Error(`no adapter ${exchange}`);
  const credentials = Object.fromEntries(
    adapter.credentials.map((name) => [name, `invented-${exchange}-${name}`]),
  );
  // Nothing listens there.
  const { keys } = await auditAt('http://127.0.0.1:1', adapter, credentials, { depth: 'key' });
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
    expect(JSON.stringify([facts.error?.message, facts.keys, facts.keysListed])).not.toContain('CANARYkey');
  } finally {
    await simulator.close();
  }
});

it('knows a key that it was given, whole or shown in part, of its own exchange', async () => {
  const collector = createCollector({
    exchanges: new Map([['coinsph', coinsph]]),
    depth: 'key',
    version: '0.0.0',
    timeoutMs: 5000,
    environmentProxy: false,
    signal: new AbortController().signal,
    onRequest: () => {},
    onBug: () => {},
  });
  const secrets = { apiKey: new Secret('invented-key'), secret: new Secret('invented-secret') };
  const account = { name: 'bot', exchange: 'coinsph', credentials: async () => secrets, acceptHazards: [] };
  expect(collector.isOpened('coinsph', identify('coinsph', 'invented-key'))).toBe(false);
  // Nothing listens there.
  await collector({ ...account, proxy: null, baseUrl: 'http://127.0.0.1:1' });
  expect(
    [
      identify('coinsph', 'invented-key'),
      identify('coinsph', 'inve***-key'),
      identify('coinsph', 'other-key'),
      identify('coinsph', 'othe***-key'),
      identify('binance', 'invented-key'),
    ].map((key) => collector.isOpened('coinsph', key)),
  ).toEqual([true, true, false, false, false]);
});
