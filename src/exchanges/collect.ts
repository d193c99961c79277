import type { Depth } from '../model/account.js';
import { AccountError } from '../model/account-error.js';
import type { AccountFacts } from '../model/account-facts.js';
import { type Fact, known, type Unknown, unknown } from '../model/fact.js';
import {
  type KeyDescription,
  type KeyFacts,
  type KeyIdentity,
  permissions,
  unknownDescription,
} from '../model/key-facts.js';
import type { ExchangeAdapter, ExchangeClient } from './adapter.js';

/** Asks one account's exchange. An AccountError becomes an answer; anything else is a bug and passes through. */
export async function collectAccount(
  adapter: ExchangeAdapter,
  client: ExchangeClient,
  identity: KeyIdentity,
  depth: Depth,
): Promise<AccountFacts> {
  try {
    const { calling, others, refused } = await adapter.collect(client, depth);
    const error = refused[0] ?? unreadable(adapter, [calling, ...others]);
    const accepted = known(true);
    return {
      status: error === null ? 'audited' : 'partial',
      error,
      keys: [
        { ...calling, identity, relation: 'calling', accepted },
        ...others.map(
          (key): KeyFacts => ({ ...key, accepted: unknown('not-exposed', 'this key was not used') }),
        ),
      ],
    };
  } catch (error) {
    if (!(error instanceof AccountError)) throw error;
    return failedAccount(error, identity);
  }
}

/**
 * An account of which the calling key's existence is all there is to tell. An address that the exchange
 * refuses is evidence all the same: the key has an IP restriction, whatever is on its list.
 */
export function failedAccount(error: AccountError, identity: KeyIdentity): AccountFacts {
  const why = unknown('refused', error.message);
  const ipRefused = error.kind === 'ip-refused';
  const description: KeyDescription = {
    ...unknownDescription(why),
    ...(ipRefused && { ipRestriction: known({ restricted: true, allowed: why }) }),
  };
  const accepted: Fact<boolean> = error.kind === 'invalid-credentials' ? known(false) : why;
  return {
    status: ipRefused ? 'partial' : 'failed',
    error,
    keys: [{ ...description, identity, relation: 'calling', accepted }],
  };
}

/**
 * An answer that leaves open what a key may do, or from where, though the exchange's documentation says it
 * tells: that account is not audited, however little else is wrong.
 */
function unreadable(adapter: ExchangeAdapter, keys: readonly KeyDescription[]): AccountError | null {
  const missing = keys
    .flatMap((key) => [...permissions.map((name) => key.permissions[name]), key.ipRestriction, key.grants])
    .filter((fact): fact is Unknown => !fact.known && fact.reason !== 'not-exposed')
    .map(({ detail }) => detail);
  if (missing.length === 0) return null;
  return new AccountError(
    'unexpected-response',
    `${adapter.name}'s answer is not as documented: ${[...new Set(missing)].join('; ')}.`,
  );
}
