import { known, unknown } from '../../model/fact.js';
import type { Grant, KeyDescription } from '../../model/key-facts.js';
import { newRights } from '../flags.js';
import { heedingNewWords, type Vocabulary } from '../new-words.js';
import { absent, asObject, type Body, flag, unexpected } from '../readers.js';

const notTold = (what: string) => unknown('not-exposed', `Coinbase does not tell ${what}`);

/**
 * What each flag of `GET /api/v3/brokerage/key_permissions` allows. `can_transfer` is "deposit/withdrawal
 * permissions" there, and "send and receive funds, on and off platform" on the page about scopes: one switch
 * for both. The reference also describes a permission to receive inbound payments, which takes nothing away.
 */
const flags: Vocabulary = new Map([
  ['can_view', ['read']],
  ['can_trade', ['trade']],
  ['can_transfer', ['transfer', 'withdraw']],
  ['can_receive', ['other']],
]);
/** The reference has them in every answer, though the official SDK's model lets each be absent. */
const promised = ['can_view', 'can_trade', 'can_transfer'] as const;

/** The answer of `GET /api/v3/brokerage/key_permissions`, which is no envelope. */
export function describeCallingKey(answer: unknown): KeyDescription {
  const body = asObject(answer);
  if (body === undefined || promised.every((name) => absent(body[name]))) {
    throw unexpected('Coinbase', 'with none of the documented permissions');
  }
  const transfer = flag(body.can_transfer, 'can_transfer');
  const key: KeyDescription = {
    // Advanced Trade has portfolios, and no sub-accounts.
    owner: known(null),
    label: notTold("a key's nickname"),
    permissions: {
      read: flag(body.can_view, 'can_view'),
      trade: flag(body.can_trade, 'can_trade'),
      transfer,
      withdraw: transfer,
      manage: notTold('whether a key can manage keys'),
    },
    grants: known(grantsIn(body)),
    ipRestriction: notTold("a key's IP allowlist"),
    createdAt: notTold('when a key was created'),
    modifiedAt: notTold('when a key was changed'),
    expiresAt: notTold('when a key ends'),
    lastUsedAt: notTold('when a key was last used'),
    // It has just answered.
    enabled: known(true),
  };
  return heedingNewWords(key, flags, 'the answer');
}

/**
 * The flags that are on, and any new one that is not off. No documentation has `can_withdraw`, but a test of the
 * official SDK does: it is no evidence of a "no", and casts doubt on one unless it says the same.
 */
function grantsIn(body: Body): readonly Grant[] {
  const added = newRights(body, flags);
  return Object.entries(body).flatMap(([name, value]): readonly Grant[] => {
    const scopes = flags.get(name);
    if (scopes === undefined) return added.includes(name) ? [{ name, scope: 'unrecognized' }] : [];
    const on = flag(value, name);
    if (absent(value) || (on.known && !on.value)) return [];
    return on.known ? scopes.map((scope) => ({ name, scope })) : [{ name, scope: 'unrecognized' }];
  });
}
