import { expect, it } from 'vitest';
import { auditAt } from '../../test/helpers/gate.ts';
import { startSimulator } from '../simulator/server.ts';
import { coinsph } from './coinsph/index.ts';

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
