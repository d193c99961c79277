import type { Failure } from '../adapter.js';
import { absent, asObject, idText } from '../readers.js';

const wallet: Failure = {
  kind: 'invalid-credentials',
  hint:
    'The walletAddress is that of the Derive wallet (Developers page), a smart contract: not the address of the ' +
    "owner's own key, nor of the session key.",
};
const server: Failure = { kind: 'unreachable', hint: 'Derive says that its server failed.' };

/**
 * Derive's error codes, which its two APIs share: docs.derive.xyz, "Error Codes" (ccxt lists them all). Those of orders
 * and transfers cannot come of a call that reads.
 */
export const failures: Readonly<Record<string, Failure>> = {
  '14014': { kind: 'invalid-credentials', hint: 'Derive does not accept the signature of the private key.' },
  '14023': {
    kind: 'invalid-credentials',
    hint: 'The private key is neither of the wallet nor of one of its session keys.',
  },
  '14026': { kind: 'invalid-credentials', hint: 'The wallet has no such session key: it was taken back.' },
  '14030': { kind: 'invalid-credentials', hint: 'The session key has ended. Register a new one.' },

  '14000': wallet,
  '14012': wallet,
  '14013': wallet,
  '14020': wallet,
  '14021': wallet,
  '14025': wallet,

  '14029': { kind: 'ip-refused' },

  '14031': { kind: 'permission-refused', hint: 'The scope of the session key does not reach that far.' },
  '14022': { kind: 'permission-refused' },
  '16001': { kind: 'permission-refused', hint: 'Derive says that the account is disabled.' },
  '16100': { kind: 'permission-refused' },

  '-32000': { kind: 'rate-limited' },
  '-32100': { kind: 'rate-limited' },

  // It is the country of the address that asks, not the key.
  '16000': { kind: 'unreachable', hint: 'Derive does not serve the region that this machine asks from.' },
  '-32603': server,
  '9000': server,
  '-32601': {
    kind: 'unexpected-response',
    hint: "It does not know the call: the account's baseUrl may be wrong.",
  },
};

/** A JSON-RPC answer: `{"id": …, "error": {"code": …, "message": …}}`. Its texts may hold an address. */
export function failureCode(body: unknown): string | undefined {
  const error = asObject(body)?.error;
  if (absent(error)) return undefined;
  const code = idText(asObject(error)?.code);
  return code !== undefined && /^-?\d{1,6}$/.test(code) ? code : 'of unknown form';
}
