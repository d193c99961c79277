import { type Fact, known, mapFact, type Unknown, unknown } from '../../model/fact.js';
import type { Grant, IpRestriction, KeyDescription } from '../../model/key-facts.js';
import { describeOwn, type KeyList, listIn, namedBy, readKeyList } from '../key-lists.js';
import { readWordList, type Vocabulary } from '../permission-words.js';
import {
  absent,
  anyIp,
  asObject,
  type Body,
  flag,
  isoTime,
  label,
  restrictedTo,
  texts,
  unexpected,
  wholeNumber,
} from '../readers.js';

const name = 'BitMEX';
const notTold = (what: string) => unknown('not-exposed', `${name} does not tell ${what}`);

/** What a key may do beyond reading: www.bitmex.com/app/apiKeysUsage, "API Key Permissions". */
const vocabulary: Vocabulary = new Map([
  ['order', ['trade']],
  // Cancels orders and places none.
  ['ordercancel', ['trade']],
  ['withdraw', ['withdraw']],
]);

/** The keys of `GET /api/v1/apiKey`. Throws where there is no list. */
export function keysOf(answer: unknown, isOwn: (id: string) => boolean): KeyList {
  const list = listIn(answer);
  if (list === undefined) throw unexpected(name, 'its answer is not a list of keys');
  return readKeyList({ ...list, rows: list.rows.map(withoutSecret) }, namedBy('id'), isOwn);
}

/** The model of a key has its secret. Whether the call fills it in is not documented. */
function withoutSecret(row: unknown): unknown {
  const { secret: _, ...rest } = asObject(row) ?? {};
  return rest;
}

/** The key that asks: it has just read, as every key may, whatever its row says. */
export function describeCallingKey(list: KeyList): KeyDescription {
  const described = describeOwn(list, describeKey);
  return { ...described, permissions: { ...described.permissions, read: known(true) } };
}

export function describeKey(row: Body): KeyDescription {
  return {
    owner: ownerOf(row),
    label: label(row.name, 'name'),
    ...rightsOf(row.permissions),
    ipRestriction: ipRestriction(row),
    createdAt: isoTime(row.created, 'created'),
    modifiedAt: notTold('when a key was changed'),
    expiresAt: notTold('when a key ends'),
    lastUsedAt: notTold('when a key was last used'),
    enabled: flag(row.enabled, 'enabled'),
  };
}

/** "The user ID that the API key acts on behalf of" (support.bitmex.com, article 6205606449309). */
function ownerOf({ targetAccountId, userId }: Body): Fact<string> {
  const target = wholeNumber(targetAccountId);
  if (absent(targetAccountId) || (target !== undefined && target === wholeNumber(userId))) {
    return notTold('whether an account is a sub-account');
  }
  return target !== undefined && target > 0
    ? known(String(target))
    : unknown('malformed', 'targetAccountId is not an account');
}

/**
 * Every key may read; an empty list is a key that may do nothing else. No key may create keys or change the user
 * (www.bitmex.com/app/apiKeysUsage).
 */
function rightsOf(value: unknown): Pick<KeyDescription, 'permissions' | 'grants'> {
  const readsOnly = Array.isArray(value) && value.length === 0;
  const { grants, held } = readWordList(value, 'permissions', vocabulary);
  const right = (scope: 'trade' | 'withdraw') => (readsOnly ? known(false) : held(scope));
  const withdraw = right('withdraw');
  const none = mapFact(readsOnly ? known([]) : recognized(grants), () => false);
  return {
    permissions: {
      read: known(true),
      trade: right('trade'),
      transfer:
        withdraw.known && withdraw.value
          ? notTold('which permission a transfer between own accounts needs')
          : none,
      withdraw,
      manage: none,
    },
    grants: readsOnly ? known([]) : grants,
  };
}

/** A word that is new may allow what no documented word does. */
function recognized(grants: Fact<readonly Grant[]>): Fact<readonly Grant[]> {
  return grants.known && grants.value.some(({ scope }) => scope === 'unrecognized')
    ? unknown('unrecognized', 'permissions has a word of no known meaning')
    : grants;
}

/** What one of the two fields says. */
type Blocks = readonly string[] | 'anywhere' | Unknown;

/**
 * `cidr`: "leave blank or set to 0.0.0.0 to allow all IPs"; `cidrs`: "to restrict multiple addresses" (same article).
 * How they go together is not documented: where one lets everybody in and the other does not, nothing is known.
 */
function ipRestriction({ cidr, cidrs }: Body): Fact<IpRestriction> {
  if (absent(cidr) && absent(cidrs)) return unknown('malformed', 'cidr and cidrs are missing');
  if (absent(cidrs)) return restrictionOf([oneBlock(cidr)]);
  // An empty list alone: what it means without the other field, nobody documents.
  if (absent(cidr) && texts(cidrs)?.length === 0) return unknown('malformed', 'cidr is missing');
  return restrictionOf(absent(cidr) ? [manyBlocks(cidrs)] : [oneBlock(cidr), manyBlocks(cidrs)]);
}

function restrictionOf(fields: readonly Blocks[]): Fact<IpRestriction> {
  const why = fields.find((field): field is Unknown => typeof field === 'object' && 'known' in field);
  if (why !== undefined) return why;
  const lists = fields.filter((field): field is readonly string[] => Array.isArray(field));
  if (lists.length === 0) return known(anyIp);
  return lists.length === fields.length
    ? restrictedTo([...new Set(lists.flat())], 'cidrs')
    : notTold('whether cidr or cidrs counts where one lets everybody in');
}

function oneBlock(value: unknown): Blocks {
  if (typeof value !== 'string') return unknown('malformed', 'cidr is not a text');
  return value.trim() === '' ? 'anywhere' : blocks([value.trim()], 'cidr');
}

function manyBlocks(value: unknown): Blocks {
  const list = texts(value);
  if (list === undefined) return unknown('malformed', 'cidrs is not a list of texts');
  const entries = list.map((entry) => entry.trim());
  return entries.length === 0 ? 'anywhere' : blocks(entries, 'cidrs');
}

function blocks(entries: readonly string[], field: string): Blocks {
  if (entries.includes('0.0.0.0')) return 'anywhere';
  const restriction = restrictedTo(entries, field);
  if (!restriction.known) return restriction;
  return restriction.value.restricted ? entries : 'anywhere';
}
