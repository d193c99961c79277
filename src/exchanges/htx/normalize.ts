import { type Fact, known, unknown } from '../../model/fact.js';
import type { IpRestriction, KeyDescription } from '../../model/key-facts.js';
import { readWords, type Vocabulary } from '../permission-words.js';
import {
  absent,
  anyIp,
  asObject,
  type Body,
  commaWords,
  epoch,
  idText,
  label,
  restrictedTo,
  unexpected,
  wholeNumber,
} from '../readers.js';

/**
 * The words of `permission` (huobiapi/docs, v1_en, FAQ Q2 and "Sub user management"). Trade is "place order, cancel
 * order and transfer"; on a parent user's key also the creation of sub-users and of their keys.
 */
const parentWords: Vocabulary = new Map([
  ['readonly', ['read']],
  ['trade', ['trade', 'transfer', 'manage']],
  ['withdraw', ['withdraw']],
]);
/** "All other APIs couldn't be accessed by sub user": creating users and keys is not among those that can. */
const subUserWords: Vocabulary = new Map([...parentWords, ['trade', ['trade', 'transfer']]]);
/** Where it is not documented what comes with Trade. */
const bareWords: Vocabulary = new Map([...parentWords, ['trade', ['trade']]]);

/** What is documented of the site that a key is of. */
export interface KeyRules {
  /** As people call it. */
  readonly name: string;
  /** Whether the documentation says what comes with the right to trade. */
  readonly explainsTrade: boolean;
}

/** The `data` of a good answer. Throws where it is none that the documentation knows. */
export function dataOf(answer: unknown, name: string): unknown {
  const body = asObject(answer);
  if (idText(body?.code) !== '200') throw unexpected(name, 'not in the documented envelope');
  return body?.data;
}

/** The rows of a good answer. */
export function rowsOf(answer: unknown, name: string): readonly unknown[] {
  const data = dataOf(answer, name);
  if (!Array.isArray(data)) throw unexpected(name, 'its data are no list');
  return data;
}

/**
 * A row of `GET /v2/user/api-key`.
 * @param owner the sub-user's UID; null for the parent user
 */
export function describeKey(row: Body, owner: string | null, rules: KeyRules): KeyDescription {
  const { permissions, grants } = rightsOf(row, owner, rules);
  return {
    owner: known(owner),
    label: label(row.note, 'note'),
    permissions,
    grants,
    ipRestriction: readIps(row.ipAddresses),
    createdAt: epoch(row.createTime, 1, 'createTime'),
    modifiedAt: epoch(row.updateTime, 1, 'updateTime'),
    expiresAt: expiry(row.validDays, rules),
    lastUsedAt: unknown('not-exposed', `${rules.name} does not tell when a key was last used`),
    enabled: isEnabled(row.status),
  };
}

function rightsOf(
  row: Body,
  owner: string | null,
  { name, explainsTrade }: KeyRules,
): Pick<KeyDescription, 'permissions' | 'grants'> {
  const vocabulary = owner === null ? parentWords : subUserWords;
  const { grants, held } = readWords(row.permission, 'permission', explainsTrade ? vocabulary : bareWords);
  const trade = held('trade');
  const notTold = unknown('not-exposed', `${name} does not tell whether "trade" can do this as well`);
  const withTrade = trade.known && trade.value ? notTold : trade;
  return {
    permissions: {
      read: held('read'),
      trade,
      transfer: explainsTrade ? held('transfer') : withTrade,
      withdraw: held('withdraw'),
      manage: explainsTrade ? held('manage') : withTrade,
    },
    grants,
  };
}

/** Addresses and networks, separated by commas; an empty text for none (the documented example). */
function readIps(value: unknown): Fact<IpRestriction> {
  if (value === '') return known(anyIp);
  if (absent(value)) return unknown('malformed', 'ipAddresses is missing');
  if (typeof value !== 'string') return unknown('malformed', 'ipAddresses is not a text');
  const entries = commaWords(value);
  return entries.length === 0
    ? unknown('malformed', 'ipAddresses has no entry')
    : restrictedTo(entries, 'ipAddresses');
}

/** -1 is "permanently valid"; a number of days says when a key ends to a day at best, and use may put it off. */
function expiry(validDays: unknown, { name }: KeyRules): Fact<Date | null> {
  const days = wholeNumber(validDays);
  if (days === undefined) {
    return unknown('malformed', `validDays is ${absent(validDays) ? 'missing' : 'not a number'}`);
  }
  if (days === -1) return known(null);
  return days < 0
    ? unknown('unrecognized', 'validDays is a negative number of no known meaning')
    : unknown('not-exposed', `${name} tells how many days a key has (validDays: ${days}), not when it ends`);
}

const states = new Map<unknown, boolean>([
  ['normal', true],
  ['expired', false],
]);

function isEnabled(status: unknown): Fact<boolean> {
  const state = states.get(status);
  if (state !== undefined) return known(state);
  if (absent(status)) return unknown('malformed', 'status is missing');
  return typeof status === 'string'
    ? unknown('unrecognized', 'status is a word of no known meaning')
    : unknown('malformed', 'status is not a text');
}
