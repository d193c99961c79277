import { createPrivateKey, createPublicKey } from 'node:crypto';
import type { OpenCredentials, Signed, Unsigned } from '../adapter.js';
import { agents } from './reads.js';

/** What keyaudit uses of ccxt's class; none of it asks anybody. */
interface Arithmetic {
  base58ToBinary(text: string): Uint8Array;
  binaryToBase58(bytes: Uint8Array): string;
  /** The signed body of a call. With ccxt's share of fees switched off it adds nothing to what is signed. */
  postActionRequest(operation: string, payload: object, params: object): object;
}

/**
 * The body holds the account, the signature over operation and payload, and the agent that signs where it is not the
 * account itself. Source: docs.pacifica.fi, "API Agent Keys"; pacifica-fi/python-sdk.
 */
export function sign({ read, params, credentials, ccxt }: Unsigned): Signed {
  const signer = publicKeyOf(credentials, ccxt);
  const agent = signer === credentials.walletAddress ? {} : { agentAddress: signer };
  const operation = read === agents ? 'list_agent_wallets' : 'list_agent_ip_whitelist';
  // ccxt's class has these methods; the shape that all classes share does not.
  const body = (ccxt as Arithmetic).postActionRequest(operation, { ...params }, agent);
  return { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
}

/** The Ed25519 public key, in base58. A private key is its seed, or seed and public key, in base58. */
export function publicKeyOf({ privateKey = '', walletAddress }: OpenCredentials, ccxt: object): string {
  // A seed is as long as an address, and would be sent as one.
  if (privateKey === walletAddress) throw new Error('the same text for key and address');
  // As above.
  const { base58ToBinary, binaryToBase58 } = ccxt as Arithmetic;
  const bytes = base58ToBinary(privateKey);
  if (bytes.length !== 32 && bytes.length !== 64) throw new Error('not a private key of Solana');
  const publicKey = binaryToBase58(publicHalf(bytes.subarray(0, 32)));
  if (bytes.length === 64 && binaryToBase58(bytes.subarray(32)) !== publicKey) {
    throw new Error('its halves do not belong together');
  }
  return publicKey;
}

/** RFC 8410: a seed becomes a key by a fixed prefix, and a public key ends with its 32 bytes. */
function publicHalf(seed: Uint8Array): Uint8Array {
  const der = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]);
  const key = createPublicKey(createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }));
  return key.export({ format: 'der', type: 'spki' }).subarray(-32);
}
