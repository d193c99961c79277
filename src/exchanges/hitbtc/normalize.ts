import { type Fact, known, unknown } from '../../model/fact.js';
import type { KeyDescription } from '../../model/key-facts.js';
import { asObject } from '../readers.js';

/** What an answer to a question for balances says of the right to ask it: `[{currency, available, reserved}]`. */
export function rightOf(answer: unknown): Fact<boolean> {
  return Array.isArray(answer) && answer.every((row) => typeof asObject(row)?.currency === 'string')
    ? known(true)
    : unknown('malformed', 'the balances are not in the documented list');
}

/**
 * All that a brand of HitBTC tells of a key: whether it may read, by letting it. The fields of
 * `GET /api/3/user/api-keys` are documented nowhere, so that none of them says anything.
 * @param name the brand's
 */
export function describeCallingKey(name: string, read: Fact<boolean>): KeyDescription {
  const notTold = (what: string) => unknown('not-exposed', `${name} does not tell ${what}`);
  return {
    owner: notTold('whose a key is'),
    label: notTold("a key's name"),
    permissions: {
      read,
      trade: notTold('whether a key may trade'),
      // "Payment information" is needed for moving funds between wallet and spot; whether it is enough is not said.
      transfer: notTold('whether a key may transfer'),
      withdraw: notTold('whether a key may withdraw'),
      manage: notTold('whether a key may manage sub-accounts'),
    },
    grants: notTold("a key's rights"),
    ipRestriction: notTold("a key's IP whitelist"),
    createdAt: notTold('when a key was created'),
    modifiedAt: notTold('when a key was changed'),
    expiresAt: notTold('when a key ends'),
    lastUsedAt: notTold('when a key was last used'),
    // A call with it has been answered.
    enabled: known(true),
  };
}
