import type { Failure } from '../adapter.js';
import { asObject } from '../readers.js';

/**
 * Kraken's error texts: docs.kraken.com, guides, "Error messages", and support.kraken.com, article 360001491786.
 * What it says to an address that is not on a key's list is documented nowhere, so none of these is taken for it.
 */
export const failures: Readonly<Record<string, Failure>> = {
  'EAPI:Invalid key': {
    kind: 'invalid-credentials',
    hint:
      'The key was deleted, has expired, or was not copied whole. If it is there, check its IP addresses and whether ' +
      'it is a spot key: those of Kraken Futures are others.',
  },
  'EAPI:Invalid signature': {
    kind: 'invalid-credentials',
    hint: 'The secret ("private key") does not belong to this key, or the key asks for a 2FA code, which keyaudit cannot give.',
  },
  'EAPI:Invalid otp': {
    kind: 'invalid-credentials',
    hint: 'The key asks for a 2FA code, which keyaudit cannot give.',
  },
  'EAPI:Invalid nonce': { kind: 'clock-skew' },
  'ESession:Invalid session': { kind: 'invalid-credentials' },
  'EGeneral:Permission denied': {
    kind: 'permission-refused',
    hint: 'This call needs no right, so that something else restricts the key: look at its settings.',
  },
  'EAccount:Invalid permissions': { kind: 'permission-refused' },
  'EAPI:Feature disabled': { kind: 'permission-refused' },
  'EAuth:Account temporary disabled': {
    kind: 'permission-refused',
    hint: 'Kraken says that the account is disabled for the time being.',
  },
  'EAuth:Account unconfirmed': {
    kind: 'permission-refused',
    hint: "Kraken says that the account's e-mail address is not confirmed.",
  },
  'EAPI:Rate limit exceeded': { kind: 'rate-limited' },
  'EAuth:Rate limit exceeded': { kind: 'rate-limited' },
  'EAuth:Too many requests': { kind: 'rate-limited' },
  'EGeneral:Too many requests': { kind: 'rate-limited' },
  'EService:Throttled': { kind: 'rate-limited' },
  'EGeneral:Temporary lockout': {
    kind: 'rate-limited',
    hint: 'After too many refused calls Kraken locks out for about 15 minutes. Find out which program makes them.',
  },
  'EService:Unavailable': { kind: 'unreachable' },
  'EService:Busy': { kind: 'unreachable' },
  'EService:Timeout': { kind: 'unreachable' },
  'EService:Deadline elapsed': { kind: 'unreachable' },
  'EGeneral:Internal error': { kind: 'unreachable' },
  'EGeneral:Unknown method': {
    kind: 'unexpected-response',
    hint: "Kraken does not offer this call to the account, or the account's baseUrl is wrong.",
  },
};

/** The first entry of `error`; undefined where that is no list, or empty. */
export function failureCode(body: unknown): string | undefined {
  const errors = asObject(body)?.error;
  if (!Array.isArray(errors) || errors.length === 0) return undefined;
  const text = typeof errors[0] === 'string' ? errors[0] : '';
  return longestKnown(text) ?? wellFormed(text) ?? 'of unknown form';
}

/** An entry may carry details behind another colon: "EService:Throttled: 1741500000". */
function longestKnown(text: string): string | undefined {
  return Object.keys(failures)
    .filter((code) => text === code || text.startsWith(`${code}:`))
    .toSorted((a, b) => b.length - a.length)[0];
}

/** What goes into messages: a few words of letters, in which nothing of a key, a signature or an address can be. */
function wellFormed(text: string): string | undefined {
  return /^[EW][A-Z][A-Za-z]{0,15}:[A-Za-z_-]{1,16}( [A-Za-z_-]{1,16}){0,5}(?=:|$)/.exec(text)?.[0];
}
