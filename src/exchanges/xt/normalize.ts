import { type Fact, known, mapFact, unknown } from '../../model/fact.js';
import type { IpRestriction, KeyDescription } from '../../model/key-facts.js';
import { bit } from '../flags.js';
import { heedingNewFields } from '../new-fields.js';
import { deniesOnlyIfAllKnown, readWordList, type Vocabulary } from '../permission-words.js';
import {
  absent,
  anyIp,
  type Body,
  commaWords,
  idText,
  isoTime,
  label,
  restrictedTo,
  texts,
  wholeNumber,
} from '../readers.js';

/**
 * XT has two vocabularies for `roleScopes`. Answers are documented with the first two words, "trade is enabled" and
 * "trade is not enabled"; a key is made and changed with the others (xt-com/xt-api, _user_center_apikey). LEVER_LOAN
 * pledges, to borrow for margin trades.
 */
const vocabulary: Vocabulary = new Map([
  ['query_trade', ['read', 'trade']],
  ['query_no_trade', ['read']],
  ['query', ['read']],
  ['trade', ['trade']],
  ['future', ['trade']],
  ['lever_loan', ['trade']],
  ['transfer', ['transfer']],
  ['withdraw', ['withdraw']],
]);

/** Words that say what a key may trade, and nothing else. */
const ofTradeOnly = /^query_(no_)?trade$/i;

const notTold = (what: string) => unknown('not-exposed', `XT.com does not tell ${what}`);

/** A row of `GET /v4/user/account/api-key`. */
export function describeKey(row: Body): KeyDescription {
  const { permissions, grants } = rightsOf(row.roleScopes);
  const key: KeyDescription = {
    owner: ownerOf(row),
    label: label(row.keyName, 'keyName'),
    permissions,
    grants,
    ipRestriction: ipRestriction(row.bindIps),
    createdAt: timeOf(row.createTime, 'createTime'),
    modifiedAt: timeOf(row.updateTime, 'updateTime'),
    expiresAt: notTold('when a key ends'),
    lastUsedAt: notTold('when a key was last used'),
    enabled: mapFact(bit(row.isLock, 'isLock'), (locked) => !locked),
  };
  return heedingNewFields(key, row, ['roleScopes']);
}

/** An account's id: a text, since it can be too long for a number, and then a number is not the id any more. */
export function accountId(value: unknown): string | undefined {
  return typeof value === 'string' ? idText(value) : wholeNumber(value)?.toString();
}

/** The sub-account of a row, by its id; null for the master account. */
export function ownerOf(row: Body): Fact<string | null> {
  const level = wholeNumber(row.userAccountLevel);
  if (level === 1) return known(null);
  if (level !== 2) {
    return absent(row.userAccountLevel)
      ? unknown('malformed', 'userAccountLevel is missing')
      : unknown('unrecognized', 'userAccountLevel is neither 1 nor 2');
  }
  const id = accountId(row.userAccountId);
  return id === undefined ? unknown('malformed', 'userAccountId is not an id') : known(id);
}

/**
 * How several words are joined is not documented: they are taken apart at whatever can stand between them, and then
 * only whole words count, since TRADE is part of QUERY_NO_TRADE.
 */
function rightsOf(roleScopes: unknown): Pick<KeyDescription, 'permissions' | 'grants'> {
  const entries =
    typeof roleScopes === 'string' ? roleScopes.split(/[,;|\s]+/).filter((word) => word !== '') : roleScopes;
  const rights = readWordList(entries, 'roleScopes', vocabulary);
  const { grants, held } = deniesOnlyIfAllKnown(rights, 'roleScopes');
  const beyond = (scope: 'transfer' | 'withdraw'): Fact<boolean> => {
    const fact = held(scope);
    const isVague = grants.known && grants.value.some(({ name }) => ofTradeOnly.test(name.trim()));
    return isVague && fact.known && !fact.value
      ? unknown('not-exposed', 'roleScopes tells no more than whether the key may trade')
      : fact;
  };
  return {
    grants,
    permissions: {
      // "By default, the API has query permissions" (support article 900006868163): whatever else a key may do.
      read: mapFact(rights.held('read'), () => true),
      trade: held('trade'),
      transfer: beyond('transfer'),
      withdraw: beyond('withdraw'),
      manage: notTold('which right lets a key change keys'),
    },
  };
}

/** The documented keys without addresses have "" in the list, and null where they are made and changed. */
function ipRestriction(value: unknown): Fact<IpRestriction> {
  if (value === undefined) return unknown('malformed', 'bindIps is missing');
  if (value === '' || value === null) return known(anyIp);
  const list = typeof value === 'string' ? commaWords(value) : texts(value);
  return list === undefined
    ? unknown('malformed', 'bindIps is neither a text nor a list')
    : restrictedTo(list, 'bindIps');
}

/** "2023-02-17 05:41:43", with milliseconds or without. No page says in which zone: it is read as UTC. */
function timeOf(value: unknown, field: string): Fact<Date> {
  const isLocal = typeof value === 'string' && /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?$/.test(value);
  return isoTime(isLocal ? `${value.replace(' ', 'T')}Z` : value, field);
}
