import { anyOf, type Fact, known, unknown } from '../../model/fact.js';
import type { Grant, GrantScope, KeyDescription, Permission } from '../../model/key-facts.js';
import { bit } from '../flags.js';
import { besideNewWords, type Vocabulary } from '../new-words.js';
import { unexpected } from '../readers.js';

interface Meaning {
  readonly read: GrantScope;
  readonly write: GrantScope;
}
const withWrite = (write: GrantScope): Meaning => ({ read: 'read', write });

/**
 * The scopes that docs.bitfinex.com, reference, Key Permissions lists; what they allow is what the names of the
 * switches say when a key is made (support.bitfinex.com, article 115003363429). `positions` claims and closes
 * positions, `wallets` transfers between wallets, `funding` offers loans. Of ui_withdraw no source tells more than
 * the name.
 */
const documented: ReadonlyMap<string, Meaning> = new Map([
  ['account', withWrite('other')],
  ['history', withWrite('other')],
  ['orders', withWrite('trade')],
  ['positions', withWrite('trade')],
  ['funding', withWrite('other')],
  ['settings', withWrite('other')],
  ['wallets', withWrite('transfer')],
  ['withdraw', withWrite('withdraw')],
  ['ui_withdraw', { read: 'unrecognized', write: 'unrecognized' }],
  ['bfxpay', withWrite('other')],
]);

/** Scopes that answers have had (github.com/taichunmin/js-bitfinex), and that no document lists. */
const seen: ReadonlyMap<string, Meaning> = new Map([
  ['eaas_agreement', withWrite('other')],
  ['eaas_withdraw', withWrite('unrecognized')],
  ['eaas_deposit', withWrite('other')],
  ['eaas_brokerage', withWrite('other')],
]);

/** What writing gives. */
const vocabulary: Vocabulary = new Map(
  [...documented, ...seen].map(([scope, { write }]) => [scope, [write]]),
);

const meaningOf = (scope: string) => documented.get(scope) ?? seen.get(scope);

const notTold = (what: string) => unknown('not-exposed', `Bitfinex does not tell ${what}`);

/** One entry, `[scope, read, write]`. Neither of the two follows from the other. */
interface Entry {
  readonly scope: string;
  readonly read: Fact<boolean>;
  readonly write: Fact<boolean>;
}

/** The answer of `POST /v2/auth/r/permissions`. Throws where no entry is as documented. */
export function describeKey(answer: unknown): KeyDescription {
  if (!Array.isArray(answer)) throw unexpected('Bitfinex', 'not with a list');
  const entries = answer.map(entryOf);
  const readable = entries.filter((entry) => entry !== undefined);
  if (entries.length > 0 && readable.length === 0) {
    throw unexpected('Bitfinex', 'no entry of its list is as documented');
  }
  return {
    owner: notTold("whether a key is the main account's or a sub-account's"),
    label: notTold('the label of a key'),
    permissions: {
      ...unlessUnreadable(permissionsOf(readable), entries),
      manage: notTold('whether a key can create sub-accounts'),
    },
    grants: grantsOf(entries),
    ipRestriction: notTold('the IP addresses of a key'),
    createdAt: notTold('when a key was created'),
    modifiedAt: notTold('when a key was changed'),
    expiresAt: notTold('when a key ends'),
    lastUsedAt: notTold('when a key was last used'),
    // It has just answered.
    enabled: known(true),
  };
}

function entryOf(row: unknown): Entry | undefined {
  if (!Array.isArray(row)) return undefined;
  const [scope, read, write]: readonly unknown[] = row;
  if (typeof scope !== 'string' || scope === '') return undefined;
  const whose = meaningOf(scope) === undefined ? "a new scope's" : `${scope}'s`;
  // "0 - false, 1 - true"; v1 had booleans.
  return { scope, read: bit(read, `${whose} read`), write: bit(write, `${whose} write`) };
}

