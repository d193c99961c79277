import { AccountError } from '../model/account-error.js';
import { known, type Unknown } from '../model/fact.js';
import { type KeyDescription, unknownDescription } from '../model/key-facts.js';
import type { OpenCredentials } from './adapter.js';
import { anyIp } from './readers.js';

/** An Ethereum address in lower case, since its case means nothing; undefined for what is none. */
export function addressIn(value: unknown): string | undefined {
  return typeof value === 'string' && /^0x[0-9a-f]{40}$/i.test(value) ? value.toLowerCase() : undefined;
}

/** The address that is asked about. Throws for what is none: a private key in its place must not be sent. */
export function walletAddress(given: string | undefined): string {
  const address = addressIn(given);
  if (address !== undefined) return address;
  throw new AccountError(
    'invalid-credentials',
    'The walletAddress is not an address (0x and 40 hexadecimal digits); nothing was asked.',
  );
}

/** The address of a private key; undefined without one. Throws for what can be none. */
export function addressOfKey({ privateKey }: OpenCredentials, ccxt: object): string | undefined {
  if (privateKey === undefined) return undefined;
  if (!/^(0x)?[0-9a-f]{64}$/i.test(privateKey)) throw new Error('not 64 hexadecimal digits');
  // Every exchange of ccxt has this method of its base class.
  const { ethGetAddressFromPrivateKey } = ccxt as { ethGetAddressFromPrivateKey(key: string): string };
  return ethGetAddressFromPrivateKey.call(ccxt, privateKey).toLowerCase();
}

/** A key of which nothing tells what it may do, nor of what kind it is. That it reads is known by its answer. */
export function unknownKey(why: Unknown): KeyDescription {
  const description = unknownDescription(why);
  return { ...description, kind: why, permissions: { ...description.permissions, read: known(true) } };
}

/** A key of which nothing can be told, for one reason, but that it works from anywhere as all of its exchange do. */
export function unknownKeyFromAnywhere(why: Unknown): KeyDescription {
  return { ...unknownDescription(why), kind: why, ipRestriction: known(anyIp) };
}
