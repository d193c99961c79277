import type { Depth } from '../../model/account.js';
import { AccountError } from '../../model/account-error.js';
import { unknown } from '../../model/fact.js';
import type { Collected, ExchangeAdapter, ExchangeClient, OtherKey } from '../adapter.js';
import { asObject, type Body, unexpected } from '../readers.js';
import { failureCode, failures } from './failures.js';
import {
  describeCallingKey,
  describeRows,
  keyNumber,
  mainKey,
  readSubkeys,
  unknownKey,
} from './normalize.js';
import { auth, authOfSubkey, subkeys } from './reads.js';
import { remedies } from './remedies.js';
import { publicKeyOf, sign } from './sign.js';

/** Paradex lists an account's subkeys. What signs is one of them, or the main key. */
export const paradex: ExchangeAdapter = {
  id: 'paradex',
  name: 'Paradex',
  credentials: ['walletAddress', 'privateKey'],
  namedBy: 'walletAddress',
  wallet: true,
  publicKeyOf,
  reads: [auth, authOfSubkey, subkeys],
  hazards: [],
  tells: {
    permissions: 'partly',
    ipList: 'partly',
    created: 'partly',
    modified: 'partly',
    expires: 'partly',
    lastUsed: 'no',
    siblings: 'partly',
    subAccounts: 'no',
    safety: 'no',
  },
  sign,
  failureCode,
  failures,
  remedies,

  collect: async (client: ExchangeClient, depth: Depth): Promise<Collected> => {
    refuseOtherAddress(client);
    const { publicKey } = client;
    const identity = publicKey === undefined ? {} : { identity: client.identify(publicKey) };
    const token = await signIn(client, publicKey);
    const nowMs = Date.now();
    try {
      const list = readSubkeys(await client.read(subkeys, {}, { token }));
      const calling = publicKey === undefined ? mainKey() : describeCallingKey(list, publicKey, nowMs);
      if (depth === 'key') return { ...identity, calling, others: [], refused: [] };
      // Where the list could not be read to its end, keys are missing from it.
      const refused = list.doubt === undefined ? [] : [unexpected('Paradex', list.doubt.detail)];
      return { ...identity, calling, others: others(client, list.rows, nowMs), refused };
    } catch (error) {
      if (!(error instanceof AccountError)) throw error;
      // That it signed in stands. A subkey may be refused the list; but then the refusal is no proof that it is one.
      const why = unknown('refused', error.message);
      const calling = publicKey === undefined ? mainKey() : unknownKey(why);
      return { ...identity, calling, others: [], refused: [error] };
    }
  },
};

/** Throws for what is no address: a private key in its place must not be sent. */
function refuseOtherAddress(client: ExchangeClient): void {
  const address = keyNumber(client.publicCredential('walletAddress'));
  // Starknet's addresses are below 2^251, as few private keys of Ethereum are.
  if (address !== undefined && address < 2n ** 251n) return;
  throw new AccountError(
    'invalid-credentials',
    'The walletAddress is not the address of a Paradex account (0x and hexadecimal digits); nothing was asked.',
  );
}

/** The token for the next call. Of the two ways in, which one a subkey takes depends on the page that one reads. */
async function signIn(client: ExchangeClient, publicKey: string | undefined): Promise<string> {
  try {
    return tokenOf(await client.read(auth));
  } catch (error) {
    if (publicKey === undefined || !isRefusal(error)) throw error;
    try {
      return tokenOf(await client.read(authOfSubkey, { public_key: publicKey }));
    } catch (second) {
      throw second instanceof AccountError ? error : second;
    }
  }
}

function tokenOf(answer: unknown): string {
  const token = asObject(answer)?.jwt_token;
  if (typeof token === 'string' && token !== '') return token;
  throw unexpected('Paradex', 'signing in gave no jwt_token');
}

function isRefusal(error: unknown): error is AccountError {
  return (
    error instanceof AccountError &&
    (error.kind === 'permission-refused' || error.kind === 'invalid-credentials')
  );
}

function others(client: ExchangeClient, rows: readonly Body[], nowMs: number): readonly OtherKey[] {
  const { publicKey } = client;
  const own = publicKey === undefined ? undefined : BigInt(publicKey);
  const keys = new Set(rows.map((row) => keyNumber(row.public_key)));
  return [...keys].flatMap((key): OtherKey[] => {
    if (key === undefined || key === own) return [];
    const identity = client.identify(`0x${key.toString(16)}`);
    const ofKey = rows.filter((row) => keyNumber(row.public_key) === key);
    return [{ ...describeRows(ofKey, nowMs), identity, relation: 'sibling' }];
  });
}
