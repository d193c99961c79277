import { createHash } from 'node:crypto';
import type { OpenCredentials } from '../adapter.js';

/** What keyaudit uses of ccxt's class; none of it asks anybody. */
interface Arithmetic {
  privateKey: string;
  options: object;
  retrieveDydxCredentials(privateKey: string): { readonly publicKey: Uint8Array };
  /** Of a wallet's Ethereum key: of its signature ccxt makes the key that signs on the chain. */
  retrieveCredentials(): { readonly publicKey: string };
}

/**
 * The public key of what signs, compressed, in hex; undefined where only the address is given. `privateKey` is the
 * key itself, or, as in ccxt, the Ethereum key that the owner's is made of. `apiKey` is a public key, for who keeps
 * the private one elsewhere.
 */
export function publicKeyOf(credentials: OpenCredentials, ccxt: object): string | undefined {
  const { privateKey, apiKey, walletAddress = '' } = credentials;
  if (privateKey === undefined) return apiKey === undefined ? undefined : publicKeyIn(apiKey);
  const digits = /^(?:0x)?([0-9a-f]{64})$/i.exec(privateKey)?.[1];
  if (digits === undefined) throw new Error('not a private key in hex');
  // ccxt's class has these; what it remembers stays in an object of its own.
  const own = Object.create(ccxt) as Arithmetic;
  const { options } = own;
  own.options = { ...options, privateKey: undefined, dydxCredentials: undefined };
  own.privateKey = `0x${digits}`;
  const direct = hex(own.retrieveDydxCredentials(own.privateKey).publicKey);
  if (ownsAddress(direct, walletAddress)) return direct;
  const derived = own.retrieveCredentials().publicKey;
  return ownsAddress(derived, walletAddress) ? derived : direct;
}

const compressed = /^0[23][0-9a-f]{64}$/;

/** A compressed public key, in hex or in base64. */
function publicKeyIn(text: string): string {
  const plain = text.replace(/^0x/i, '').toLowerCase();
  const key = compressed.test(plain) ? plain : hex(Buffer.from(text, 'base64'));
  if (!compressed.test(key)) throw new Error('not a compressed public key');
  return key;
}

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

/** An account's address is RIPEMD-160 of SHA-256 of its owner's public key, in bech32 (Cosmos SDK, "Accounts"). */
export function ownsAddress(publicKey: string, address: string): boolean {
  const inner = createHash('sha256').update(Buffer.from(publicKey, 'hex')).digest();
  return createHash('ripemd160').update(inner).digest('hex') === bytesOf(address);
}

const alphabet = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';

/**
 * The 20 bytes in an address, in hex; undefined where there are none. The checksum at its end is left to the node,
 * which refuses a wrong one.
 */
function bytesOf(address: string): string | undefined {
  const data = /^[a-z]+1([02-9ac-hj-np-z]{32})[02-9ac-hj-np-z]{6}$/.exec(address.toLowerCase())?.[1];
  if (data === undefined) return undefined;
  const bits = [...data].map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return BigInt(`0b${bits}`).toString(16).padStart(40, '0');
}
