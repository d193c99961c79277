import type { Failure } from '../adapter.js';

/** Gate's error labels: www.gate.com/docs/developers/apiv4, "Error Handling", "label list". */
export const failures: Readonly<Record<string, Failure>> = {
  INVALID_KEY: {
    kind: 'invalid-credentials',
    hint:
      'Gate says so of a key that it does not have: one that was deleted, one of the testnet, or one of its other ' +
      'site (exchange: gate and exchange: gateeu have hosts of their own). A key without IP addresses ends 90 days ' +
      'after it was made.',
  },
  INVALID_SIGNATURE: {
    kind: 'invalid-credentials',
    hint: 'The signature is wrong: the secret does not belong to this key.',
  },
  INVALID_CREDENTIALS: { kind: 'invalid-credentials' },
  MISSING_REQUIRED_HEADER: {
    kind: 'invalid-credentials',
    hint: 'Gate misses a header of the request: a proxy may strip KEY, SIGN or Timestamp.',
  },

  // "Request IP not in whitelist": the only reason that is known for it.
  IP_FORBIDDEN: { kind: 'ip-refused' },

  REQUEST_EXPIRED: { kind: 'clock-skew' },

  FORBIDDEN: {
    kind: 'permission-refused',
    hint:
      'The keys of the main account are told to one that has the permission "account", for which Read Only is enough; ' +
      "which permission the sub-accounts' keys take is not documented.",
  },
  READ_ONLY: { kind: 'permission-refused', hint: 'Gate says that the key may only read.' },
  ACCOUNT_LOCKED: {
    kind: 'permission-refused',
    hint: 'Gate says that the account is locked. Type the address yourself, sign in, and ask its support why.',
  },
  SUB_ACCOUNT_LOCKED: { kind: 'unexpected-response', hint: 'Gate says that a sub-account is locked.' },
  SUB_ACCOUNT_NOT_FOUND: {
    kind: 'unexpected-response',
    hint: 'Gate says that a sub-account does not exist: it may have been deleted meanwhile.',
  },

  TOO_FAST: { kind: 'rate-limited' },
  TOO_MANY_REQUESTS: { kind: 'rate-limited' },

  INTERNAL: { kind: 'unreachable' },
  SERVER_ERROR: { kind: 'unreachable' },
  TOO_BUSY: { kind: 'unreachable' },
};
