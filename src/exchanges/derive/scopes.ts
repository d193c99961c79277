import { anyOf, type Fact, known, mapFact, unknown } from '../../model/fact.js';
import type { Grant, GrantScope, KeyDescription } from '../../model/key-facts.js';
import { readWordList, readWords, type Vocabulary, type WordedRights } from '../permission-words.js';
import { absent, type Body } from '../readers.js';

const everything = ['read', 'trade', 'transfer', 'withdraw', 'manage'] as const;

/**
 * The scopes of Derive's API v2: docs.derive.xyz/reference/session-keys. What `admin` withdraws goes to the original
 * owner only. `account` is "not able to deposit, withdraw, trade", but cancels orders, sends RFQs, registers scoped
 * keys, and edits keys: their IP lists, its own among them.
 */
const scopes: Vocabulary = new Map<string, readonly GrantScope[]>([
  ['admin', everything],
  ['account', ['read', 'manage', 'other']],
  ['read_only', ['read']],
]);

/**
 * Those of v3: docs.derive.xyz/authentication/access-scopes and derivexyz/derive-ts, src/auth/scopes.ts. `withdraw`
 * and transfers to different owners reach saved recipients, who may be anybody. A vault takes funds and gives them
 * back. Of trading and of vaults there are more scopes than one, by market and by step. The last two are off-chain:
 * the server looks at them alone.
 */
const scopesOfV3: Vocabulary = new Map<string, readonly GrantScope[]>([
  ['admin', everything],
  ['withdraw', ['withdraw']],
  ['trade:', ['trade']],
  ['liquidate', ['trade']],
  ['transfer:existing_subaccount', ['transfer']],
  ['transfer:new_subaccount', ['transfer']],
  ['transfer:different_owner_subaccount', ['transfer', 'withdraw']],
  ['transfer:all', ['transfer', 'withdraw']],
  ['vault:', ['transfer']],
  ['set_session_key', ['manage']],
  ['create_session_key', ['manage']],
  ['account_info', ['read']],
  ['delete_session_key', ['manage']],
]);

/** Where a row has its scopes. */
export const scopeFields = ['scope', 'protocol_scopes', 'offchain_scopes'];

/** What a row of session keys lets its key do: by the fields that it has, whichever API they are of. */
export function rightsOf(row: Body): Pick<KeyDescription, 'permissions' | 'grants'> {
  const rights = [...inV2(row), ...inV3(row)];
  const held = (scope: GrantScope) => anyOf(rights.map((right) => right.held(scope)));
  return {
    permissions: {
      read: held('read'),
      trade: held('trade'),
      transfer: held('transfer'),
      withdraw: held('withdraw'),
      manage: held('manage'),
    },
    grants: together(rights.map(({ grants }) => grants)),
  };
}

function inV2({ scope, ...row }: Body): readonly WordedRights[] {
  if (absent(scope) && isOfV3(row)) return [];
  const rights = Array.isArray(scope)
    ? readWordList(scope, 'scope', scopes)
    : readWords(scope, 'scope', scopes);
  return [rights];
}

function isOfV3({ protocol_scopes: protocol, offchain_scopes: offchain }: Body): boolean {
  return !absent(protocol) || !absent(offchain);
}

function inV3(row: Body): readonly WordedRights[] {
  if (!isOfV3(row)) return [];
  const onChain = listIn(row, 'protocol_scopes');
  const offChain = listIn(row, 'offchain_scopes');
  return [
    {
      grants: onChain.grants,
      held: (scope) => (scope === 'read' ? canRead(onChain, offChain) : onChain.held(scope)),
    },
    {
      grants: offChain.grants,
      // Nothing is signed with the server's scopes: where they cannot be read, that leaves open who manages keys.
      held: (scope) => {
        const fact = offChain.held(scope);
        return fact.known || scope === 'manage' ? fact : known(false);
      },
    },
  ];
}

/** An empty list is none that lacks words: "a session key with no protocol scopes is read-only". */
function listIn(row: Body, field: string): WordedRights {
  const list = row[field];
  return Array.isArray(list) && list.length === 0
    ? { grants: known([]), held: () => known(false) }
    : readWordList(list, field, scopesOfV3, branchOf);
}

/** "trade:orderbook:perp" is of the branch "trade:", which all its scopes are of. */
function branchOf(word: string): string {
  return /^(trade|vault):./i.test(word) ? word.slice(0, word.indexOf(':') + 1) : word;
}

/** A key with any protocol scope needs no off-chain one (derive-ts, as above). */
function canRead(onChain: WordedRights, offChain: WordedRights): Fact<boolean> {
  const info = offChain.held('read');
  const some = mapFact(onChain.grants, (grants) => grants.some(({ scope }) => scope !== 'unrecognized'));
  const read = anyOf([info, some]);
  return read.known && !read.value
    ? unknown('not-exposed', 'Derive does not tell what a session key without scopes reads')
    : read;
}

/** The grants of all lists; unknown as soon as one list's are. */
function together(lists: readonly Fact<readonly Grant[]>[]): Fact<readonly Grant[]> {
  const unread = lists.find((list) => !list.known);
  return unread ?? known(lists.flatMap((list) => (list.known ? list.value : [])));
}
