import type { Failure } from '../adapter.js';

const stripped =
  'OKX says so where a header of the request is missing or empty: a proxy may strip those that begin with OK-ACCESS-.';

/** OKX's error codes: www.okx.com/docs-v5/en, error codes, general and API class; 59500 and up: sub-account class. */
export const failures: Readonly<Record<string, Failure>> = {
  '50110': { kind: 'ip-refused' },

  '50119': {
    kind: 'invalid-credentials',
    hint:
      'It does not exist at this site of OKX. Most often it is a key of another one: those made at www.okx.com are ' +
      'for exchange: okx, those made at my.okx.com (EEA) for exchange: myokx, and those made at app.okx.com (US) for ' +
      'exchange: okxus. Otherwise it was deleted, by you or by OKX: a key that can trade or withdraw and has no IP addresses ' +
      'is deleted when it was not used for 14 days.',
  },
  '50111': { kind: 'invalid-credentials', hint: 'The API key is malformed: copy it again, whole.' },
  '50103': { kind: 'invalid-credentials', hint: `The API key is empty. ${stripped}` },
  '50104': { kind: 'invalid-credentials', hint: `The passphrase is empty. ${stripped}` },
  '50105': {
    kind: 'invalid-credentials',
    hint:
      'The passphrase is wrong: it is the one you chose for this key when you made it, not the password of ' +
      'the account. OKX cannot recover it.',
  },
  '50106': { kind: 'invalid-credentials', hint: stripped },
  '50107': { kind: 'invalid-credentials', hint: stripped },
  '50113': {
    kind: 'invalid-credentials',
    hint: 'The signature is wrong: the secret does not belong to this key.',
  },
  '50114': { kind: 'invalid-credentials' },
  '50101': {
    kind: 'invalid-credentials',
    hint:
      'The key belongs to another environment: most often it is one for demo trading, which keyaudit does ' +
      'not audit.',
  },

  '50102': { kind: 'clock-skew' },
  '50112': { kind: 'clock-skew' },

  '50030': { kind: 'permission-refused' },
  '50035': { kind: 'permission-refused', hint: 'OKX wants a key that is linked to IP addresses for it.' },
  '50100': {
    kind: 'permission-refused',
    hint:
      'OKX has frozen the API for this account. Type the address yourself, sign in, and ask its customer ' +
      'service why.',
  },
  // Whose addresses are meant, the key's or the broker's, is not documented: no evidence of a restriction.
  '50118': {
    kind: 'permission-refused',
    hint: 'The key is linked to a third-party app that has not given OKX its addresses.',
  },
  '50120': { kind: 'permission-refused', hint: 'It lacks the right that the call needs (Read).' },
  '59500': { kind: 'permission-refused', hint: 'The call needs a key of the main account.' },
  '59506': {
    kind: 'unexpected-response',
    hint: "It says that a sub-account's key does not exist: it may have been deleted meanwhile.",
  },

  '50011': { kind: 'rate-limited' },
  '50040': { kind: 'rate-limited' },
  '50061': { kind: 'rate-limited' },

  '50001': { kind: 'unreachable' },
  '50004': { kind: 'unreachable' },
  '50013': { kind: 'unreachable' },
  '50026': { kind: 'unreachable' },
  // About the country or network of the address, for whatever key: it says nothing of the key's own list.
  '50121': {
    kind: 'unreachable',
    hint: 'OKX does not serve the IP address of this machine, whatever the key.',
  },
};
