import { known, unknown } from '../../model/fact.js';
import type { KeyDescription } from '../../model/key-facts.js';
import { asObject, unexpected } from '../readers.js';

const notTold = (what: string) => unknown('not-exposed', `Bitvavo does not tell ${what}`);

/**
 * The answer of `GET /v2/account`: `{fees, capabilities}`. It is given to keys with View access only, and that
 * it was given is all it says of the key. `capabilities` are the account's: a key that is refused withdrawals
 * (312) gets the same list, with withdrawCrypto and withdrawFiat (the live tests of
 * Thaumatorium/bitvavo-api-upgraded); a list without them is that of an account that cannot withdraw now.
 */
export function describeCallingKey(answer: unknown): KeyDescription {
  const body = asObject(answer);
  if (asObject(body?.fees) === undefined && !Array.isArray(body?.capabilities)) {
    throw unexpected('Bitvavo', 'its account has neither fees nor capabilities');
  }
  return {
    owner: notTold("whether a key is the main account's or a subaccount's"),
    label: notTold("a key's name"),
    permissions: {
      read: known(true),
      trade: notTold('whether a key may trade'),
      transfer: notTold('whether a key may transfer'),
      withdraw: notTold('whether a key may withdraw'),
      manage: notTold('whether a key may manage subaccounts'),
    },
    grants: notTold("a key's permissions"),
    ipRestriction: notTold("a key's IP whitelist"),
    createdAt: notTold('when a key was created'),
    modifiedAt: notTold('when a key was changed'),
    expiresAt: notTold('when a key ends'),
    lastUsedAt: notTold('when a key was last used'),
    // It has just answered.
    enabled: known(true),
  };
}
