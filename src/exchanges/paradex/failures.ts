import type { Failure } from '../adapter.js';
import { absent, asObject, idText } from '../readers.js';

const notOfAccount: Failure = {
  kind: 'invalid-credentials',
  hint:
    'The key does not sign for this account: it was revoked, is not active yet, or walletAddress is not the address ' +
    'of its Paradex account (for an Ethereum key also that of the Ethereum wallet). The testnet is not audited.',
};
const token: Failure = {
  kind: 'invalid-credentials',
  hint: 'It did not take the token that it had just given: a proxy may strip the Authorization header.',
};
const country: Failure = {
  kind: 'unreachable',
  hint: 'It serves nobody in the country that this machine seems to be in. That says nothing about the key.',
};
const down: Failure = { kind: 'unreachable' };
const elsewhere: Failure = {
  kind: 'unexpected-response',
  hint: "The account's baseUrl, or a proxy, may change the call on its way.",
};

/**
 * Paradex's error words, as its API pages list them, and the numbers of "Error Handling" (docs.paradex.trade). Which
 * of them an address gets that is not on a subkey's IP list is documented nowhere, so that none is taken for it.
 */
export const failures: Readonly<Record<string, Failure>> = {
  STARKNET_SIGNATURE_VERIFICATION_FAILED: notOfAccount,
  INVALID_STARKNET_SIGNATURE: notOfAccount,
  INVALID_STARKNET_ADDRESS: notOfAccount,
  ACCOUNT_NOT_FOUND: notOfAccount,
  PUBLIC_KEY_INVALID: notOfAccount,
  NOT_ONBOARDED: {
    kind: 'invalid-credentials',
    hint: 'The account was never set up: walletAddress may be the wrong one. keyaudit does not set accounts up.',
  },

  INVALID_TOKEN: token,
  '40110': token,
  '40111': token,

  INVALID_SIGNATURE_EXPIRATION: { kind: 'clock-skew' },
  INVALID_TIMESTAMP: { kind: 'clock-skew' },

  ETHEREUM_ADDRESS_BLOCKED: { kind: 'permission-refused', hint: 'Paradex says that the wallet is blocked.' },

  GEO_IP_BLOCK: country,
  '40112': country,
  SERVICE_UNAVAILABLE: down,
  INTERNAL_ERROR: down,
  '-32603': down,

  NOT_FOUND: elsewhere,
  BAD_STARKNET_REQUEST: elsewhere,
  INVALID_REQUEST_PARAMETER: elsewhere,
  VALIDATION_ERROR: elsewhere,
  BINDING_ERROR: elsewhere,
};

/** `{error: "WORD", message}`, or `{error: {code, message}}` as on the socket. A word is one in which no key can be. */
export function failureCode(body: unknown): string | undefined {
  const error = asObject(body)?.error;
  if (absent(error) || error === '' || error === false) return undefined;
  const code = idText(asObject(error)?.code ?? error);
  return code !== undefined && /^([A-Z][A-Z_]{1,60}|-?\d{1,6})$/.test(code) ? code : 'of unknown form';
}
