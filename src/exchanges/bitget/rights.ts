import { type Fact, known, unknown } from '../../model/fact.js';
import type { Grant, GrantScope, KeyDescription } from '../../model/key-facts.js';
import { readWords, type Vocabulary, type WordedRights } from '../permission-words.js';
import { absent, texts } from '../readers.js';

export type Rights = Pick<KeyDescription, 'permissions' | 'grants'>;
export type AccountKind = 'main' | 'sub-account';

const scoped = (scope: GrantScope, ...words: string[]) =>
  words.map((word): [string, readonly GrantScope[]] => [word, [scope]]);

/**
 * A classic key's `authorities` (api-doc/spot/account/Get-Account-Info). `r` at the end reads, `w` writes, and
 * "read and write" reads too. `trade` and `readonly` are in the documented example only, without a meaning.
 */
const classic: Vocabulary = new Map([
  ...scoped('read', 'coor', 'cpor', 'stor', 'smor', 'ttor', 'wtor', 'taxr', 'chor', 'p2pr', 'pllr'),
  ...scoped('trade', 'coow', 'cpow', 'stow', 'smow', 'ttow'),
  ...scoped('transfer', 'wtow'),
  ...scoped('withdraw', 'wwow'),
  ...scoped('manage', 'chow'),
  ...scoped('other', 'p2p', 'p2pw', 'pllw', 'taxw'),
  ...scoped('read', 'readonly'),
  ...scoped('trade', 'trade'),
]);
const undefinedWords = ['readonly', 'trade'];

/** `permissions` of a unified account's keys (api-doc/uta/account/Get-Account-Info), where they may write. */
const unified: Vocabulary = new Map([
  ['uta_mgt', ['transfer', 'manage']],
  ...scoped('trade', 'uta_trade', 'copy_futures_position', 'copy_futures_order'),
  ...scoped('withdraw', 'withdraw'),
]);

/**
 * `permList` of a classic sub-account's keys (api-doc/common/vsubaccount). Older versions of the pages have the
 * longer words, those about brokers' sub-accounts `withdraw` and `deposit`.
 */
const subAccounts: Vocabulary = new Map([
  ...scoped('read', 'read'),
  ...scoped('trade', 'spot_trade', 'margin_trade', 'contract_trade'),
  ...scoped('trade', 'contract_order', 'contract_position', 'copytrading_trade'),
  ...scoped('transfer', 'transfer', 'wallet_transfer'),
  ...scoped('withdraw', 'withdraw', 'wallet_withdraw'),
  ...scoped('other', 'deposit'),
]);

/** The rights of a classic key, by `authorities`. */
export function classicRights(value: unknown): Rights {
  const { grants, held } = readList(value, 'authorities', classic);
  const names = grants.known
    ? grants.value.filter(({ scope }) => scope !== 'unrecognized').map(({ name }) => name.toLowerCase())
    : [];
  const hasCodes = names.some((name) => !undefinedWords.includes(name));
  /** "No" by a list that lacks the word, unless a word without a documented meaning may stand for it. */
  const unless = (isVague: boolean, scope: GrantScope): Fact<boolean> => {
    const fact = held(scope);
    return isVague && fact.known && !fact.value
      ? unknown('not-exposed', 'authorities has words that Bitget does not define')
      : fact;
  };
  const isVague = !hasCodes || names.includes('trade');
  return {
    permissions: {
      read: holdsAny(grants),
      trade: unless(!hasCodes, 'trade'),
      transfer: unless(isVague, 'transfer'),
      withdraw: unless(isVague, 'withdraw'),
      manage: unless(isVague, 'manage'),
    },
    grants,
  };
}

/** The rights of a key of a classic sub-account, by `permList`. */
export function subAccountRights(value: unknown): Rights {
  const { grants, held } = readList(value, 'permList', subAccounts);
  return {
    permissions: {
      read: holdsAny(grants),
      trade: held('trade'),
      transfer: held('transfer'),
      withdraw: held('withdraw'),
      manage: held('manage'),
    },
    grants,
  };
}

/**
 * The rights of a unified account's key. Its type is a gate: a key that only reads does so with every word.
 * @param type `permType` of the calling key, `type` of others, by the name `typeField`
 * @param account a sub-account's key has no sub-accounts to manage; what else `uta_mgt` lets it change is not told
 */
export function unifiedRights(
  value: unknown,
  type: unknown,
  typeField: string,
  account: Fact<AccountKind>,
): Rights {
  const { grants, held } = readList(value, 'permissions', unified);
  const readOnly = isReadOnly(type, typeField);
  const isSubAccount = account.known && account.value === 'sub-account';
  const writes = (scope: GrantScope): Fact<boolean> => {
    const listed = held(scope);
    if (!listed.known || !listed.value) return listed;
    return readOnly.known ? known(!readOnly.value) : readOnly;
  };
  const manage = writes('manage');
  return {
    permissions: {
      read: holdsAny(grants),
      trade: writes('trade'),
      transfer: writes('transfer'),
      withdraw: writes('withdraw'),
      manage:
        isSubAccount && manage.known && manage.value
          ? unknown('not-exposed', "Bitget does not tell what uta_mgt lets a sub-account's key manage")
          : manage,
    },
    grants: readOnly.known && readOnly.value ? asReading(grants) : without(grants, isSubAccount, 'manage'),
  };
}

/** Any word of known meaning lets a key read something. */
function holdsAny(grants: Fact<readonly Grant[]>): Fact<boolean> {
  if (!grants.known) return grants;
  return grants.value.some(({ scope }) => scope !== 'unrecognized')
    ? known(true)
    : unknown('unrecognized', 'the permissions have no word of known meaning');
}

/** The same words are written with hyphens, with underscores and with neither, by page and by answer. */
function isReadOnly(type: unknown, field: string): Fact<boolean> {
  if (absent(type)) return unknown('malformed', `${field} is missing`);
  if (typeof type !== 'string') return unknown('malformed', `${field} is not a text`);
  const word = type.replaceAll('_', '-');
  if (word === 'read-only' || word === 'readonly') return known(true);
  if (word === 'read-and-write' || word === 'read-write') return known(false);
  return unknown('unrecognized', `${field} has a value of unknown meaning`);
}

function asReading(grants: Fact<readonly Grant[]>): Fact<readonly Grant[]> {
  if (!grants.known) return grants;
  const words = new Map(grants.value.map(({ name, scope }) => [name, scope]));
  return known(
    [...words].map(([name, scope]) => ({ name, scope: scope === 'unrecognized' ? scope : 'read' })),
  );
}

function without(
  grants: Fact<readonly Grant[]>,
  isWithout: boolean,
  scope: GrantScope,
): Fact<readonly Grant[]> {
  if (!grants.known || !isWithout) return grants;
  return known(grants.value.filter((grant) => grant.scope !== scope));
}

function readList(value: unknown, field: string, vocabulary: Vocabulary): WordedRights {
  const words = texts(value);
  if (words !== undefined || absent(value)) return readWords(words?.join(','), field, vocabulary);
  const why = unknown('malformed', `${field} is not a list of words`);
  return { grants: why, held: () => why };
}
