import type { Depth } from '../../model/account.js';
import { AccountError } from '../../model/account-error.js';
import { known, unknown } from '../../model/fact.js';
import type { Collected, ExchangeAdapter, ExchangeClient, OtherKey } from '../adapter.js';
import { unexpected } from '../readers.js';
import { unknownKey } from '../wallets.js';
import { failureCode, failures } from './failures.js';
import { ownsAddress, publicKeyOf } from './keys.js';
import {
  type Authenticators,
  describeAgent,
  describeCallingKey,
  describeOwner,
  readAuthenticators,
} from './normalize.js';
import { authenticators } from './reads.js';
import { remedies } from './remedies.js';
import { keysIn } from './tree.js';

/** dYdX has on its public chain which keys may sign for an account beside its owner's, and for what. */
export const dydx: ExchangeAdapter = {
  id: 'dydx',
  name: 'dYdX',
  credentials: ['walletAddress'],
  optionalCredentials: ['privateKey', 'apiKey'],
  namedBy: 'walletAddress',
  wallet: true,
  publicKeyOf,
  reads: [authenticators],
  hazards: [],
  tells: {
    permissions: 'partly',
    ipList: 'no',
    created: 'no',
    modified: 'no',
    expires: 'partly',
    lastUsed: 'no',
    siblings: 'yes',
    subAccounts: 'no',
    safety: 'no',
  },
  // Nothing is signed, and no key leaves this machine.
  sign: () => ({ headers: { Accept: 'application/json' } }),
  failureCode,
  failures,
  remedies,

  collect: async (client: ExchangeClient, depth: Depth): Promise<Collected> => {
    const address = addressOf(client);
    const { publicKey } = client;
    if (publicKey !== undefined && ownsAddress(publicKey, address))
      return await ofOwner(client, address, depth);
    const found = readAuthenticators(await client.read(authenticators, { address }));
    const others = depth === 'key' ? [] : othersIn(client, found);
    if (publicKey === undefined) {
      const why = unknown('not-exposed', 'neither privateKey nor apiKey says which key is meant');
      return { calling: unknownKey(why), accepted: why, others, refused: refusedFor(found) };
    }
    const identity = client.identify(publicKey);
    const calling = describeCallingKey(found, publicKey);
    if (calling === undefined) {
      const why = unknown('refused', stranger.message);
      return { identity, calling: unknownKey(why), accepted: known(false), others, refused: [stranger] };
    }
    const { kind } = calling;
    const accepted = kind?.known === false ? kind : known(true);
    return { identity, calling, accepted, others, refused: [] };
  },
};

/** Throws for what is no address: a private key in its place must not be sent. */
function addressOf(client: ExchangeClient): string {
  const address = client.publicCredential('walletAddress') ?? '';
  // 20 bytes in bech32, or the 32 of an account without a key.
  if (/^dydx1([02-9ac-hj-np-z]{38}|[02-9ac-hj-np-z]{58})$/i.test(address)) return address;
  throw new AccountError(
    'invalid-credentials',
    'The walletAddress is not an address of dYdX (dydx1 and 38 letters and digits); nothing was asked.',
  );
}

const stranger = new AccountError(
  'invalid-credentials',
  "dYdX has no authenticator of this account with the key, and it is not the owner's: it was removed, or belongs to " +
    'another account.',
);

/** That a key is the owner's follows from the address alone, whatever the node answers. */
async function ofOwner(client: ExchangeClient, address: string, depth: Depth): Promise<Collected> {
  const calling = describeOwner();
  if (depth === 'key') return { calling, others: [], refused: [] };
  try {
    const found = readAuthenticators(await client.read(authenticators, { address }));
    return { calling, others: othersIn(client, found), refused: refusedFor(found) };
  } catch (error) {
    if (!(error instanceof AccountError)) throw error;
    return { calling, others: [], refused: [error] };
  }
}

/** A list that may not be whole, where no fact of the calling key tells it. */
function refusedFor({ doubt }: Authenticators): readonly AccountError[] {
  return doubt === undefined ? [] : [unexpected('dYdX', doubt.detail)];
}

/** Each authenticator, once for each key that it names; one that names none counts as a key of its own. */
function othersIn(client: ExchangeClient, { list }: Authenticators): readonly OtherKey[] {
  return list.flatMap(({ id, rule }) => {
    const keys = keysIn(rule).filter((key) => key !== client.publicKey);
    const named = keys.map((key) => ({ key, identity: client.identify(key) }));
    const nameless = { key: '', identity: client.identify(`authenticator ${id}`) };
    const shown = keysIn(rule).length === 0 ? [nameless] : named;
    return shown.map(({ key, identity }): OtherKey => {
      return { ...describeAgent([rule], key), identity, relation: 'sibling' };
    });
  });
}
