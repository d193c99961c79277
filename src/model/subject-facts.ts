import type { AccountFacts } from './account-facts.js';
import type { FactName, Facts } from './check.js';
import { anyOf, type Fact, known, unknown } from './fact.js';
import type { KeyHistory, VanishedKey } from './history.js';
import type { IpRestriction, KeyFacts, Permission } from './key-facts.js';
import type { KeyFile } from './key-file.js';

/** What is known of a key from the other accounts of the audit. */
export interface Inventory {
  /** Unknown where a key that was not read may be this one. */
  readonly configured: Fact<boolean>;
  /** Unknown where none is known, and a key that was not read may be this one. */
  readonly sharedWith: Fact<readonly string[]>;
}

const neverSeen = unknown('not-exposed', 'no earlier scan tells of it');

/** @param history null where no earlier scan tells of it */
export function factsOfKey(
  key: KeyFacts,
  { configured, sharedWith }: Inventory,
  history: KeyHistory | null = null,
): Facts {
  return (name) => {
    const permission = permissionIn(name);
    if (permission !== undefined) return key.permissions[permission];
    switch (name) {
      case 'relation':
        return known(key.relation);
      case 'configured':
        return configured;
      case 'sharedWith':
        return sharedWith;
      case 'history':
        return history === null ? neverSeen : known(history);
      case 'ipRestriction.allowed':
        return allowedOf(key.ipRestriction);
    }
    if (name in key) return key[name as Exclude<keyof KeyFacts, 'relation'> & FactName];
    throw new Error(`${name} is not a fact of a key`);
  };
}

function allowedOf(restriction: Fact<IpRestriction>): Fact<readonly string[]> {
  if (!restriction.known) return restriction;
  return restriction.value.restricted ? restriction.value.allowed : known([]);
}

const untoldSafety = unknown('not-exposed', 'nothing is told of the account around its keys');

/** @param vanishedKeys null where there is no earlier scan to compare with */
export function factsOfAccount(
  { keys, keysListed, safety }: AccountFacts,
  vanishedKeys: readonly VanishedKey[] | null = null,
): Facts {
  return (name) => {
    const permission = permissionIn(name);
    if (permission !== undefined) return anyOf(keys.map(({ permissions }) => permissions[permission]));
    if (name === 'keysListed') return keysListed;
    if (name === 'vanishedKeys') return vanishedKeys === null ? neverSeen : known(vanishedKeys);
    if (!name.startsWith('safety.')) throw new Error(`${name} is not a fact of an account`);
    if (safety === null) return untoldSafety;
    const fact = safety[name.slice('safety.'.length) as keyof typeof safety];
    if (fact === undefined) throw new Error(`${name} is not a fact of an account`);
    return fact;
  };
}

/** @param accounts the names of those whose keys lie in the file */
export function factsOfFile(file: KeyFile, accounts: readonly string[]): Facts {
  return (name) => {
    switch (name) {
      case 'file.protection':
        return file.protection;
      case 'file.readableBy':
        return file.readableBy;
      case 'file.folderClosed':
        return file.isFolderClosed;
      case 'file.repository':
        return file.repository;
      case 'file.mounted':
        return known(file.isMounted);
      case 'file.movable':
        return known(file.isMovable);
      case 'file.accounts':
        return known(accounts);
      default:
        throw new Error(`${name} is not a fact of a file`);
    }
  };
}

function permissionIn(name: FactName): Permission | undefined {
  return name.startsWith('permissions.') ? (name.slice('permissions.'.length) as Permission) : undefined;
}
