import type { Depth } from '../model/account.js';
import { AccountError } from '../model/account-error.js';
import type { AccountFacts } from '../model/account-facts.js';
import { type AccountSafety, safetyFacts } from '../model/account-safety.js';
import type { Environment } from '../model/environment.js';
import { type Fact, known, type Unknown, unknown } from '../model/fact.js';
import {
  type KeyDescription,
  type KeyFacts,
  type KeyIdentity,
  type KeyKind,
  type KeyType,
  permissions,
  unknownDescription,
} from '../model/key-facts.js';
import type { Collected, ExchangeAdapter, ExchangeClient } from './adapter.js';
import { heedingNewRights } from './new-rights.js';

/** What is known of the calling key by its use: how it signs, and which site was asked. */
export interface Used {
  readonly keyType: KeyType;
  readonly environment: Environment;
}

/** Asks one account's exchange. An AccountError becomes an answer; anything else is a bug and passes through. */
export async function collectAccount(
  adapter: ExchangeAdapter,
  client: ExchangeClient,
  identity: KeyIdentity,
  depth: Depth,
  used: Used = { keyType: 'symmetric', environment: 'live' },
): Promise<AccountFacts> {
  try {
    const collected = await adapter.collect(client, depth);
    const { refused } = collected;
    const calling = heedingNewRights(collected.calling);
    const others = collected.others.map(heedingNewRights);
    const error = refused[0] ?? unreadable(adapter, [calling, ...others]);
    const accepted = collected.accepted ?? known(true);
    return {
      status: error === null ? 'audited' : 'partial',
      error,
      keys: [
        {
          ...calling,
          identity: collected.identity ?? identity,
          relation: 'calling',
          kind: calling.kind ?? kindAt(adapter),
          accepted,
          keyType: known(used.keyType),
          environment: environmentOf(accepted, used, adapter),
        },
        ...others.map(
          (key): KeyFacts => ({
            ...key,
            kind: key.kind ?? kindAt(adapter),
            accepted: notUsed,
            keyType: notUsed,
            environment: notUsed,
          }),
        ),
      ],
      keysListed: keysListed(adapter, depth, refused),
      safety: safetyOf(adapter, collected),
    };
  } catch (error) {
    if (!(error instanceof AccountError)) throw error;
    return failedAccount(error, identity, adapter);
  }
}

/** Which site it is that accepts the key is known of one that was accepted. */
function environmentOf(
  accepted: Fact<boolean>,
  { environment }: Used,
  { name }: Pick<ExchangeAdapter, 'name'>,
): Fact<Environment> {
  if (!accepted.known) return accepted;
  return accepted.value ? known(environment) : unknown('refused', `${name} does not accept the key`);
}

const notUsed = unknown('not-exposed', 'this key was not used');

/** What signs at an exchange, where nothing more is told. */
function kindAt({ wallet, name }: Pick<ExchangeAdapter, 'wallet' | 'name'>): Fact<KeyKind> {
  return wallet === true
    ? unknown('not-exposed', `${name} does not tell whether this is the wallet's own key`)
    : known('api-key');
}

/** An exchange that lists the other keys in some cases only does not show which case it is. */
function keysListed(
  { name, tells }: Pick<ExchangeAdapter, 'name' | 'tells'>,
  depth: Depth,
  [refused]: readonly AccountError[],
): Fact<true> {
  if (depth === 'key') return unknown('refused', "the account's other keys were not asked for");
  if (tells.siblings !== 'yes') return unknown('not-exposed', `${name} does not list all keys of an account`);
  return refused === undefined ? known(true) : unknown('refused', refused.message);
}

function safetyOf({ name, tells }: ExchangeAdapter, { safety }: Collected): AccountSafety | null {
  if (tells.safety === 'no' || safety === undefined) return null;
  const untold = unknown('not-exposed', `${name} does not tell it`);
  const facts = safetyFacts.map((fact) => [fact, safety[fact] ?? untold]);
  // Every fact is there: each is taken from the list of all.
  return Object.fromEntries(facts) as unknown as AccountSafety;
}

/**
 * An account of which the calling key's existence is all there is to tell. An address that the exchange
 * refuses is evidence all the same: the key has an IP restriction, whatever is on its list.
 * @param adapter null for an exchange that keyaudit does not know
 */
export function failedAccount(
  error: AccountError,
  identity: KeyIdentity,
  adapter: Pick<ExchangeAdapter, 'wallet' | 'name'> | null,
): AccountFacts {
  const why = unknown('refused', error.message);
  const ipRefused = error.kind === 'ip-refused';
  const description: KeyDescription = {
    ...unknownDescription(why),
    ...(ipRefused && { ipRestriction: known({ restricted: true, allowed: why }) }),
  };
  const kind: Fact<KeyKind> = adapter?.wallet === true ? why : known('api-key');
  const accepted: Fact<boolean> = error.kind === 'invalid-credentials' ? known(false) : why;
  return {
    status: ipRefused ? 'partial' : 'failed',
    error,
    keys: [{ ...description, identity, relation: 'calling', kind, accepted, keyType: why, environment: why }],
    keysListed: why,
    safety: null,
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
