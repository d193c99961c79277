import { type Fact, known, mapFact, unknown } from '../model/fact.js';
import type { Grant, GrantScope } from '../model/key-facts.js';
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
    return rightsOf(unknown('malformed', `${field} is ${absent(value) ? 'missing' : 'not a list'}`), field);
  }
  const isWord = (entry: unknown) => typeof entry === 'string' && entry.trim() !== '';
  const entries = new Set(value.filter(isWord));
  const grants = [...entries].flatMap((entry: string) => grantsOf(entry, vocabulary, wordOf(entry.trim())));
  const odd = !value.every(isWord);
  if (!odd && grants.length > 0) return rightsOf(known(grants), field);
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
