import { type Fact, known, unknown } from '../../model/fact.js';
import type { IpRestriction, KeyDescription } from '../../model/key-facts.js';
import { bit, flagGrantsAmong } from '../flags.js';
import { heedingNewWords, type Vocabulary } from '../new-words.js';
import {
  absent,
  anyIp,
  asObject,
  commaWords,
  epoch,
  restrictedTo,
  texts,
  unexpected,
  wholeNumber,
} from '../readers.js';

const name = 'AscendEX';
const notTold = (what: string) => unknown('not-exposed', `${name} does not tell ${what}`);

/** The rights that an answer has fields for: ascendex.github.io/ascendex-pro-api, "Account Info". */
const documented: Vocabulary = new Map([
  ['viewPermission', ['read']],
  ['tradePermission', ['trade']],
  // Between the owner's accounts and sub-accounts.
  ['transferPermission', ['transfer']],
]);

const fieldsOfKey = [...documented.keys(), 'allowedIps', 'expireTime'];

/**
 * The answer of `GET /api/pro/v1/info`. Its email, userUID and accounts tell who the customer is, and are left alone.
 * Throws where nothing is as documented.
 */
export function describeCallingKey(answer: unknown): KeyDescription {
  const outer = asObject(answer);
  const body = asObject(outer?.data) ?? outer;
  if (body === undefined || !fieldsOfKey.some((field) => field in body)) {
    throw unexpected(name, 'not with the documented object');
  }
  const key: KeyDescription = {
    owner: notTold("whether a key is a sub-account's"),
    label: notTold('the name of a key'),
    permissions: {
      read: bit(body.viewPermission, 'viewPermission'),
      trade: bit(body.tradePermission, 'tradePermission'),
      transfer: bit(body.transferPermission, 'transferPermission'),
      // "We do support API withdrawals. Please contact your dedicated sales manager": no field is theirs.
      withdraw: notTold('whether a key may withdraw, which takes an agreement with AscendEX'),
      manage: notTold('whether a key may manage keys or sub-accounts'),
    },
    grants: flagGrantsAmong(body, documented),
    ipRestriction: ipRestriction(body.allowedIps),
    createdAt: notTold('when a key was created'),
    modifiedAt: notTold('when a key was changed'),
    expiresAt: endOf(body.expireTime),
    lastUsedAt: notTold('when a key was last used'),
    // It has just answered.
    enabled: known(true),
  };
  return heedingNewWords(key, documented, 'the answer');
}

/**
 * "List of IPs allowed for the api key". How one is written that any address may use is not documented, beside the
 * word for it on the website ("unrestricted"): an empty list could be that, or a field that is not filled in.
 */
function ipRestriction(value: unknown): Fact<IpRestriction> {
  const list = typeof value === 'string' ? commaWords(value) : texts(value);
  if (absent(value)) return unknown('not-exposed', 'allowedIps is not in the answer');
  if (list === undefined) return unknown('malformed', 'allowedIps is not a list of addresses');
  const entries = list.map((entry) => entry.trim()).filter((entry) => entry !== '');
  if (entries.length === 0) {
    return unknown('not-exposed', 'allowedIps is empty, and AscendEX does not tell what that means');
  }
  const open = entries.some((entry) => entry.toLowerCase() === 'unrestricted');
  return open ? known(anyIp) : restrictedTo(entries, 'allowedIps');
}

/** "If -1, the api key will not expire." */
function endOf(value: unknown): Fact<Date | null> {
  return wholeNumber(value) === -1 ? known(null) : epoch(value, 1, 'expireTime');
}
