import { AccountError } from '../../model/account-error.js';
import { type Fact, known, unknown } from '../../model/fact.js';
import { type IpRestriction, type KeyDescription, unknownDescription } from '../../model/key-facts.js';
import {
  absent,
  anyIp,
  asObject,
  type Body,
  epoch,
  flag,
  label,
  restrictedTo,
  texts,
  unexpected,
} from '../readers.js';
import { secondFactor } from './failures.js';
import { rightsOf } from './scopes.js';

const notTold = (what: string) => unknown('not-exposed', `Deribit does not tell ${what}`);

/**
 * The rows of `GET /api/v2/private/list_api_keys`. Each may hold its key's live `client_secret`, although a sentence
 * of the reference says that it does not: nothing of it is taken, and a row never goes further than this folder.
 */
export function rowsOf(answer: unknown): readonly unknown[] {
  const result = asObject(answer)?.result;
  if (Array.isArray(result)) return result;
  if (asObject(result)?.security_key_authorization_required !== undefined) {
    throw new AccountError(
      'permission-refused',
      `Deribit accepts this key, but not for this call. ${secondFactor}`,
    );
  }
  throw unexpected('Deribit', 'not with a list of keys');
}

/**
 * The key that asked.
 * @param rows those of the list that have its client_id
 */
export function describeCallingKey(rows: readonly unknown[]): KeyDescription {
  const row = asObject(rows[0]);
  const description =
    row === undefined || rows.length > 1
      ? unknownDescription(
          unknown(
            'malformed',
            `the key that asks is ${row === undefined ? 'not' : 'more than once'} in the list`,
          ),
        )
      : describeKey(row);
  return {
    ...description,
    // The call is answered for account:read only.
    permissions: { ...description.permissions, read: known(true) },
    enabled:
      row !== undefined && says(row.enabled, false)
        ? unknown('unrecognized', 'enabled is false, though the key has just been accepted')
        : known(true),
  };
}

function says(value: unknown, expected: boolean): boolean {
  const fact = flag(value, 'enabled');
  return fact.known && fact.value === expected;
}

/** A row of the list. */
export function describeKey(row: Body): KeyDescription {
  return {
    // A sub-account's key lists that sub-account's keys.
    owner: notTold("whether a key is the main account's or a sub-account's"),
    label: label(row.name, 'name'),
    ...rightsOf(row.max_scope),
    ipRestriction: ipRestriction(row.ip_whitelist),
    createdAt: notTold('when a key was created'),
    // Of one key, the documentation has a later timestamp after it was disabled than before.
    modifiedAt: epoch(row.timestamp, 1, 'timestamp'),
    expiresAt: notTold('whether a key ends'),
    lastUsedAt: notTold('when a key was last used'),
    // The schema lets it be absent.
    enabled: absent(row.enabled)
      ? unknown('not-exposed', 'enabled is not in the answer')
      : flag(row.enabled, 'enabled'),
  };
}

/** The schema lets it be absent, as it is in all documented examples; null is no documented value. */
function ipRestriction(value: unknown): Fact<IpRestriction> {
  if (value === undefined) return known(anyIp);
  const list = texts(value);
  if (list === undefined) return unknown('malformed', 'ip_whitelist is not a list of addresses');
  return list.length === 0 ? known(anyIp) : restrictedTo(list, 'ip_whitelist');
}
