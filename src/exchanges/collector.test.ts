import { expect, it } from 'vitest';
import { auditAt } from '../../test/helpers/gate.ts';
import { startSimulator } from '../simulator/server.ts';
import { coinsph } from './coinsph/index.ts';
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
