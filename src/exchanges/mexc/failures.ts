import type { Failure } from '../adapter.js';

const signature: Failure = {
  kind: 'invalid-credentials',
  hint: 'MEXC says the same for a wrong secret and for a key that has ended: one without IP addresses ends after 90 days.',
};

/** MEXC's error codes: www.mexc.com/api-docs/spot-v3, error codes; 402, 406 and 510: its futures API's list. */
export const failures: Readonly<Record<string, Failure>> = {
  '700006': { kind: 'ip-refused' },
  '406': { kind: 'ip-refused' },

  '10072': {
    kind: 'invalid-credentials',
    hint: 'It does not exist: it was deleted, or it ended; a key without IP addresses does after 90 days.',
  },
  '402': {
    kind: 'invalid-credentials',
    hint: 'The key has ended: one without IP addresses does after 90 days.',
  },
  '602': signature,
  '700001': signature,
  '700002': signature,

  '10073': { kind: 'clock-skew' },
  '700003': { kind: 'clock-skew' },
  '700005': { kind: 'clock-skew' },

  // "No authority", by another list "not logged in": not certain enough to call the key dead.
  '401': {
    kind: 'permission-refused',
    hint: 'MEXC says "no authority", which may also mean that it does not accept the key at all.',
  },
  '403': { kind: 'permission-refused', hint: 'MEXC says "access denied", and not why.' },
  '26': { kind: 'permission-refused' },
  '60005': { kind: 'permission-refused', hint: 'MEXC says that the account is abnormal.' },
  '70011': { kind: 'permission-refused', hint: 'MEXC says that it has banned this user from the API.' },
  '700007': {
    kind: 'permission-refused',
    hint: "Sub-accounts and their keys are told to a master account's key with SPOT_ACCOUNT_READ only.",
  },
  '730100': { kind: 'permission-refused', hint: 'MEXC says that the status of the account is unusual.' },

  '429': { kind: 'rate-limited' },
  '510': { kind: 'rate-limited' },

  '500': { kind: 'unreachable', hint: 'MEXC says that its server failed.' },
  '503': { kind: 'unreachable', hint: 'MEXC says that its service is not available.' },
  '504': { kind: 'unreachable', hint: 'MEXC says that its server timed out.' },

  '140001': {
    kind: 'unexpected-response',
    hint: 'It says that a sub-account does not exist: it may have been deleted meanwhile.',
  },
  '140002': { kind: 'unexpected-response', hint: 'It says that a sub-account is forbidden.' },
  // ccxt takes it for a wrong key.
  '700013': { kind: 'unexpected-response', hint: 'It does not take the type of the request.' },
  '730706': {
    kind: 'unexpected-response',
    hint: 'It took the request, but says that it has no information about this key.',
  },
  '730707': {
    kind: 'unexpected-response',
    hint: 'It says that the request names no key: a proxy may have taken the address apart.',
  },
};
