import type { Depth } from '../../model/account.js';
import { AccountError } from '../../model/account-error.js';
import { unknown } from '../../model/fact.js';
import type { Collected, ExchangeAdapter, ExchangeClient } from '../adapter.js';
import { describeOthers, namelessIn } from '../key-lists.js';
import { addressOfKey, walletAddress } from '../wallets.js';
import { failureCode, failures } from './failures.js';
import { agentsOf, describeAgent, describeCallingAgent, describeMasterKey } from './normalize.js';
import { agents } from './reads.js';
import { remedies } from './remedies.js';

/** Aster has no API keys: what signs is the wallet's own key, or one of the agents that it approved, which are listed. */
export const aster: ExchangeAdapter = {
  id: 'aster',
  name: 'Aster',
  credentials: ['walletAddress', 'privateKey'],
  namedBy: 'walletAddress',
  wallet: true,
  publicKeyOf: addressOfKey,
  reads: [agents],
  hazards: [
    {
      name: 'approves-builder-fee',
      what: "ccxt's own methods sign in, and by that approve a fee for ccxt, with the key that they are given.",
      handling: 'avoided',
      how: 'keyaudit has ccxt sign one declared call. It loads no markets, does not sign in, and approves nothing.',
    },
  ],
  tells: {
    permissions: 'partly',
    ipList: 'yes',
    created: 'no',
    modified: 'no',
    expires: 'yes',
    lastUsed: 'no',
    siblings: 'yes',
    subAccounts: 'no',
    safety: 'no',
  },
  failureCode,
  failures,
  remedies,

  collect: async (client: ExchangeClient, depth: Depth): Promise<Collected> => {
    const user = walletAddress(client.publicCredential('walletAddress'));
    const signer = client.publicKey;
    if (signer === undefined) {
      throw new AccountError(
        'invalid-credentials',
        'Aster answers signed questions only: add the privateKey.',
      );
    }
    const answer = await client.read(agents, { user, signer }).catch((error: unknown) => error);
    if (answer instanceof AccountError && answer.kind === 'ip-refused' && signer === user) {
      return turnedAway(client, signer, answer);
    }
    if (answer instanceof Error) throw answer;
    const list = agentsOf(answer, signer);
    return {
      identity: client.identify(signer),
      calling: signer === user ? describeMasterKey() : describeCallingAgent(list),
      others: depth === 'key' ? [] : describeOthers(client, list, describeAgent),
      refused: namelessIn(list, 'Aster'),
    };
  },
};

/** The wallet's own key has no list of addresses: what is refused is this machine, whoever signs. */
function turnedAway(client: ExchangeClient, signer: string, error: AccountError): Collected {
  const why = unknown('refused', error.message);
  return {
    identity: client.identify(signer),
    calling: { ...describeMasterKey(), enabled: why },
    accepted: why,
    others: [],
    refused: [error],
  };
}
