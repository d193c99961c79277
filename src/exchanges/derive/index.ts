import type { Depth } from '../../model/account.js';
import type { Collected, ExchangeAdapter, ExchangeClient } from '../adapter.js';
import { describeOthers, namelessIn } from '../key-lists.js';
import { addressOfKey, walletAddress } from '../wallets.js';
import { failureCode, failures } from './failures.js';
import { describeCallingKey, describeSessionKey, sessionKeysIn } from './normalize.js';
import { sessionKeys } from './reads.js';
import { remedies } from './remedies.js';

/** Derive tells every session key of a wallet. What signs and is none of them is the owner's own key. */
export const derive: ExchangeAdapter = {
  id: 'derive',
  name: 'Derive',
  credentials: ['walletAddress', 'privateKey'],
  namedBy: 'walletAddress',
  wallet: true,
  ccxtOptions: ({ walletAddress }) => ({ deriveWalletAddress: walletAddress }),
  publicKeyOf: addressOfKey,
  reads: [sessionKeys],
  hazards: [],
  tells: {
    permissions: 'yes',
    ipList: 'partly',
    created: 'partly',
    modified: 'no',
    expires: 'yes',
    lastUsed: 'no',
    siblings: 'yes',
    subAccounts: 'no',
    safety: 'no',
  },
  failures,
  remedies,
  failureCode,

  collect: async (client: ExchangeClient, depth: Depth): Promise<Collected> => {
    const signer = client.publicKey ?? '';
    const given = client.publicCredential('walletAddress') ?? '';
    const wallet = walletAddress(given);
    const keys = sessionKeysIn(await client.read(sessionKeys, { wallet: given }), signer);
    return {
      identity: client.identify(signer),
      calling: describeCallingKey(keys, signer, wallet),
      others: depth === 'key' ? [] : describeOthers(client, keys, describeSessionKey),
      refused: namelessIn(keys, 'Derive'),
    };
  },
};
