import type { Depth } from '../../model/account.js';
import { AccountError } from '../../model/account-error.js';
import { type Fact, known, unknown } from '../../model/fact.js';
import type { Collected, ExchangeAdapter, ExchangeClient, OpenCredentials, OtherKey } from '../adapter.js';
import { unexpected } from '../readers.js';
import { collectSubAccounts } from '../sub-accounts.js';
import { addressIn, addressOfKey } from '../wallets.js';
import { accountsOfWallet, indexOf, walletOf } from './accounts.js';
import { failureCode, failures } from './failures.js';
import { describeAnySlot, describeMasterKey, describeSlot } from './normalize.js';
import { type Given, ownSlot } from './own.js';
import { accountByIndex, accountsOf, apiKeys } from './reads.js';
import { remedies } from './remedies.js';
import { publicKeyIn, readSlots, type Slot } from './slots.js';

/**
 * Lighter tells everybody which public keys are in an account's slots. All slots may do the same, so that what is
 * told is whether a key is still in one, and which others there are. A wallet's own key may do more.
 */
export const lighter: ExchangeAdapter = {
  id: 'lighter',
  name: 'Lighter',
  credentials: ['accountId'],
  optionalCredentials: ['uid', 'apiKey', 'privateKey'],
  namedBy: 'accountId',
  wallet: true,
  reads: [apiKeys, accountsOf, accountByIndex],
  hazards: [
    {
      name: 'replaces-key',
      what:
        "ccxt's own signed calls make a new API key, put it into a slot of the account, and approve a fee for ccxt, " +
        "with the wallet's key that they are given.",
      handling: 'avoided',
      how: 'keyaudit asks public questions, and neither signs nor loads what could sign.',
    },
  ],
  tells: {
    permissions: 'yes',
    ipList: 'no',
    created: 'no',
    modified: 'no',
    expires: 'yes',
    lastUsed: 'no',
    siblings: 'yes',
    subAccounts: 'yes',
    safety: 'no',
  },
  failures,
  remedies,
  failureCode,
  publicKeyOf,

  collect: async (client: ExchangeClient, depth: Depth): Promise<Collected> => {
    const index = await indexOf(client, client.publicCredential('accountId') ?? '');
    const wallet = addressIn(client.publicKey);
    const { slots, odd, failure } = await askSlots(client, index, wallet !== undefined);
    const calling =
      wallet === undefined ? slotThatCalls(client, slots, odd) : await walletThatCalls(client, wallet, index);
    const refused = [...failure, ...calling.refused, ...(odd ? [unreadable] : [])];
    if (depth === 'key') return { ...calling, others: [], refused };
    const wider = depth === 'sub-accounts' ? await subAccounts(client, index) : { others: [], refused: [] };
    return {
      ...calling,
      others: [
        ...slots
          .filter((slot) => slot !== calling.own)
          .map((slot) => otherKey(client, slot, null, 'sibling')),
        ...wider.others,
      ],
      refused: [...refused, ...wider.refused],
    };
  },
};

/** Of the wallet's own key the list tells nothing; where there is none, it is still the wallet's own. */
async function askSlots(client: ExchangeClient, index: string, isWallets: boolean) {
  try {
    return { ...readSlots(await client.read(apiKeys, { account_index: index }), index), failure: [] };
  } catch (error) {
    if (!isWallets || !(error instanceof AccountError)) throw error;
    return { slots: [], odd: false, failure: [error] };
  }
}

const unreadable = unexpected(
  'Lighter',
  'an entry of api_keys lacks its slot or public_key, or is of another account, or the list goes on',
);

/** The wallet's address, where its key was given; else the public key of the slot, as it was given. */
function publicKeyOf(credentials: OpenCredentials, ccxt: object): string | undefined {
  const { privateKey, apiKey } = credentials;
  // The private key of a slot has 80 digits. Nothing but Lighter's own program makes a public key of it.
  const isOfSlot = privateKey !== undefined && /^(0x)?[0-9a-f]{80}$/i.test(privateKey);
  const wallet = isOfSlot ? undefined : addressOfKey(credentials, ccxt);
  return wallet ?? (apiKey === undefined ? undefined : (publicKeyIn(apiKey) ?? ''));
}

type Calling = Pick<Collected, 'calling' | 'identity' | 'accepted' | 'refused'> & { readonly own?: Slot };

function slotThatCalls(client: ExchangeClient, slots: readonly Slot[], odd: boolean): Calling {
  const given: Given = { uid: client.publicCredential('uid'), publicKey: client.publicKey };
  if (given.uid === undefined && given.publicKey === undefined) {
    const calling = describeAnySlot();
    return { calling, accepted: calling.enabled, refused: [] };
  }
  const own = ownSlot(slots, odd, given);
  return {
    own,
    identity: client.identify(own.publicKey),
    calling: describeSlot(own.index, null, known('agent'), known(true)),
    refused: [],
  };
}

/** The wallet's own key, whoever's account was named beside it. */
async function walletThatCalls(client: ExchangeClient, wallet: string, index: string): Promise<Calling> {
  const identity = client.identify(wallet);
  const [owner, refused] = await ownerOf(client, wallet, index);
  const accepted = owner.known ? known(true) : owner;
  return { identity, calling: { ...describeMasterKey(owner), enabled: accepted }, accepted, refused };
}

async function ownerOf(
  client: ExchangeClient,
  wallet: string,
  index: string,
): Promise<[Fact<string | null>, readonly AccountError[]]> {
  try {
    const { indexes, doubt } = await accountsOfWallet(client, wallet);
    if (indexes.includes(index)) return [known(null), []];
    if (doubt !== undefined) throw unexpected('Lighter', doubt.detail);
  } catch (error) {
    if (!(error instanceof AccountError)) throw error;
    return [unknown('refused', error.message), [error]];
  }
  const foreign = new AccountError(
    'permission-refused',
    'The private key is of a wallet that does not own the account of accountId. Correct one of the two.',
  );
  return [known(client.identify(wallet).masked), [foreign]];
}

function otherKey(
  client: ExchangeClient,
  { index, publicKey }: Slot,
  owner: string | null,
  relation: OtherKey['relation'],
): OtherKey {
  const description = describeSlot(index, owner, known('agent'), known(true));
  return { ...description, identity: client.identify(publicKey), relation };
}

/** The keys of the wallet's other accounts, where the one that is asked about is the main one. */
async function subAccounts(client: ExchangeClient, index: string) {
  async function* others() {
    const owner = addressIn(client.publicCredential('accountId')) ?? (await walletOf(client, index));
    const { indexes, doubt } = await accountsOfWallet(client, owner);
    const [main, ...rest] = indexes;
    if (main !== index) return;
    yield* rest;
    if (doubt !== undefined) throw unexpected('Lighter', doubt.detail);
  }
  async function* keysOf(account: string) {
    const { slots, odd } = readSlots(await client.read(apiKeys, { account_index: account }), account);
    for (const slot of slots) yield otherKey(client, slot, account, 'sub-account');
    if (odd) throw unreadable;
  }
  return await collectSubAccounts(others(), keysOf);
}
