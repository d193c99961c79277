import type { Failure } from '../adapter.js';

/** What BingX says to a call that is only for main accounts: the one error that tells whose the key is. */
export const notMainAccount = '100403';

/** BingX's error codes: BingX-API/api-ai-skills, references/error-codes.md; 80014: the pages of the calls. */
export const failures: Readonly<Record<string, Failure>> = {
  '100419': { kind: 'ip-refused' },

  '100413': {
    kind: 'invalid-credentials',
    hint:
      'It does not exist. BingX deletes a key without IP addresses that can do more than read once it was not ' +
      'used for 14 days.',
  },
  '100001': {
    kind: 'invalid-credentials',
    hint: 'The signature is wrong: the secret does not belong to this key.',
  },

  '100004': { kind: 'permission-refused', hint: 'The key lacks the right that the call needs (Read).' },
  [notMainAccount]: { kind: 'permission-refused', hint: 'The call needs a key of the main account.' },
  '100414': { kind: 'permission-refused', hint: "BingX's risk control has stopped this account." },
  '100441': {
    kind: 'permission-refused',
    hint: 'BingX says that the account is abnormal, or wants its identity verified.',
  },

  '100421': { kind: 'clock-skew' },
  '80014': { kind: 'clock-skew', hint: 'BingX says the same of other parameters.' },

  '100410': {
    kind: 'rate-limited',
    hint: 'BingX counts by user: a bot of the same account may have used the limit up.',
  },

  '100500': { kind: 'unreachable', hint: 'BingX says that its system is busy.' },
  '100503': { kind: 'unreachable', hint: 'BingX says that its system is busy.' },

  '100400': {
    kind: 'unexpected-response',
    hint: "This host may not know the call: check the account's baseUrl.",
  },
  '100404': {
    kind: 'unexpected-response',
    hint: "This host may not know the call: check the account's baseUrl.",
  },
  '100412': {
    kind: 'unexpected-response',
    hint: 'BingX saw no signature: a proxy may have taken the address apart.',
  },
  '100450': {
    kind: 'unexpected-response',
    hint: 'It says that a sub-account does not exist: it may have been deleted meanwhile.',
  },
};
