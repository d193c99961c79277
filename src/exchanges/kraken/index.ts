import type { Collected, ExchangeAdapter, ExchangeClient } from '../adapter.js';
import { askUpTheLadder, nonceHazards } from '../nonce-ladder.js';
import { absent, asObject, type Body, unexpected } from '../readers.js';
import { failureCode, failures } from './failures.js';
import { describeKey } from './normalize.js';
import { apiKeyInfo } from './reads.js';
import { remedies } from './remedies.js';

const name = 'Kraken';

/** Kraken's spot exchange tells of the calling key alone. Kraken Futures has keys of its own. */
export const kraken: ExchangeAdapter = {
  id: 'kraken',
  name,
  credentials: ['apiKey', 'secret'],
  reads: [apiKeyInfo],
  hazards: [
    ...nonceHazards(name),
    {
      name: 'idle-timer',
      what: 'Kraken may disable a key that lay idle for months; one that keyaudit asks about may count as used.',
      handling: 'inherent',
      how: 'Bots and funds are not touched by it, but a forgotten key may live on for as long as it is audited.',
    },
  ],
  tells: {
    permissions: 'yes',
    ipList: 'yes',
    created: 'yes',
    modified: 'yes',
    expires: 'yes',
    lastUsed: 'partly',
    siblings: 'no',
    subAccounts: 'no',
    safety: 'no',
  },
  failureCode,
  failures,
  remedies,

  collect: async (client: ExchangeClient): Promise<Collected> => {
    const rules = { exchangeName: name, refusedCode: 'EAPI:Invalid nonce' };
    const body = await askUpTheLadder(client, rules, (nonce) => client.read(apiKeyInfo, {}, { nonce }));
    return { calling: describeKey(resultOf(body)), others: [], refused: [] };
  },
};

/** An answer is `{error: [], result: {…}}`. */
function resultOf(answer: unknown): Body {
  const body = asObject(answer);
  const result = asObject(body?.result);
  const { error } = body ?? {};
  // With a list that has entries it would not have come this far.
  if (result === undefined || !(absent(error) || Array.isArray(error))) {
    throw unexpected(name, 'not with the documented object');
  }
  return result;
}
