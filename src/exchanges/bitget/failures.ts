import type { Failure } from '../adapter.js';

const stripped =
  'Bitget says so where a header of the request is missing or empty: a proxy may strip those that begin with ACCESS-.';
const restricted: Failure = {
  kind: 'permission-refused',
  hint: 'Bitget has restricted the account. Type bitget.com yourself, sign in, and ask its customer service why.',
};
const verification: Failure = {
  kind: 'permission-refused',
  hint: 'Bitget wants the account verified first. Type bitget.com yourself, sign in, and see what it asks for.',
};
const region: Failure = {
  kind: 'unreachable',
  hint: 'Bitget does not serve the country or region of this address: run keyaudit where the bot runs.',
};
const server: Failure = { kind: 'unreachable', hint: 'Bitget says that its server failed.' };
const notThisSubAccount: Failure = {
  kind: 'unexpected-response',
  hint: 'It says that a sub-account does not belong to the account: it may have been deleted meanwhile.',
};

/** Bitget's error codes: www.bitget.com/api-doc, error codes (spot, common); 40084 and 40085 as recorded. */
export const failures: Readonly<Record<string, Failure>> = {
  '40038': { kind: 'ip-refused' },

  '40001': { kind: 'invalid-credentials', hint: `The API key is empty. ${stripped}` },
  '40002': { kind: 'invalid-credentials', hint: stripped },
  '40003': { kind: 'invalid-credentials', hint: stripped },
  '40006': { kind: 'invalid-credentials', hint: 'The API key is not one of Bitget.' },
  '40009': {
    kind: 'invalid-credentials',
    hint: 'The signature is wrong: the secret does not belong to this key, or the key is an RSA one.',
  },
  '40011': { kind: 'invalid-credentials', hint: `The passphrase is empty. ${stripped}` },
  '40012': {
    kind: 'invalid-credentials',
    hint:
      'The API key or the passphrase is wrong: the passphrase is the one you chose for this key when you made ' +
      'it, not the password of the account. Keys for demo trading are not audited.',
  },
  '40036': { kind: 'invalid-credentials', hint: 'The passphrase is wrong.' },
  '40037': { kind: 'invalid-credentials', hint: 'The API key does not exist.' },
  '40041': { kind: 'invalid-credentials', hint: 'The API key does not exist.' },

  '40004': { kind: 'clock-skew' },
  '40005': { kind: 'clock-skew' },
  '40008': { kind: 'clock-skew' },

  '40014': { kind: 'permission-refused' },
  // "Invalid IP": of whom, the key's list or the request's own, is not documented.
  '40018': {
    kind: 'permission-refused',
    hint: 'Bitget calls the IP address invalid, which may or may not mean that it is not on the list of the key.',
  },
  '40025': { kind: 'permission-refused' },
  '40040': {
    kind: 'permission-refused',
    hint: 'Bitget says that the permissions of the key are set wrongly.',
  },
  '40048': { kind: 'permission-refused', hint: 'The call needs a key of the main account.' },
  '40061': { kind: 'permission-refused', hint: 'The call needs a key of the main account.' },
  '40301': { kind: 'permission-refused' },
  '22010': { kind: 'permission-refused', hint: 'Bitget wants a key that is bound to IP addresses for it.' },
  '40016': { kind: 'permission-refused', hint: 'Bitget wants a phone or an authenticator bound first.' },
  '40035': verification,
  '40100': verification,
  '40101': verification,
  '40013': restricted,
  '40022': restricted,
  '40023': restricted,
  '40024': restricted,
  '40026': restricted,
  '40031': { kind: 'permission-refused', hint: 'Bitget says that the account has been cancelled.' },
  '40084': {
    kind: 'permission-refused',
    hint: 'It says that the account is a classic one, which this call does not know.',
  },
  '40085': {
    kind: 'permission-refused',
    hint: 'It says that the account is a unified one, which this call does not know.',
  },

  '40028': notThisSubAccount,
  '40066': notThisSubAccount,

  '429': { kind: 'rate-limited' },
  '40010': { kind: 'unreachable', hint: 'Bitget says that the request timed out.' },
  '40015': server,
  '40200': { kind: 'unreachable', hint: 'Bitget says that its server is being upgraded.' },
  '40725': server,
  '45001': server,
  '40000': region,
  '40103': region,
  '40104': region,
};
