import { type Fact, unknown } from '../model/fact.js';
import type { Grant, GrantScope, KeyDescription, Permission } from '../model/key-facts.js';
import { isForeign, speaksOfWithdrawing } from './new-rights.js';

/** What each of an exchange's words for rights allows, by the word in lower case. One word can allow two things. */
export type Vocabulary = ReadonlyMap<string, readonly GrantScope[]>;

/**
 * A right, which is not denied beside a new word that may be the very right.
 * @param grants all that the key holds
 * @param where what details call the place of the words
 */
export function besideNewWords(
  right: Fact<boolean>,
  scope: GrantScope,
  grants: readonly Grant[],
  vocabulary: Vocabulary,
  where: string,
): Fact<boolean> {
  if (!right.known || right.value) return right;
  return grants.some((grant) => grant.scope === 'unrecognized' && mayMean(grant.name, scope, vocabulary))
    ? unknown('unrecognized', `${where} has a word of unknown meaning that may be the right to ${scope}`)
    : right;
}

/**
 * A whole key, none of whose rights is denied beside such a word.
 * @param grants all that it holds, where the key's own are called otherwise than the words of the vocabulary
 */
export function heedingNewWords(
  key: KeyDescription,
  vocabulary: Vocabulary,
  where: string,
  grants: readonly Grant[] = key.grants.known ? key.grants.value : [],
): KeyDescription {
  // A documented one that cannot be read leaves open its own right alone.
  const added = grants.filter(({ name }) => !vocabulary.has(name));
  const heeding = (name: Permission) => besideNewWords(key.permissions[name], name, added, vocabulary, where);
  return {
    ...key,
    permissions: {
      read: heeding('read'),
      trade: heeding('trade'),
      transfer: heeding('transfer'),
      withdraw: heeding('withdraw'),
      manage: heeding('manage'),
    },
  };
}

/**
 * Whether a word that is in no vocabulary may be a right by its looks: it has the right's name in it, or a known word
 * for it, in whatever case and with whatever between the letters; or it speaks of all rights, or of rights in general
 * ("scopes", "write"); or it is in another script. Known words for other things are no such looks: Kraken's add-withdraw-address withdraws nothing, and
 * neither would a second one like it.
 */
export function mayMean(word: string, scope: GrantScope, vocabulary: Vocabulary = new Map()): boolean {
  const words = word.replaceAll(/([a-z])([A-Z])/g, '$1 $2').replaceAll('_', ' ');
  if (isForeign(word) || ofAllRights.test(words) || ofAnyRight.test(words)) return true;
  const pieces = piecesOf(lettersOf(word), [...vocabulary.keys()].map(lettersOf).filter(isTelling));
  const meant = new Set(
    [...vocabulary].flatMap(([name, its]) => (its.includes(scope) ? [lettersOf(name)] : [])),
  );
  return pieces.some(({ text, isKnown }) => (isKnown ? meant.has(text) : speaksOf(scope, text)));
}

/** @param letters a name, or a part of one, in letters alone */
function speaksOf(scope: GrantScope, letters: string): boolean {
  switch (scope) {
    case 'trade':
      return /trad(e|ing)/.test(letters);
    case 'withdraw':
      // A transfer of a new kind may go to somebody else.
      return speaksOfWithdrawing(letters) || letters.includes('transfer');
    case 'manage':
      return /manag(e|ing)|(api|session)key/.test(letters);
    default:
      return letters.includes(scope);
  }
}

const ofAllRights = /\*|\b(all|any|full|everything|unrestricted|admin|administrator|owner|root|superuser)\b/i;

const ofAnyRight =
  /\b(permissions|privileges|rights|scopes?|roles?)$|^(permission|privilege|right)( list)?$|^(read[ -](and[ -])?)?write$/i;

function lettersOf(word: string): string {
  return word.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}

/** Shorter words are in too many others. */
function isTelling(letters: string): boolean {
  return letters.length >= 4;
}

interface Piece {
  readonly text: string;
  readonly isKnown: boolean;
}

/** The known words in a text, the longest that fit, and what is between them. */
function piecesOf(text: string, known: readonly string[]): readonly Piece[] {
  if (known.length === 0) return [{ text, isKnown: false }];
  const longestFirst = known.toSorted((one, other) => other.length - one.length);
  // Split by a pattern in brackets, every second piece is what the pattern matched.
  const pieces = text.split(new RegExp(`(${longestFirst.join('|')})`));
  return pieces.map((piece, index) => ({ text: piece, isKnown: index % 2 === 1 }));
}
