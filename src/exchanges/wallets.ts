import { AccountError } from '../model/account-error.js';
import type { OpenCredentials } from './adapter.js';

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
