import type { Failure } from '../adapter.js';

const stripped =
  'A proxy may have taken the headers that begin with Bitvavo-Access-, or the key was not copied whole: it has 64 characters.';

/** Bitvavo's error codes (errorCode): docs.bitvavo.com/docs/errors. */
export const failures: Readonly<Record<string, Failure>> = {
  '307': { kind: 'ip-refused' },

  '300': { kind: 'invalid-credentials', hint: stripped },
  '301': { kind: 'invalid-credentials', hint: stripped },
  '305': { kind: 'invalid-credentials', hint: 'The key is not active: it does not exist, or was deleted.' },
  '306': {
    kind: 'invalid-credentials',
    hint: 'The key was never confirmed: it works once the link in the e-mail that came with it was followed.',
  },
  '308': { kind: 'invalid-credentials', hint: stripped },
  '309': {
    kind: 'invalid-credentials',
    hint: 'The signature is wrong: the secret does not belong to this key.',
  },

  '310': { kind: 'permission-refused' },
  '311': { kind: 'permission-refused', hint: 'It lacks the right that the call needs (View access).' },
  '312': { kind: 'permission-refused' },
  '317': {
    kind: 'permission-refused',
    hint: 'Bitvavo says that the account is locked. Type its address yourself, sign in, and ask its customer service why.',
  },

  '302': { kind: 'clock-skew' },
  '304': { kind: 'clock-skew' },

  '103': { kind: 'rate-limited' },
  '104': { kind: 'rate-limited' },
  '105': {
    kind: 'rate-limited',
    hint: "Bitvavo has blocked the key or this machine's address for a while, for asking too much: a bot with it is shut out too.",
  },

  '107': { kind: 'unreachable' },
  '108': { kind: 'unreachable' },
  '109': { kind: 'unreachable' },

  '110': {
    kind: 'unexpected-response',
    hint: "This host does not know the call: check the account's baseUrl.",
  },
  '303': { kind: 'unexpected-response' },
};
