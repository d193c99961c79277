import type { Failure } from '../adapter.js';

/** BloFin's error codes: docs.blofin.com, errors (blofin/blofin-api-docs, _includes/errors.md), REST API. */
export const failures: Readonly<Record<string, Failure>> = {
  '152406': { kind: 'ip-refused' },

  '152401': {
    kind: 'invalid-credentials',
    hint:
      'It does not exist, or is not in an active state: it was deleted, or copied wrongly, or is a key for demo ' +
      'trading, which keyaudit does not audit.',
  },
  '152402': {
    kind: 'invalid-credentials',
    hint: 'It has expired: a key without IP addresses ends after 90 days.',
  },
  '152408': {
    kind: 'invalid-credentials',
    hint: 'The passphrase is wrong: it is the one you chose for this key when you made it.',
  },
  '152409': {
    kind: 'invalid-credentials',
    hint: 'The signature is wrong: the secret does not belong to this key.',
  },
  '401': {
    kind: 'invalid-credentials',
    hint: 'The signature is wrong: the secret does not belong to this key.',
  },

  '152405': { kind: 'clock-skew' },
  '152410': { kind: 'clock-skew' },
  '152407': {
    kind: 'clock-skew',
    hint: 'Another program used the key in the same millisecond. Run keyaudit again.',
  },

  // BloFin has one code for a missing permission and for a path that it does not know.
  '152404': {
    kind: 'permission-refused',
    hint: 'The key lacks a permission, or BloFin no longer offers the call.',
  },
  '152011': { kind: 'permission-refused', hint: 'It is about the broker that the key belongs to.' },
  '152012': {
    kind: 'permission-refused',
    hint: 'The key is connected to a third party, and works with that broker only.',
  },
  '152013': {
    kind: 'permission-refused',
    hint: 'The key is connected to a third party, and works with that broker only.',
  },

  '429': { kind: 'rate-limited' },

  '500': { kind: 'unreachable' },
};
