import type { Depth } from '../../model/account.js';
import { AccountError } from '../../model/account-error.js';
import { type Fact, known, unknown } from '../../model/fact.js';
import type { Collected, ExchangeAdapter, ExchangeClient, OtherKey } from '../adapter.js';
import { unexpected } from '../readers.js';
import { addressOfKey, unknownKeyFromAnywhere, walletAddress } from '../wallets.js';
import { failureCode, failures } from './failures.js';
import { describeSigner, readLinkedSigner } from './normalize.js';
import { linkedSigner } from './reads.js';
import { remedies } from './remedies.js';

/**
 * At Nado the wallet's own key signs, or the one signer that the wallet linked to a sub-account; everybody is told
 * which address that is. A private key only says which of the two a bot signs with, and is never sent.
 */
export const nado: ExchangeAdapter = {
  id: 'nado',
  name: 'Nado',
  credentials: ['walletAddress'],
  optionalCredentials: ['privateKey', 'accountId'],
  namedBy: 'walletAddress',
  wallet: true,
  reads: [linkedSigner],
  hazards: [],
  tells: {
    permissions: 'yes',
    ipList: 'no',
    created: 'no',
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
  publicKeyOf: addressOfKey,

  collect: async (client: ExchangeClient, depth: Depth): Promise<Collected> => {
    const { wallet, name, subaccount } = accountIn(client);
    const signer = client.publicKey;
    const { linked, refused } = await askLinked(client, subaccount, signer === wallet);
    // Its name is a credential, and so is in no report.
    const owner = name === 'default' ? null : 'the sub-account of accountId';
    const other = linked.known && linked.value !== signer ? linked.value : null;
    return {
      identity: client.identify(signer ?? wallet),
      ...callingKey(signer, wallet, linked, owner),
      others: depth === 'key' || other === null ? [] : [sibling(client, other, owner)],
      refused,
    };
  },
};

/** A sub-account is the wallet's address with a name of at most twelve bytes, "default" mostly, as 32 bytes. */
function accountIn(client: ExchangeClient) {
  const wallet = walletAddress(client.publicCredential('walletAddress'));
  const name = client.publicCredential('accountId') ?? 'default';
  const bytes = Buffer.from(name);
  if (bytes.length > 12) {
    throw new AccountError(
      'invalid-credentials',
      'accountId is not the name of a sub-account, which has twelve bytes at most; nothing was asked.',
    );
  }
  return { wallet, name, subaccount: wallet + bytes.toString('hex').padEnd(24, '0') };
}

/** Of the wallet's own key the answer tells nothing; where there is none, it is still the wallet's own. */
async function askLinked(
  client: ExchangeClient,
  subaccount: string,
  isWallets: boolean,
): Promise<{ readonly linked: Fact<string | null>; readonly refused: readonly AccountError[] }> {
  try {
    const linked = readLinkedSigner(await client.read(linkedSigner, { subaccount }));
    return { linked, refused: linked.known ? [] : [unexpected('Nado', linked.detail)] };
  } catch (error) {
    if (!isWallets || !(error instanceof AccountError)) throw error;
    return { linked: unknown('refused', error.message), refused: [error] };
  }
}

function callingKey(
  signer: string | undefined,
  wallet: string,
  linked: Fact<string | null>,
  owner: string | null,
): Pick<Collected, 'calling' | 'accepted'> {
  if (signer === wallet) {
    const accepted = !linked.known && linked.reason === 'refused' ? linked : known(true);
    return { calling: describeSigner(known('master-key'), null, accepted), accepted };
  }
  if (signer === undefined) {
    const calling = describeSigner(addressAlone, owner, addressAlone);
    return { calling: { ...calling, owner: addressAlone }, accepted: addressAlone };
  }
  // It may be the linked signer, or one that was linked once.
  if (!linked.known) return { calling: unknownKeyFromAnywhere(linked), accepted: linked };
  if (linked.value === signer) return { calling: describeSigner(known('agent'), owner, known(true)) };
  throw new AccountError(
    'invalid-credentials',
    "Nado lets this private key sign for nothing: it is neither the wallet's own, nor the signer that is linked to the " +
      'sub-account. (accountId is the name of the sub-account; without it, "default" is meant.)',
  );
}

const addressAlone = unknown(
  'not-exposed',
  "only the wallet's address was given, which does not tell what signs: add privateKey",
);

function sibling(client: ExchangeClient, linked: string, owner: string | null): OtherKey {
  return {
    ...describeSigner(known('agent'), owner, known(true)),
    identity: client.identify(linked),
    relation: 'sibling',
  };
}
