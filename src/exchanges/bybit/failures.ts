import type { Failure } from '../adapter.js';

const expired: Failure = {
  kind: 'invalid-credentials',
  hint: 'The key has expired: keys without an IP list end after 90 days, and all end 7 days after a change of password.',
};

/** Bybit's error codes (retCode): bybit-exchange/docs, docs/v5/error.mdx. */
export const failures: Readonly<Record<string, Failure>> = {
  '10003': {
    kind: 'invalid-credentials',
    hint:
      'Bybit says the same for a key that does not exist and for one of another of its sites: testnet, demo, or a ' +
      "region's (exchange: bybiteu and exchange: bybitid are two; for others give the account the baseUrl of that " +
      'site, such as https://api.bybit.nl).',
  },
  '10004': {
    kind: 'invalid-credentials',
    hint: 'The signature is wrong: the secret does not belong to this key.',
  },
  '10007': { kind: 'invalid-credentials' },
  '33004': expired,
  '-2015': expired,
  '10010': { kind: 'ip-refused' },
  '10005': {
    kind: 'permission-refused',
    hint: 'Sub-accounts are listed to a master key with a transfer or withdrawal right only; do not give it one for that.',
  },
  '10008': { kind: 'permission-refused', hint: 'Bybit says that the account is banned: check its mode.' },
  '10024': { kind: 'permission-refused', hint: 'Bybit says that its compliance rules forbid it.' },
  '10027': { kind: 'permission-refused', hint: 'Bybit says that the account is banned from trading.' },
  '10028': { kind: 'permission-refused', hint: 'Bybit says that this takes a unified account.' },
  '10029': { kind: 'permission-refused' },
  '10002': { kind: 'clock-skew' },
  '-1': { kind: 'clock-skew' },
  '10006': { kind: 'rate-limited' },
  '10018': { kind: 'rate-limited' },
  '429': { kind: 'rate-limited', hint: 'Bybit says that its service is under high load.' },
  '10009': {
    kind: 'unreachable',
    hint: 'Bybit says that it does not serve this region: run keyaudit where the bot runs, or through its proxy.',
  },
  '10000': { kind: 'unreachable', hint: 'Bybit says that its server timed out.' },
  '10016': { kind: 'unreachable', hint: 'Bybit says that its server failed.' },
  '10017': {
    kind: 'unexpected-response',
    hint: "This host does not know the call: check the account's baseUrl.",
  },
};
