import { anyOf, type Fact, known, mapFact, unknown } from '../../model/fact.js';
import type { Grant, GrantScope, Permission } from '../../model/key-facts.js';
import { speaksOfWithdrawing } from '../new-rights.js';
import { mayMean, type Vocabulary } from '../new-words.js';
import { absent, texts } from '../readers.js';

type Area = 'account' | 'trade' | 'wallet' | 'block_trade' | 'block_rfq';

/**
 * What writing in an area allows (docs.deribit.com, articles/access-scope). The wallet is one scope: withdrawals,
 * transfers to sub-accounts and to other users, and the address book.
 */
const areas: ReadonlyMap<string, readonly Permission[]> = new Map<Area, readonly Permission[]>([
  ['account', ['manage']],
  ['trade', ['trade']],
  ['wallet', ['transfer', 'withdraw']],
  ['block_trade', ['trade']],
  ['block_rfq', ['trade']],
]);

/** What new areas that are called like these may give. */
const vocabulary: Vocabulary = new Map(
  [...areas].map(([area, writing]): [string, readonly Permission[]] => [area, ['read', ...writing]]),
);

/** A token's scope has these as well; they are no rights (articles/access-scope). */
const attribute = /^(mainaccount|connection|session:.+|expires:.+|ip:.+)$/;

interface Word {
  readonly name: string;
  readonly area: string;
  readonly level: string;
}

export interface Rights {
  readonly grants: Fact<readonly Grant[]>;
  readonly permissions: Readonly<Record<Permission, Fact<boolean>>>;
}

/**
 * `max_scope`: words like `trade:read_write`, in one text in every documented example, in a list in the schema.
 * "If scope is not provided, its value is set as none", which says something only of a list in which at least
 * one word is known.
 */
export function rightsOf(maxScope: unknown): Rights {
  const words = wordsOf(maxScope);
  const read = held(words, 'read');
  const trade = held(words, 'trade');
  const custody = inCustody(words);
  return {
    grants: mapFact(words, (list) => list.flatMap(grantsOf)),
    permissions: {
      read,
      trade,
      transfer: anyOf([held(words, 'transfer'), custody]),
      withdraw: anyOf([held(words, 'withdraw'), custody]),
      manage: held(words, 'manage'),
    },
  };
}

function wordsOf(maxScope: unknown): Fact<readonly Word[]> {
  if (absent(maxScope)) return unknown('malformed', 'max_scope is missing');
  const list = typeof maxScope === 'string' ? [maxScope] : texts(maxScope);
  if (list === undefined) return unknown('malformed', 'max_scope is neither a text nor a list of texts');
  const names = new Set(list.flatMap((text) => text.split(/[\s,]+/)).filter((name) => name !== ''));
  if (names.size === 0) return unknown('malformed', 'max_scope is empty');
  return known(
    [...names].map((name) => {
      const [area = '', ...level] = name.toLowerCase().split(':');
      return { name, area, level: level.join(':') };
    }),
  );
}

/** Live tokens have had it, and no document describes it; writing there may well move funds. */
const custodyArea = 'custody';

/** What a word allows; undefined where that is not known. */
function meaningOf({ area, level }: Word): readonly Permission[] | undefined {
  const writing = areas.get(area);
  if (writing === undefined && area !== custodyArea) return undefined;
  if (level === 'none') return [];
  if (level === 'read') return ['read'];
  return level === 'read_write' && writing !== undefined ? ['read', ...writing] : undefined;
}

function held(words: Fact<readonly Word[]>, permission: Permission): Fact<boolean> {
  if (!words.known) return words;
  const meanings = words.value.map((word) => ({ word, meaning: meaningOf(word) }));
  if (meanings.some(({ meaning }) => meaning?.includes(permission))) return known(true);
  if (meanings.every(({ meaning }) => meaning === undefined)) {
    return unknown('unrecognized', 'max_scope has no word of known meaning');
  }
  const open = meanings.some(({ word, meaning }) => meaning === undefined && leavesOpen(word, permission));
  return open
    ? unknown('unrecognized', 'max_scope gives an area a level of unknown meaning, or names it in a new way')
    : known(false);
}

/** A word of unknown meaning may give what the areas in it allow, and what it speaks of. */
function leavesOpen({ name, area, level }: Word, permission: Permission): boolean {
  if (level === 'none' || attribute.test(name.toLowerCase())) return false;
  if (permission === 'read' && area === custodyArea) return true;
  if (permission === 'withdraw' && speaksOfWithdrawing(name)) return true;
  // Not by the level: all of a known area is no more than that area.
  if (mayMean(area, permission, vocabulary)) return true;
  const parts = name.toLowerCase().split(/[^a-z_]+/);
  return [...areas].some(
    ([known, writing]) =>
      parts.some((part) => part === known || part === `${known}s`) &&
      (permission === 'read' || writing.includes(permission)),
  );
}

function inCustody(words: Fact<readonly Word[]>): Fact<boolean> {
  if (!words.known) return words;
  const isOpen = words.value.some((word) => word.area === custodyArea && meaningOf(word) === undefined);
  return isOpen
    ? unknown('not-exposed', 'Deribit does not tell what writing in the area custody allows')
    : known(false);
}

function grantsOf(word: Word): readonly Grant[] {
  const { name, level } = word;
  if (level === 'none') return [];
  const foreign = attribute.test(name.toLowerCase()) ? 'other' : 'unrecognized';
  const scopes: readonly GrantScope[] = meaningOf(word) ?? [foreign];
  return scopes.map((scope) => ({ name, scope }));
}
