import type { Depth } from '../../model/account.js';
import { AccountError } from '../../model/account-error.js';
import type { Collected, ExchangeAdapter, ExchangeClient } from '../adapter.js';
import { describeOthers, namelessIn } from '../key-lists.js';
import { failureCode, failures } from './failures.js';
import { addressIn, describeCallingKey, describeSessionKey, sessionKeysIn } from './normalize.js';
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
  publicKeyOf: ({ privateKey = '' }, ccxt) => {
    if (!/^(0x)?[0-9a-f]{64}$/i.test(privateKey)) throw new Error('not 64 hexadecimal digits');
    // ccxt has it in the class that all its exchanges extend.
    const { ethGetAddressFromPrivateKey } = ccxt as { ethGetAddressFromPrivateKey(key: string): string };
    return ethGetAddressFromPrivateKey.call(ccxt, privateKey);
  },
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
    const signer = client.publicKey?.toLowerCase() ?? '';
    const given = client.publicCredential('walletAddress') ?? '';
    const wallet = addressIn(given);
    if (wallet === undefined) throw noAddress;
    const keys = sessionKeysIn(await client.read(sessionKeys, { wallet: given }), signer);
    return {
      identity: client.identify(signer),
      calling: describeCallingKey(keys, signer, wallet),
      others: depth === 'key' ? [] : describeOthers(client, keys, describeSessionKey),
      refused: namelessIn(keys, 'Derive'),
    };
  },
};

const noAddress = new AccountError(
  'invalid-credentials',
  'The walletAddress is not an address (0x and 40 hexadecimal digits); nothing was asked.',
);
