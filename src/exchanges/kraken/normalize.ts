import { anyOf, type Fact, known, unknown } from '../../model/fact.js';
import type { Grant, GrantScope, IpRestriction, KeyDescription } from '../../model/key-facts.js';
import { heldIn, type Vocabulary } from '../permission-words.js';
import { absent, anyIp, type Body, epoch, label, restrictedTo, texts, wholeNumber } from '../readers.js';

/**
 * Kraken's words for a key's rights.
 * Source: docs.kraken.com, "Get API Key Info". Transfers between master and sub-accounts need withdraw-funds too.
 */
const words: Vocabulary = new Map<string, readonly GrantScope[]>([
  ['query-funds', ['read']],
  ['query-open-trades', ['read']],
  ['query-closed-trades', ['read']],
  ['query-ledger', ['read']],
  ['export-data', ['read']],
  ['modify-trades', ['trade']],
  ['close-trades', ['trade']],
  ['withdraw-funds', ['withdraw', 'transfer']],
  // They change the list of addresses that withdrawals may go to; without withdraw-funds nothing goes there.
  ['add-withdraw-address', ['other']],
  ['update-withdraw-address', ['other']],
  ['add-funds', ['other']],
  ['earn-funds', ['other']],
  ['create-ws-token', ['other']],
]);

const notTold = (what: string) => unknown('not-exposed', `Kraken does not tell ${what}`);

/** The `result` of `POST /0/private/GetApiKeyInfo`. Its apiKey and iban tell who the customer is, and are left alone. */
export function describeKey(result: Body): KeyDescription {
  const permissions = field(result, 'permissions');
  const ips = field(result, 'ipAllowlist');
  const validUntil = field(result, 'validUntil');
  const time = (name: string) => {
    const { value, spelling } = field(result, name);
    return epoch(value, 1000, spelling);
  };
  const name = field(result, 'apiKeyName');
  return {
    owner: notTold("whether a key is the master account's or a sub-account's"),
    label: label(name.value, name.spelling),
    permissions: {
      read: held(permissions, 'read'),
      trade: held(permissions, 'trade'),
      transfer: transfer(permissions),
      withdraw: held(permissions, 'withdraw'),
      manage: notTold('whether a key can create sub-accounts: its pages contradict each other'),
    },
    grants: grants(permissions),
    ipRestriction: ipRestriction(ips),
    createdAt: time('createdTime'),
    modifiedAt: time('modifiedTime'),
    expiresAt: wholeNumber(validUntil.value) === 0 ? known(null) : time('validUntil'),
    lastUsedAt: lastUsed(result),
    // It has just answered.
    enabled: known(true),
  };
}

interface Field {
  readonly value: unknown;
  /** As the answer has it, for messages. */
  readonly spelling: string;
}

/**
 * The documentation spells fields in camelCase; two SDKs, one of them with a recorded answer, in snake_case. Where an
 * answer has both, and they differ, nothing tells which is right.
 */
function field(result: Body, camelCase: string): Field {
  const snakeCase = camelCase.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  if (absent(result[camelCase]) && snakeCase in result) {
    return { value: result[snakeCase], spelling: snakeCase };
  }
  const { [camelCase]: value, [snakeCase]: other = value } = result;
  return JSON.stringify(value) === JSON.stringify(other) || other === null
    ? { value, spelling: camelCase }
    : { value: undefined, spelling: `a ${camelCase} with which ${snakeCase} agrees` };
}

/**
 * Whether a word of a scope is listed. A list in which no word is known is one that nobody can read, and an entry that
 * is no word, or looks like a right under a new name, leaves open what it allows.
 */
function held({ value, spelling }: Field, scope: GrantScope): Fact<boolean> {
  if (!Array.isArray(value)) return notAList({ value, spelling });
  if (value.some((word) => scopesOf(word).includes(scope))) return known(true);
  const noWord = unknown('malformed', `${spelling} has an entry that is no word`);
  if (value.some((word) => typeof word !== 'string')) return noWord;
  if (value.length > 0 && value.every((word) => scopesOf(word).includes('unrecognized'))) {
    return unknown('unrecognized', `${spelling} has only words that keyaudit does not know`);
  }
  return value.every(isWord) ? heldIn(grants({ value, spelling }), scope, spelling, words) : noWord;
}

function isWord(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}

function scopesOf(word: unknown): readonly GrantScope[] {
  const scopes = typeof word === 'string' ? words.get(word.trim().toLowerCase()) : undefined;
  return scopes ?? ['unrecognized'];
}

function notAList({ value, spelling }: Field) {
  return unknown('malformed', `${spelling} is ${absent(value) ? 'missing' : 'not a list'}`);
}

/** The page of WalletTransfer (to the own futures wallet) asks for query-funds, a widely used SDK for withdraw-funds. */
function transfer(permissions: Field): Fact<boolean> {
  const byWord = held(permissions, 'transfer');
  const list = permissions.value;
  const open: Fact<boolean> =
    Array.isArray(list) && list.includes('query-funds')
      ? notTold('whether query-funds lets a key transfer to the futures wallet')
      : known(false);
  return anyOf([byWord, open]);
}

function grants(permissions: Field): Fact<readonly Grant[]> {
  if (!Array.isArray(permissions.value)) return notAList(permissions);
  return known(
    [...new Set<unknown>(permissions.value)].flatMap((word): Grant[] => {
      const name = isWord(word) ? word : permissions.spelling;
      return scopesOf(word).map((scope) => ({ name, scope }));
    }),
  );
}

/** "Empty if not restricted"; a recorded answer has one empty text in place of no entry. */
function ipRestriction({ value, spelling }: Field): Fact<IpRestriction> {
  const list = texts(value);
  if (list === undefined) return notAList({ value, spelling });
  const entries = list.map((entry) => entry.trim()).filter((entry) => entry !== '');
  return entries.length === 0 ? known(anyIp) : restrictedTo(entries, spelling);
}

/**
 * In the documented example it is the time of the very call that asked for it, so that a time close to now may
 * say no more than that keyaudit has just used the key. "Null if never used": of a key that has just asked,
 * that says nothing.
 */
function lastUsed(result: Body): Fact<Date | null> {
  const { value, spelling } = field(result, 'lastUsed');
  return value === null ? unknown('not-exposed', `${spelling} is null`) : epoch(value, 1000, spelling);
}