function permissionsOf(entries: readonly Entry[]) {
  const foreign = entries.length > 0 && !entries.some(({ scope }) => meaningOf(scope) !== undefined);
  if (foreign) {
    const why = unknown('unrecognized', 'no scope of the list has a known meaning');
    return { read: why, trade: why, transfer: why, withdraw: why };
  }
  const trade = anyOf([held(entries, 'orders', 'write'), held(entries, 'positions', 'write')]);
  const withdraw = anyOf([
    held(entries, 'withdraw', 'write'),
    riddle(held(entries, 'ui_withdraw', 'write'), 'what ui_withdraw allows'),
    riddle(heldIfListed(entries, 'eaas_withdraw', 'write'), 'what eaas_withdraw allows'),
  ]);
  const added = newlyWritten(entries);
  const unlessNew = (permission: Permission, right: Fact<boolean>) =>
    besideNewWords(right, permission, added, vocabulary, 'the list');
  return {
    read: canRead(entries),
    trade: unlessNew('trade', trade),
    transfer: unlessNew('transfer', held(entries, 'wallets', 'write')),
    withdraw: unlessNew('withdraw', withdraw),
  };
}

/** An entry that does not say what it is about may give anything: beside it, nothing is denied. */
function unlessUnreadable(
  rights: ReturnType<typeof permissionsOf>,
  entries: readonly (Entry | undefined)[],
): ReturnType<typeof permissionsOf> {
  if (!entries.includes(undefined)) return rights;
  const open = unknown('malformed', 'an entry of the list names no scope');
  const unless = (fact: Fact<boolean>) => (fact.known && !fact.value ? open : fact);
  const { read, trade, transfer, withdraw } = rights;
  return { read: unless(read), trade: unless(trade), transfer: unless(transfer), withdraw: unless(withdraw) };
}

/** New scopes whose writing is not off. */
function newlyWritten(entries: readonly Entry[]): readonly Grant[] {
  return entries
    .filter(({ scope, write }) => meaningOf(scope) === undefined && !(write.known && !write.value))
    .map(({ scope }) => ({ name: scope, scope: 'unrecognized' }));
}

/** A right whose name speaks of a permission, and that no source describes: only its absence is an answer. */
function riddle(fact: Fact<boolean>, what: string): Fact<boolean> {
  return fact.known && fact.value ? notTold(what) : fact;
}

/** Whether an entry gives the right. The documentation lists every scope: one that is missing is not denied. */
function held(entries: readonly Entry[], scope: string, right: 'read' | 'write'): Fact<boolean> {
  return entries.some((entry) => entry.scope === scope)
    ? heldIfListed(entries, scope, right)
    : unknown('malformed', `${scope} is not in the list`);
}

function heldIfListed(entries: readonly Entry[], scope: string, right: 'read' | 'write'): Fact<boolean> {
  return anyOf(entries.filter((entry) => entry.scope === scope).map((entry) => entry[right]));
}

function canRead(entries: readonly Entry[]): Fact<boolean> {
  const scopes = [...documented.keys()].filter((scope) => scope !== 'ui_withdraw');
  const foreign = entries.filter(({ scope }) => meaningOf(scope) === undefined);
  return anyOf([
    ...scopes.map((scope) => held(entries, scope, 'read')),
    ...[...seen.keys()].map((scope) => heldIfListed(entries, scope, 'read')),
    riddle(held(entries, 'ui_withdraw', 'read'), 'what ui_withdraw shows'),
    ...foreign.map(({ read }) =>
      read.known && read.value ? unknown('unrecognized', 'a new scope may be read') : read,
    ),
  ]);
}

/** What the key holds, and what it may hold: an entry that cannot be read is shown as one of no known meaning. */
function grantsOf(entries: readonly (Entry | undefined)[]): Fact<readonly Grant[]> {
  if (entries.length === 0) return unknown('malformed', 'the list of permissions is empty');
  const grants = entries.flatMap((entry): readonly Grant[] =>
    entry === undefined ? [{ name: 'an entry without scope', scope: 'unrecognized' }] : grantsOfEntry(entry),
  );
  return known(grants);
}

function grantsOfEntry(entry: Entry): readonly Grant[] {
  return (['read', 'write'] as const).flatMap((right): readonly Grant[] => {
    const isHeld = entry[right];
    if (isHeld.known && !isHeld.value) return [];
    const scope = isHeld.known ? meaningOf(entry.scope)?.[right] : undefined;
    return [{ name: `${entry.scope}.${right}`, scope: scope ?? 'unrecognized' }];
  });
}
