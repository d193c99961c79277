import { anyOf, type Fact, known, type Unknown, unknown } from '../../model/fact.js';
import type { Grant, GrantScope, Permission } from '../../model/key-facts.js';
import { bit } from '../flags.js';
import { besideNewWords } from '../new-words.js';
import { absent, asObject, type Body } from '../readers.js';
import { groups, masterManages, subAccountManages, vocabulary } from './words.js';

type WritingRight = Exclude<Permission, 'read'>;

export interface Rights {
  readonly readOnly: Fact<boolean>;
  readonly writing: Readonly<Record<WritingRight, Fact<boolean>>>;
  readonly grants: Fact<readonly Grant[]>;
}

/**
 * What `permissions` and `readOnly` of a key come to. `readOnly` overrides: what is listed then lets it read.
 * @param isMaster whether the key is the master account's
 */
export function rightsOf(body: Body, isMaster: Fact<boolean>): Rights {
  // A number for the calling key, a boolean for sub-accounts' keys.
  const readOnly = bit(body.readOnly, 'readOnly');
  const permissions = asObject(body.permissions);
  if (permissions === undefined) {
    const why = unknown(
      'malformed',
      `permissions is ${absent(body.permissions) ? 'missing' : 'not an object'}`,
    );
    const right = readOnly.known && readOnly.value ? known(false) : why;
    const writing = { trade: right, transfer: right, withdraw: right, manage: right };
    return { readOnly, writing, grants: why };
  }
  const grants = grantsIn(permissions, readOnly.known && readOnly.value, isMaster);
  const rightTo = (name: WritingRight, listed: Fact<boolean>): Fact<boolean> => {
    const right = besideNewWords(listed, name, grants, vocabulary, 'permissions');
    if (readOnly.known) return readOnly.value ? known(false) : right;
    // A key that holds nothing can write nothing, whether it may or not.
    return isEmpty(permissions) ? right : readOnly;
  };
  return {
    readOnly,
    writing: {
      trade: rightTo('trade', trade(permissions, isMaster)),
      transfer: rightTo('transfer', held(permissions, isMaster, 'Wallet', wordsOf('Wallet', 'transfer'))),
      withdraw: rightTo('withdraw', withdraw(permissions, isMaster)),
      manage: rightTo('manage', manage(permissions, isMaster)),
    },
    grants: known(grants),
  };
}

function isEmpty(permissions: Body): boolean {
  return Object.values(permissions).every((list) => Array.isArray(list) && list.length === 0);
}

function trade(permissions: Body, isMaster: Fact<boolean>): Fact<boolean> {
  const facts = Object.keys(groups).map((name) => {
    const words = wordsOf(name, 'trade');
    return words.length === 0 ? known(false) : held(permissions, isMaster, name, words);
  });
  return anyOf(facts);
}

/** By its own word; orders of the P2P market and Bybit Pay may pay out without it. */
function withdraw(permissions: Body, isMaster: Fact<boolean>): Fact<boolean> {
  const byOldName = permissions.FiatBitPay === undefined && permissions.FiatBybitPay !== undefined;
  return anyOf([
    held(permissions, isMaster, 'Wallet', ['Withdraw']),
    mayPayOut(permissions, isMaster, 'FiatP2P', 'FiatP2POrder'),
    mayPayOut(permissions, isMaster, 'FiatBybitPay', 'FaitPayOrder'),
    byOldName ? known(false) : mayPayOut(permissions, isMaster, 'FiatBitPay', 'FaitPayOrder'),
  ]);
}

function mayPayOut(permissions: Body, isMaster: Fact<boolean>, name: string, word: string): Fact<boolean> {
  const fact = held(permissions, isMaster, name, [word]);
  return fact.known && fact.value
    ? unknown('not-exposed', `${name}.${word} may pay out without the right to withdraw`)
    : fact;
}

function manage(permissions: Body, isMaster: Fact<boolean>): Fact<boolean> {
  const any = held(permissions, isMaster, 'Wallet', [...wordsOf('Wallet', 'transfer'), 'Withdraw']);
  if (!any.known || !any.value) return any;
  if (!isMaster.known) return isMaster;
  const certain = held(permissions, isMaster, 'Wallet', managing(isMaster));
  return certain.known && !certain.value
    ? unknown('not-exposed', "Bybit does not tell whether this key's Wallet rights let it change itself")
    : certain;
}

/** The Wallet words that are rights to manage as well. */
function managing(isMaster: Fact<boolean>): readonly string[] {
  if (!isMaster.known) return [];
  return isMaster.value ? masterManages : subAccountManages;
}

/** Whether a group lists any of some words. A list in which no word is known is one that nobody can read. */
function held(
  permissions: Body,
  isMaster: Fact<boolean>,
  name: string,
  words: readonly string[],
): Fact<boolean> {
  const list = permissions[name];
  if (list === undefined) return missing(permissions, name, isMaster);
  if (!Array.isArray(list)) return unknown('malformed', `permissions.${name} is not a list`);
  if (list.some((word) => words.includes(word))) return known(true);
  return unreadable(name, list) ?? known(false);
}

function missing(permissions: Body, name: string, isMaster: Fact<boolean>): Fact<boolean> {
  return isPromised(permissions, name, isMaster)
    ? unknown('malformed', `permissions.${name} is missing`)
    : known(false);
}

function isPromised(permissions: Body, name: string, isMaster: Fact<boolean>): boolean {
  const isSubAccounts = isMaster.known && !isMaster.value;
  switch (groups[name]?.toldOf) {
    case 'every key':
      return true;
    case 'master keys':
      return !isSubAccounts;
    case 'newer master keys':
      return !isSubAccounts && Object.keys(permissions).some((group) => group.startsWith('Fiat'));
    default:
      return false;
  }
}

function unreadable(name: string, list: readonly unknown[]): Unknown | undefined {
  if (list.some((word) => typeof word !== 'string')) {
    return unknown('malformed', `permissions.${name} has an entry that is not a text`);
  }
  return list.length > 0 && list.every((word) => scopeOf(name, word) === undefined)
    ? unknown('unrecognized', `permissions.${name} has only words that keyaudit does not know`)
    : undefined;
}

function scopeOf(name: string, word: unknown): GrantScope | undefined {
  return Object.entries(groups[name]?.words ?? {}).find(([known]) => known === word)?.[1];
}

function wordsOf(name: string, scope: GrantScope): readonly string[] {
  const words = Object.entries(groups[name]?.words ?? {});
  return words.filter(([, its]) => its === scope).map(([word]) => word);
}

/** Every word as "group.word"; a group that is no list of words by its own name, since it may hold some. */
function grantsIn(permissions: Body, readOnly: boolean, isMaster: Fact<boolean>): readonly Grant[] {
  return Object.entries(permissions).flatMap(([name, list]): Grant[] => {
    const words = Array.isArray(list) ? [...new Set<unknown>(list)] : [list];
    return words
      .filter((word) => !absent(word))
      .flatMap((word): Grant[] => {
        if (typeof word !== 'string' || !Array.isArray(list)) return [{ name, scope: 'unrecognized' }];
        const scopes = scopesOf(name, word, readOnly, isMaster);
        return scopes.map((scope) => ({ name: `${name}.${word}`, scope }));
      });
  });
}

function scopesOf(
  name: string,
  word: string,
  readOnly: boolean,
  isMaster: Fact<boolean>,
): readonly GrantScope[] {
  const scope = scopeOf(name, word);
  if (scope === undefined) return ['unrecognized'];
  if (readOnly) return ['read'];
  return name === 'Wallet' && managing(isMaster).includes(word) ? [scope, 'manage'] : [scope];
}
