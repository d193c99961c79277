import { type Fact, known, mapFact, unknown } from '../model/fact.js';
import type { Grant, GrantScope, Permission } from '../model/key-facts.js';
import { absent, commaWords } from './readers.js';

/** What each of an exchange's words for rights allows, by the word in lower case. One word can allow two things. */
export type Vocabulary = ReadonlyMap<string, readonly GrantScope[]>;

/** The rights of a key whose exchange lists them as words in one text. */
export interface WordedRights {
  /** Every word, in the exchange's spelling; unknown where there is no list. */
  readonly grants: Fact<readonly Grant[]>;
  /** Whether a word of the list allows this. */
  held(scope: GrantScope): Fact<boolean>;
}

/**
 * Reads a comma-separated list of rights. A right is denied by a list that lacks it only if the list has at
 * least one word of the vocabulary: nothing else shows that it is this vocabulary that the exchange speaks.
 */
export function readWords(value: unknown, field: string, vocabulary: Vocabulary): WordedRights {
  return rightsOf(listed(value, field, vocabulary), field);
}

/**
 * Reads rights that come as a list of texts, likewise. An entry that is no text leaves open what it allows: then
 * nothing is denied, and what the other entries allow is held all the same.
 * @param wordOf the word of the vocabulary that an entry holds, where the entry is more than the word
 */
export function readWordList(
  value: unknown,
  field: string,
  vocabulary: Vocabulary,
  wordOf: (entry: string) => string = (entry) => entry,
): WordedRights {
  if (!Array.isArray(value)) {
    return rightsOf(unknown('malformed', `${field} is ${absent(value) ? 'missing' : 'not a list'}`), field);
  }
  const entries = new Set(value.filter((entry) => typeof entry === 'string' && entry.trim() !== ''));
  const grants = [...entries].flatMap((entry: string) => grantsOf(entry, vocabulary, wordOf(entry.trim())));
  const odd = value.some((entry) => typeof entry !== 'string');
  if (!odd && grants.length > 0) return rightsOf(known(grants), field);
  const why = unknown('malformed', odd ? `${field} has an entry that is not a text` : `${field} is empty`);
  return {
    grants: why,
    held: (scope) => (grants.some((grant) => grant.scope === scope) ? known(true) : why),
  };
}

/**
 * The same rights, of which none is denied while the list has a word of unknown meaning: where no page says that the
 * known words are all there are, a new one may allow anything.
 */
export function deniesOnlyIfAllKnown(rights: WordedRights, field: string): WordedRights {
  const { grants } = rights;
  if (!grants.known || grants.value.every(({ scope }) => scope !== 'unrecognized')) return rights;
  const open = unknown('unrecognized', `${field} has a word of unknown meaning`);
  return {
    grants,
    held: (scope) => {
      const fact = rights.held(scope);
      return fact.known && !fact.value ? open : fact;
    },
  };
}

/** What a word of unknown meaning gives away about itself. */
const spoken: Readonly<Record<Permission, RegExp>> = {
  read: /read|view/i,
  trade: /trad|order/i,
  transfer: /transfer|asset/i,
  // A transfer of a new kind may go to somebody else.
  withdraw: /withdraw|transfer|fund.?out|pay.?out|send/i,
  manage: /manage|key/i,
};
const spokenOfAll = /admin|owner|full|(^|[^a-z])all([^a-z]|$)|[*]/i;

/** Whether the name of a right that is new speaks of a known one: `withdraw_v2`, `trading|asset`, `full_access`. */
export function speaksOf(name: string, permission: Permission): boolean {
  return spoken[permission].test(name) || spokenOfAll.test(name);
}

/** The same rights, of which none is denied that a word of unknown meaning speaks of. */
export function deniesNothingSpokenOf(rights: WordedRights, field: string): WordedRights {
  const { grants } = rights;
  const fresh = grants.known ? grants.value.filter(({ scope }) => scope === 'unrecognized') : [];
  const open = unknown('unrecognized', `${field} has a word of unknown meaning that speaks of it`);
  return {
    grants,
    held: (scope) => {
      const fact = rights.held(scope);
      const isOpen = isPermission(scope) && fresh.some(({ name }) => speaksOf(name, scope));
      return isOpen && fact.known && !fact.value ? open : fact;
    },
  };
}

function isPermission(scope: GrantScope): scope is Permission {
  return scope !== 'other' && scope !== 'unrecognized';
}

function rightsOf(grants: Fact<readonly Grant[]>, field: string): WordedRights {
  const foreign = grants.known && grants.value.every(({ scope }) => scope === 'unrecognized');
  const readable = foreign ? unknown('unrecognized', `${field} has no word of known meaning`) : grants;
  return {
    grants,
    held: (scope) => mapFact(readable, (list) => list.some((grant) => grant.scope === scope)),
  };
}

function grantsOf(name: string, vocabulary: Vocabulary, word = name): readonly Grant[] {
  const scopes = vocabulary.get(word.toLowerCase()) ?? (['unrecognized'] as const);
  return scopes.map((scope) => ({ name, scope }));
}

function listed(value: unknown, field: string, vocabulary: Vocabulary): Fact<readonly Grant[]> {
  if (absent(value)) return unknown('malformed', `${field} is missing`);
  if (typeof value !== 'string') return unknown('malformed', `${field} is not a text`);
  const words = [...new Set(commaWords(value))];
  if (words.length === 0) return unknown('malformed', `${field} is empty`);
  return known(words.flatMap((name) => grantsOf(name, vocabulary)));
}
