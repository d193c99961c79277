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
  const grants = listed(value, field, vocabulary);
  const foreign = grants.known && grants.value.every(({ scope }) => scope === 'unrecognized');
  const readable = foreign ? unknown('unrecognized', `${field} has no word of known meaning`) : grants;
  return {
    grants,
    held: (scope) => mapFact(readable, (list) => list.some((grant) => grant.scope === scope)),
  };
}

function listed(value: unknown, field: string, vocabulary: Vocabulary): Fact<readonly Grant[]> {
  if (absent(value)) return unknown('malformed', `${field} is missing`);
  if (typeof value !== 'string') return unknown('malformed', `${field} is not a text`);
  const words = [...new Set(commaWords(value))];
  if (words.length === 0) return unknown('malformed', `${field} is empty`);
  return known(
    words.flatMap((name): Grant[] =>
      (vocabulary.get(name.toLowerCase()) ?? (['unrecognized'] as const)).map((scope) => ({ name, scope })),
    ),
  );
}
