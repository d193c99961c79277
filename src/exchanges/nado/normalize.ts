import { type Fact, known, unknown } from '../../model/fact.js';
import type { KeyDescription, KeyKind } from '../../model/key-facts.js';
import { anyIp, asObject } from '../readers.js';
import { addressIn } from '../wallets.js';

const notTold = (what: string) => unknown('not-exposed', `Nado does not tell ${what}`);

/** A linked signer is an address with a sub-account and a number, and no more: no rights, addresses or end. */
const anywhere = known(anyIp);

/** The address that is linked; null where there is none, which the zero address says. */
export function readLinkedSigner(answer: unknown): Fact<string | null> {
  const body = asObject(answer);
  const address = addressIn(asObject(body?.data)?.linked_signer);
  if (body?.status !== 'success' || address === undefined) {
    return unknown('malformed', 'linked_signer is not the documented address');
  }
  return known(/^0x0+$/.test(address) ? null : address);
}

/**
 * What signs may do everything, the wallet as well as the signer that it linked: "any execute" (docs.nado.xyz, "Link
 * signer"), and withdraw_collateral, transfer_quote and link_signer are executes. Withdrawals go to the wallet.
 * @param kind unknown where it is one of the two, and not told which
 */
export function describeSigner(
  kind: Fact<KeyKind>,
  owner: string | null,
  enabled: Fact<boolean>,
): KeyDescription {
  return {
    kind,
    owner: known(owner),
    label: known(null),
    permissions: {
      read: known(true),
      trade: known(true),
      transfer: known(true),
      withdraw: known(true),
      manage: known(true),
    },
    grants: known([
      { name: 'query', scope: 'read' },
      { name: 'place_order', scope: 'trade' },
      { name: 'transfer_quote', scope: 'transfer' },
      { name: 'withdraw_collateral', scope: 'withdraw' },
      { name: 'link_signer', scope: 'manage' },
    ]),
    ipRestriction: anywhere,
    createdAt: notTold('when a signer was linked'),
    modifiedAt: notTold('when a signer was changed'),
    expiresAt: known(null),
    lastUsedAt: notTold('when a signer was last used'),
    enabled,
  };
}
