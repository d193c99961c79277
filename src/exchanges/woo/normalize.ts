import { type Fact, known, unknown } from '../../model/fact.js';
import type { IpRestriction, KeyDescription } from '../../model/key-facts.js';
import { heedingNewFields } from '../new-fields.js';
import { deniesOnlyIfAllKnown, readWordList, type Vocabulary } from '../permission-words.js';
import { anyIp, type Body, commaWords, label, restrictedTo, texts } from '../readers.js';

/** The words of the documented example (developer.woox.io, Get account api key permission). There is no list of all. */
const vocabulary: Vocabulary = new Map([
  ['read', ['read']],
  ['trade', ['trade']],
  ['withdrawal', ['withdraw']],
]);

const notTold = (what: string) => unknown('not-exposed', `WOO X does not tell ${what}`);

/** A row of `GET /v3/account/credentials`. */
export function describeKey(row: Body): KeyDescription {
  const { grants, held } = deniesOnlyIfAllKnown(
    readWordList(row.permissions, 'permissions', vocabulary),
    'permissions',
  );
  const key: KeyDescription = {
    owner: ownerOf(row.accountName),
    label: notTold('the name of a key'),
    permissions: {
      read: held('read'),
      trade: held('trade'),
      transfer: notTold('which right transfers need'),
      withdraw: held('withdraw'),
      manage: notTold('which right changes of keys need'),
    },
    grants,
    ipRestriction: ipRestriction(row),
    createdAt: notTold('when a key was created'),
    modifiedAt: notTold('when a key was changed'),
    expiresAt: notTold('when a key ends'),
    lastUsedAt: notTold('when a key was last used'),
    enabled: notTold('whether a key is switched on'),
  };
  return heedingNewFields(key, row, ['permissions']);
}

/** The sub-account by its name. The main account is "Main" in the documented example. */
function ownerOf(value: unknown): Fact<string | null> {
  const name = label(value, 'accountName');
  if (name.known && name.value === null) return unknown('malformed', 'accountName is empty');
  return name.known && name.value === 'Main' ? known(null) : name;
}

/** What the field could be called if it were not gone for lack of a restriction. */
const otherName = /^ip|ips?$|whitelist/i;

/**
 * "Hide field if no ip restriction" (the documented example): a row that is whole but for this field is a key that
 * works from anywhere, and so is one whose list is empty. A null is neither.
 */
function ipRestriction(row: Body): Fact<IpRestriction> {
  const value = row.allowedIPs;
  if (value === undefined) {
    if (Object.keys(row).some((name) => otherName.test(name))) {
      return unknown('malformed', 'allowedIPs is missing, and another field is called after addresses');
    }
    return Array.isArray(row.permissions)
      ? known(anyIp)
      : unknown('malformed', 'allowedIPs is missing, as is the list of permissions');
  }
  const list = typeof value === 'string' ? commaWords(value) : texts(value);
  if (list === undefined) return unknown('malformed', 'allowedIPs is not a list of addresses');
  return Array.isArray(value) && list.length === 0 ? known(anyIp) : restrictedTo(list, 'allowedIPs');
}
