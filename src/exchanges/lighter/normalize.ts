import { type Fact, known, unknown } from '../../model/fact.js';
import type { KeyDescription, KeyKind } from '../../model/key-facts.js';
import { anyIp } from '../readers.js';

const notTold = (what: string) => unknown('not-exposed', `Lighter does not tell ${what}`);

const everything = {
  read: known(true),
  trade: known(true),
  transfer: known(true),
  withdraw: known(true),
  manage: known(true),
};

const common = {
  permissions: everything,
  // What signs is checked, and not from where: no source knows of such a list.
  ipRestriction: known(anyIp),
  createdAt: notTold('when a key was made'),
  modifiedAt: notTold('when a slot got another key'),
  lastUsedAt: notTold('when a key was last used'),
};

/**
 * Lighter has no rights of a single key: every slot may do the same (apidocs.lighter.xyz, "API keys"; README of
 * elliottech/lighter-go). To other addresses nothing goes without the wallet's own key. The words are those of the
 * transactions that a slot signs.
 */
const ofSlots = known([
  { name: 'read', scope: 'read' },
  { name: 'CreateOrder', scope: 'trade' },
  { name: 'Transfer (between accounts of one wallet)', scope: 'transfer' },
  { name: 'Withdraw (to the address of the wallet that owns the account)', scope: 'withdraw' },
  { name: 'CreateSubAccount', scope: 'manage' },
] as const);

/** @param enabled whether the key is in a slot at present */
export function describeSlot(
  index: number | undefined,
  owner: string | null,
  kind: Fact<KeyKind>,
  enabled: Fact<boolean>,
): KeyDescription {
  return {
    ...common,
    kind,
    owner: known(owner),
    label:
      index === undefined
        ? unknown('malformed', 'api_key_index is missing or no number')
        : known(`api_key_index ${index}`),
    grants: ofSlots,
    // Nothing in a slot ends: it stays until another key is put there.
    expiresAt: known(null),
    enabled,
  };
}

/** The wallet's own key: fast withdrawals and transfers to anybody, and other keys for every slot. */
export function describeMasterKey(owner: Fact<string | null>): KeyDescription {
  return {
    ...common,
    kind: known('master-key'),
    owner,
    label: known(null),
    grants: known(
      (['read', 'trade', 'transfer', 'withdraw', 'manage'] as const).map((scope) => ({
        name: "the wallet's own key",
        scope,
      })),
    ),
    expiresAt: known(null),
    enabled: known(true),
  };
}

/** Only the account is known: whichever slot it is, it may do what all may. */
export function describeAnySlot(): KeyDescription {
  const which = unknown('not-exposed', 'neither uid (the slot) nor apiKey (its public key) was given');
  return { ...describeSlot(undefined, null, which, which), owner: which, label: which };
}
