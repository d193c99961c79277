import type { Failure } from '../adapter.js';

/** Coins.ph's error codes (docs.coins.ph/errors). */
export const failures: Readonly<Record<string, Failure>> = {
  '-2017': { kind: 'ip-refused' },

  '-1002': { kind: 'invalid-credentials' },
  '-1022': {
    kind: 'invalid-credentials',
    hint: 'The signature is wrong: the secret does not belong to this key.',
  },
  '-2015': { kind: 'invalid-credentials', hint: 'The key does not exist, or it is not enabled.' },
  '-2018': {
    kind: 'invalid-credentials',
    hint: 'The key does not exist: it may have been deleted.',
  },
  '-2019': { kind: 'invalid-credentials', hint: 'The key is of another type than the call wants.' },

  // Documented as what a key that only reads meets where more is needed.
  '-1020': { kind: 'permission-refused' },
  // It says that the key has no addresses yet, so that it is not a refusal of this machine's.
  '-1023': {
    kind: 'permission-refused',
    hint: 'Coins.ph wants a list of IP addresses at this key before it may be used.',
  },
  '-1152': { kind: 'permission-refused' },

  '-1021': { kind: 'clock-skew' },

  '-1003': { kind: 'rate-limited' },

  // "This api only support for coins.ph", where other sites share the API.
  '-1027': {
    kind: 'unexpected-response',
    hint: 'Coins.ph says so of an account of one of its other sites: give the account the site as baseUrl.',
  },
};
