import { type Fact, known, type Unknown, unknown } from '../../model/fact.js';
import { type IpRestriction, type KeyDescription, unknownDescription } from '../../model/key-facts.js';
import {
  absent,
  anyIp,
  asObject,
  type Body,
  epoch,
  label,
  restrictedTo,
  texts,
  wholeNumber,
} from '../readers.js';
import { rightsOf } from './rights.js';

const expiryNotTold = unknown('not-exposed', 'Gate does not tell when a key ends');

/**
 * The rows of `GET /account/main_keys`; undefined where it is neither the list of the documented example nor the
 * one object of the documented schema.
 */
export function mainKeyRows(answer: unknown): readonly unknown[] | undefined {
  if (Array.isArray(answer)) return answer;
  const body = asObject(answer);
  return body !== undefined && 'perms' in body ? [body] : undefined;
}

/**
 * A row of `GET /account/main_keys` or of `GET /sub_accounts/{user_id}/keys`.
 * @param owner the sub-account's user ID; null for the main account
 */
export function describeKey(row: Body, owner: string | null): KeyDescription {
  const { permissions, grants } = rightsOf(row.perms);
  return {
    owner: known(owner),
    label: label(row.name, 'name'),
    permissions,
    grants,
    ipRestriction: readIps(row.ip_whitelist),
    createdAt: epoch(row.created_at, 1000, 'created_at'),
    modifiedAt: modifiedAt(row),
    expiresAt: expiryNotTold,
    lastUsedAt: epoch(row.last_access, 1000, 'last_access'),
    enabled: isEnabled(row.state),
  };
}

/**
 * A calling key that the list of keys does not describe.
 * @param ipRestriction by `GET /account/detail`
 * @param why the rest is not known
 */
export function describeByDetail(ipRestriction: Fact<IpRestriction>, why: Unknown): KeyDescription {
  return {
    ...unknownDescription(why),
    ipRestriction,
    expiresAt: expiryNotTold,
    // It has just answered.
    enabled: known(true),
  };
}

/** The addresses in an answer of `GET /account/detail`. */
export function ipsOf(detail: unknown): Fact<IpRestriction> {
  return readIps(asObject(detail)?.ip_whitelist);
}

/** "If IP whitelist is not set, the server will skip client IP validation." (docs, "Generate API key") */
function readIps(value: unknown): Fact<IpRestriction> {
  const list = texts(value);
  if (list === undefined) {
    return unknown('malformed', `ip_whitelist is ${absent(value) ? 'missing' : 'not a list of addresses'}`);
  }
  return list.length === 0 ? known(anyIp) : restrictedTo(list, 'ip_whitelist');
}

/** The documented example writes `update_at`, the schema beside it `updated_at`. */
function modifiedAt({ update_at: example, updated_at: schema }: Body): Fact<Date> {
  if (example === undefined) return epoch(schema, 1000, 'update_at');
  if (schema === undefined) return epoch(example, 1000, 'update_at');
  return wholeNumber(example) === wholeNumber(schema)
    ? epoch(example, 1000, 'update_at')
    : unknown('unrecognized', 'update_at and updated_at contradict each other');
}

/** 1 is normal; 2 and 3 are locked and frozen for a main account's key, and the reverse for a sub-account's. */
function isEnabled(value: unknown): Fact<boolean> {
  const state = wholeNumber(value);
  if (state === undefined) {
    return unknown('malformed', `state is ${absent(value) ? 'missing' : 'not a number'}`);
  }
  if (state !== 1 && state !== 2 && state !== 3) {
    return unknown('unrecognized', `state is ${state}, which Gate does not document`);
  }
  return known(state === 1);
}
