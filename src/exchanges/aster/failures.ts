import type { Failure } from '../adapter.js';
import { asObject, idText } from '../readers.js';

const doubtful: Failure = {
  kind: 'invalid-credentials',
  hint:
    "Aster says the same for an agent that it does not know, for an IP address that is not on the agent's list, and for " +
    "a right that is missing. Try from the bot's host or through its proxy; then look the agent up.",
};

/** Aster's error codes: asterdex.github.io/aster-api-website, futures-v3, "Error codes". */
export const failures: Readonly<Record<string, Failure>> = {
  // NON_WHITE_LIST: "This IP cannot access this route."
  '-1011': { kind: 'ip-refused' },

  '-1022': {
    kind: 'invalid-credentials',
    hint: 'The private key is not one of an agent of walletAddress, nor its own; or the agent was taken back or has ended.',
  },
  '-1109': { kind: 'invalid-credentials', hint: 'walletAddress is not an account at Aster.' },
  '-2014': doubtful,
  '-2015': doubtful,

  '-1002': { kind: 'permission-refused' },

  // The nonce is the time, and may be 10 seconds off; programs in use know the code, and the list has it not.
  '-1021': { kind: 'clock-skew' },

  '-1003': { kind: 'rate-limited' },

  '-1001': { kind: 'unreachable' },
  '-1007': { kind: 'unreachable' },
  '-1016': { kind: 'unreachable' },
};

/** `{code, msg}`, where 200 is a good answer. A code is a number; anything else could hold an address. */
export function failureCode(body: unknown): string | undefined {
  const code = idText(asObject(body)?.code);
  if (code === undefined || code === '200' || code === '0') return undefined;
  return /^-?\d{1,6}$/.test(code) ? code : 'of unknown form';
}
