import { type Fact, known, unknown } from '../model/fact.js';
import type { Grant, GrantScope } from '../model/key-facts.js';
import { besideNewWords, type Vocabulary } from './new-words.js';
import { absent, commaWords } from './readers.js';

export type { Vocabulary } from './new-words.js';

/** The rights of a key whose exchange lists them as words in one text. */
export interface WordedRights {
  /** Every word, in the exchange's spelling; unknown where there is no list. */
  readonly grants: Fact<readonly Grant[]>;
  /** Whether a word of the list allows this. */
  held(scope: GrantScope): Fact<boolean>;
}

/**
 * Reads a comma-separated list of rights. A right is denied by a list that lacks it only if the list has at
 * least one word of the vocabulary: nothing else shows that it is this vocabulary that the exchange speaks. And only
 * if no new word looks like that right.
 */
export function readWords(value: unknown, field: string, vocabulary: Vocabulary): WordedRights {
  return rightsOf(listed(value, field, vocabulary), field, vocabulary);
}

/**
 * Reads rights that come as a list of texts, likewise. An entry that is no text, or an empty one, leaves open what it allows: then
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
    const why = unknown('malformed', `${field} is ${absent(value) ? 'missing' : 'not a list'}`);
    return rightsOf(why, field, vocabulary);
  }
  const isWord = (entry: unknown) => typeof entry === 'string' && entry.trim() !== '';
  const entries = new Set(value.filter(isWord));
  const grants = [...entries].flatMap((entry: string) => grantsOf(entry, vocabulary, wordOf(entry.trim())));
  const odd = !value.every(isWord);
  if (!odd && grants.length > 0) return rightsOf(known(grants), field, vocabulary);
  const why = unknown('malformed', odd ? `${field} has an entry that is no word` : `${field} is empty`);
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

function rightsOf(grants: Fact<readonly Grant[]>, field: string, vocabulary: Vocabulary): WordedRights {
  const foreign = grants.known && grants.value.every(({ scope }) => scope === 'unrecognized');
  const readable = foreign ? unknown('unrecognized', `${field} has no word of known meaning`) : grants;
  return { grants, held: (scope) => heldIn(readable, scope, field, vocabulary) };
}

/** Whether one of several words is a right. It is not denied beside a new word that may be the very right. */
export function heldIn(
  grants: Fact<readonly Grant[]>,
  scope: GrantScope,
  field: string,
  vocabulary: Vocabulary,
): Fact<boolean> {
  if (!grants.known) return grants;
  const listed = known(grants.value.some((grant) => grant.scope === scope));
  return besideNewWords(listed, scope, grants.value, vocabulary, field);
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
