import type { Collected, ExchangeAdapter, ExchangeClient } from '../adapter.js';
import { askUpTheLadder, nonceHazards } from '../nonce-ladder.js';
import { failureCode, failures } from './failures.js';
import { describeKey } from './normalize.js';
import { roles } from './reads.js';
import { remedies } from './remedies.js';
import { sign } from './sign.js';

const name = 'Gemini';

/** Gemini tells the roles of the calling key, and nothing else of any key. */
export const gemini: ExchangeAdapter = {
  id: 'gemini',
  name,
  credentials: ['apiKey', 'secret'],
  reads: [roles],
  hazards: [
    ...nonceHazards(name),
    {
      name: 'heartbeat',
      what:
        'Gemini cancels the open orders of a key with "Requires Heartbeat" once it has heard nothing from the key for ' +
        '30 seconds; an audit is heard, and starts the 30 seconds again.',
      handling: 'inherent',
      how:
        'A running bot is not touched by it. The orders of one that stops just then are cancelled up to 40 seconds ' +
        'later than without the audit: do not audit such a key more often than once a minute.',
    },
  ],
  tells: {
    permissions: 'yes',
    ipList: 'no',
    created: 'no',
    modified: 'no',
    expires: 'no',
    lastUsed: 'no',
    siblings: 'no',
    subAccounts: 'no',
    safety: 'no',
  },
  sign,
  failureCode,
  testHosts: ['api.sandbox.gemini.com'],
  failures,
  remedies,

  collect: async (client: ExchangeClient): Promise<Collected> => {
    const rules = { exchangeName: name, refusedCode: 'InvalidNonce', decimals: true };
    const answer = await askUpTheLadder(client, rules, (nonce) => client.read(roles, {}, { nonce }));
    return { calling: describeKey(answer, client.isCalling('account-*')), others: [], refused: [] };
  },
};
