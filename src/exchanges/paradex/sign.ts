import type { OpenCredentials, Signed, Unsigned } from '../adapter.js';
import { auth, subkeys } from './reads.js';
import { order, starkPublicKey } from './stark-key.js';

/** What keyaudit uses of ccxt's arithmetic. */
interface Arithmetic {
  ethGetAddressFromPrivateKey(privateKey: string): string;
  ethEncodeStructuredData(domain: object, types: object, message: object): unknown;
  signMessage(message: unknown, privateKey: string): string;
  retrieveStarkAccount(signature: string, accountHash: string, proxyHash: string): Signer;
  starknetEncodeStructuredData(domain: object, types: object, message: object, account: string): string;
  starknetSign(hash: string, privateKey: string): string;
}

/** The Paradex account, and the Stark key that signs for it; both in hex. */
interface Signer {
  readonly address: string;
  readonly privateKey: string;
}

/** What `GET /v1/system/config` tells of production: its chains, and the contract that accounts are made of. */
const chain = {
  l1: '1',
  starknet: 'PRIVATE_SN_PARACLEAR_MAINNET',
  account: '0x41cb0280ebadaa75f996d8d92c6f265f6d040bb3ba442e5f86a554f1765244e',
  proxy: '0x3530cc4759d78042f1b543bf797f5f3d647cde0388c33734cf91b7f7b9314a9',
} as const;

const felts = (...names: string[]) => names.map((name) => ({ name, type: 'felt' }));
const request = { Request: felts('method', 'path', 'body', 'timestamp', 'expiration') };

/**
 * Signs in with the Stark key, and asks with the token that this gave.
 * Source: docs.paradex.trade, "Get JWT"; ccxt's paradex.js. A subkey signs the same, for the main account's address:
 * "API Authentication" there.
 */
export function sign({ read, credentials, nowMs, token, ccxt }: Unsigned): Signed {
  if (read === subkeys) return { headers: { Accept: 'application/json', Authorization: `Bearer ${token}` } };
  // ccxt's class has these methods; the shape that all classes share does not.
  const arithmetic = ccxt as Arithmetic;
  const { address, privateKey } = signerOf(credentials, arithmetic);
  const timestamp = Math.floor(nowMs / 1000);
  const expiration = timestamp + 180;
  const domain = { name: 'Paradex', chainId: chain.starknet, version: 1 };
  const message = { method: 'POST', path: auth.path, body: '', timestamp, expiration };
  const hash = arithmetic.starknetEncodeStructuredData(domain, request, message, address);
  return {
    headers: {
      Accept: 'application/json',
      'PARADEX-STARKNET-ACCOUNT': address,
      'PARADEX-STARKNET-SIGNATURE': arithmetic.starknetSign(hash, privateKey),
      'PARADEX-TIMESTAMP': String(timestamp),
      'PARADEX-SIGNATURE-EXPIRATION': String(expiration),
    },
  };
}

/** A Stark key's public half; undefined for a wallet's Ethereum key, of which Paradex makes the account's main key. */
export function publicKeyOf(credentials: OpenCredentials, ccxt: object): string | undefined {
  // As above.
  const isWallets = isEthereumKey(credentials, ccxt as Arithmetic);
  return isWallets ? undefined : starkPublicKey(numberOf(credentials.privateKey));
}

/** Two kinds of key are 32 bytes in hex. The wallet's own has the wallet's address, or is too large for the curve. */
function isEthereumKey({ privateKey, walletAddress }: OpenCredentials, ccxt: Arithmetic): boolean {
  const key = numberOf(privateKey);
  // Address and Stark key look alike, and the address is sent.
  if (key === numberOf(walletAddress)) throw new Error('the same text for key and address');
  return key >= order || BigInt(ccxt.ethGetAddressFromPrivateKey(hex32(key))) === numberOf(walletAddress);
}

function signerOf(credentials: OpenCredentials, ccxt: Arithmetic): Signer {
  const key = numberOf(credentials.privateKey);
  const address = `0x${numberOf(credentials.walletAddress).toString(16)}`;
  if (!isEthereumKey(credentials, ccxt)) return { address, privateKey: `0x${key.toString(16)}` };
  const domain = { name: 'Paradex', chainId: chain.l1, version: '1' };
  const types = { Constant: [{ name: 'action', type: 'string' }] };
  const message = ccxt.ethEncodeStructuredData(domain, types, { action: 'STARK Key' });
  const signature = ccxt.signMessage(message, hex32(key));
  const derived = ccxt.retrieveStarkAccount(signature, chain.account, chain.proxy);
  const isWallets = BigInt(ccxt.ethGetAddressFromPrivateKey(hex32(key))) === BigInt(address);
  return isWallets ? derived : { ...derived, address };
}

/** Throws for what is not hex. */
function numberOf(text: string | undefined): bigint {
  const digits = text?.match(/^(?:0x)?([0-9a-f]{1,64})$/i)?.[1];
  if (digits === undefined) throw new Error('not a number in hex');
  return BigInt(`0x${digits}`);
}

function hex32(number: bigint): string {
  return `0x${number.toString(16).padStart(64, '0')}`;
}
