import type { Failure } from '../adapter.js';

/**
 * KuCoin's error codes: www.kucoin.com/docs-new, error codes, gateway. The texts that come with them are never
 * shown: that of 400006 holds the address of this machine.
 */
export const failures: Readonly<Record<string, Failure>> = {
  '400006': { kind: 'ip-refused' },

  '400003': {
    kind: 'invalid-credentials',
    hint:
      'It does not exist at api.kucoin.com: it was deleted, or copied wrongly, or belongs to another site of KuCoin. ' +
      'For one made at kucoin.eu give the account baseUrl: https://api.kucoin.eu.',
  },
  '400004': {
    kind: 'invalid-credentials',
    hint:
      'The passphrase is wrong: it is the one you chose for this key when you made it, not the trading ' +
      'password. A wrong secret can give the same answer, since the passphrase is signed with it.',
  },
  '400005': {
    kind: 'invalid-credentials',
    hint: 'The signature is wrong: the secret does not belong to this key.',
  },
  '400001': {
    kind: 'invalid-credentials',
    hint:
      'KuCoin says so where a header of the request is missing or empty: key or passphrase may be empty, ' +
      'or a proxy may strip the headers that begin with KC-API-.',
  },

  '400002': { kind: 'clock-skew' },

  '400007': { kind: 'permission-refused', hint: 'It lacks the right that the call needs (General).' },
  '400008': {
    kind: 'permission-refused',
    hint: 'The key is of an old version that this call no longer takes. Make a new key, and delete this one.',
  },
  '400010': { kind: 'permission-refused' },
  '400301': {
    kind: 'permission-refused',
    hint: "Rules of the account's country or region forbid it. That says nothing of the key.",
  },
  '400303': { kind: 'permission-refused', hint: 'The account has not finished identity verification.' },
  '400304': {
    kind: 'permission-refused',
    hint: 'The master account has not finished identity verification.',
  },
  '411100': {
    kind: 'permission-refused',
    hint: 'KuCoin has frozen the user. Type the address yourself, sign in, and ask its customer service why.',
  },

  '400009': {
    kind: 'unexpected-response',
    hint: "The key's version is not one that keyaudit signs for (2 and 3).",
  },
  // The address of a broker's server, not of the key's list.
  '400202': {
    kind: 'unexpected-response',
    hint: "It is about a broker's address, not about the key's list.",
  },

  '429000': { kind: 'rate-limited' },

  // By the country of the address, for whatever key: it says nothing of the key's own list.
  '400302': {
    kind: 'unreachable',
    hint: "KuCoin does not serve the country of this machine's IP address, whatever the key.",
  },
  '230005': { kind: 'unreachable' },
  '500000': { kind: 'unreachable' },
};
