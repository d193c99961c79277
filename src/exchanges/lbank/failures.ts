import type { Failure } from '../adapter.js';

const rsa =
  'For a key made with RSA the secret is the private key, in base64, without the lines that say BEGIN and END.';

/** LBank's error codes (error_code): www.lbank.com/en-US/docs, "Error code". */
export const failures: Readonly<Record<string, Failure>> = {
  '10002': {
    kind: 'invalid-credentials',
    hint: `LBank says that the validation failed, and not of what: check key and secret. ${rsa}`,
  },
  '10005': {
    kind: 'invalid-credentials',
    hint: 'The key does not exist. Without an IP address it ends after 30 days.',
  },
  '10006': { kind: 'invalid-credentials', hint: 'The user whose key it is does not exist.' },
  '10007': {
    kind: 'invalid-credentials',
    hint: `The signature is wrong: the secret does not belong to this key. ${rsa}`,
  },

  // "API Key permission denied, Invalid IP or permissions": either, so that it is no evidence of a restriction.
  '10022': {
    kind: 'permission-refused',
    hint:
      'LBank says the same where the key lacks the right (Read Only) and where it is not for the IP address of this ' +
      'machine: check both.',
  },
  '10100': { kind: 'permission-refused' },

  '10600': { kind: 'clock-skew' },

  '10004': { kind: 'rate-limited' },

  '10000': { kind: 'unreachable' },
  '10017': { kind: 'unreachable' },
  '10116': { kind: 'unreachable' },
  '10601': { kind: 'unreachable' },

  // A random text that ccxt makes; it is neither a time nor a nonce.
  '10031': { kind: 'unexpected-response' },
};
