import { type Fact, known, type Unknown, unknown } from '../../model/fact.js';
import {
  type Grant,
  type IpRestriction,
  type KeyDescription,
  permissions,
  unknownDescription,
} from '../../model/key-facts.js';
import { newRights } from '../flags.js';
import { agreed } from '../key-lists.js';
import { goesOn } from '../pages.js';
import { absent, anyIp, asObject, type Body, label, restrictedTo, texts } from '../readers.js';

const notTold = (what: string) => unknown('not-exposed', `Paradex does not tell ${what}`);

/** The list of subkeys, and whether it is all of it. */
export interface Subkeys {
  readonly rows: readonly Body[];
  /** Why a key that is not in `rows` may be a subkey all the same; undefined where it cannot. */
  readonly doubt: Unknown | undefined;
}

/** The answer of `GET /v1/account/keys/subkeys`: `{results: [...]}`. No paging is documented. */
export function readSubkeys(answer: unknown): Subkeys {
  const body = asObject(answer);
  const results = body?.results;
  if (!Array.isArray(results)) {
    const doubt = unknown('malformed', `results is ${absent(results) ? 'missing' : 'not a list'}`);
    return { rows: [], doubt };
  }
  const readable = results.flatMap((row): Body[] => {
    const body = asObject(row);
    return body === undefined || keyNumber(body.public_key) === undefined ? [] : [body];
  });
  if (readable.length < results.length) {
    return {
      rows: readable,
      doubt: unknown('malformed', 'results has an entry without a readable public_key'),
    };
  }
  return { rows: readable, doubt: goesOn(body ?? {}, results.length) };
}

/** Public keys are numbers in hex, with or without leading zeros, in either case. */
export function keyNumber(publicKey: unknown): bigint | undefined {
  const digits =
    typeof publicKey === 'string' ? /^(?:0x)?([0-9a-f]{1,64})$/i.exec(publicKey)?.[1] : undefined;
  return digits === undefined ? undefined : BigInt(`0x${digits}`);
}

/**
 * The key that asks. Paradex does not say what a key may do, only which subkeys there are: a key that signs for the
 * account and is not among them is the main key.
 */
export function describeCallingKey(
  { rows, doubt }: Subkeys,
  publicKey: string,
  nowMs: number,
): KeyDescription {
  const own = rows.filter((row) => keyNumber(row.public_key) === BigInt(publicKey));
  if (own.length === 0) return doubt === undefined ? mainKey() : unknownKey(doubt);
  const states = own.map((row) => isActive(row, nowMs));
  if (states.some((active) => active.known && active.value)) {
    return { ...describeRows(own, nowMs), enabled: known(true) };
  }
  const unreadable = states.find((active) => !active.known);
  const contradiction = unknown(
    'unrecognized',
    'state or revoked_at has the key, which has just signed in, as not active',
  );
  return unknownKey(unreadable?.known === false ? unreadable : contradiction);
}

/**
 * A subkey by all rows about it. One that was revoked and registered again may be there twice: what is known to be over
 * says nothing beside what is not.
 */
export function describeRows(rows: readonly Body[], nowMs: number): KeyDescription {
  const live = rows.filter((row) => {
    const active = isActive(row, nowMs);
    return !active.known || active.value;
  });
  const described = (live.length === 0 ? rows : live).map((row) => describeSubkey(row, nowMs));
  return { ...agreed(described), kind: known('agent') };
}

/** Where nothing tells which of the two kinds the key is. That it reads, it has just shown. */
export function unknownKey(why: Unknown): KeyDescription {
  const description = unknownDescription(why);
  return { ...description, kind: why, permissions: { ...description.permissions, read: known(true) } };
}

/** "Grants the ability to Withdraw and Transfer funds", and alone manages subkeys: docs.paradex.trade, "API Authentication". */
export function mainKey(): KeyDescription {
  return {
    ...unknownDescription(notTold('it of the main key')),
    kind: known('master-key'),
    owner: known(null),
    permissions: {
      read: known(true),
      trade: known(true),
      transfer: known(true),
      withdraw: known(true),
      manage: known(true),
    },
    grants: known(permissions.map((scope): Grant => ({ name: 'main key', scope }))),
    ipRestriction: notTold('an IP list of the main key'),
    // It has just signed in.
    enabled: known(true),
  };
}

/** "Can place and manage orders. Cannot withdraw funds or transfer to other accounts", nor manage settings: the same page. */
export function describeSubkey(row: Body, nowMs: number): KeyDescription {
  // Subkeys have no rights of their own: a field that gives one would be new.
  const added = newRights(row);
  const denied =
    added.length === 0
      ? known(false)
      : unknown('unrecognized', 'a subkey has a right that keyaudit does not know');
  return {
    kind: known('agent'),
    owner: known(null),
    label: label(row.name, 'name'),
    permissions: {
      read: known(true),
      trade: known(true),
      transfer: denied,
      withdraw: denied,
      manage: denied,
    },
    grants: known([
      { name: 'subkey', scope: 'read' },
      { name: 'subkey', scope: 'trade' },
      ...added.map((name): Grant => ({ name, scope: 'unrecognized' })),
    ]),
    ipRestriction: allowedCidrs(row.allowed_cidrs),
    createdAt: time(row.created_at, 'created_at'),
    modifiedAt: time(row.updated_at, 'updated_at'),
    // A subkey lives until it is revoked.
    expiresAt: known(null),
    lastUsedAt: notTold('when a key was last used'),
    enabled: isActive(row, nowMs),
  };
}

/** `state` is "pending" (registered, not activated) or "active"; `revoked_at` is 0 while the key is not revoked. */
function isActive({ state, revoked_at: revokedAt }: Body, nowMs: number): Fact<boolean> {
  if (absent(state)) return unknown('malformed', 'state is missing');
  if (state !== 'active' && state !== 'pending') {
    return unknown('unrecognized', 'state is a word that keyaudit does not know');
  }
  if (revokedAt === 0 || revokedAt === '0') return known(state === 'active');
  const revoked = time(revokedAt, 'revoked_at');
  if (!revoked.known) return revoked;
  return revoked.value.getTime() <= nowMs
    ? known(false)
    : unknown('unrecognized', 'revoked_at is in the future');
}

/**
 * "IP CIDR allowlist; empty means unrestricted". Some of the page's examples hold the list once more, as JSON inside
 * its only text.
 */
function allowedCidrs(value: unknown): Fact<IpRestriction> {
  // The field is optional: older answers do not have it.
  if (value === undefined) return unknown('not-exposed', 'allowed_cidrs is missing');
  const entries = texts(value);
  if (entries === undefined) return unknown('malformed', 'allowed_cidrs is not a list of texts');
  if (entries.length === 0) return known(anyIp);
  const [only = ''] = entries;
  return restrictedTo((entries.length === 1 && listIn(only)) || entries, 'allowed_cidrs');
}

function listIn(text: string): readonly string[] | undefined {
  try {
    return texts(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/**
 * Nanoseconds, by the page of the production list; its examples elsewhere have seconds. The size tells which: no two of
 * the units meet between 2009 and 2200.
 */
function time(value: unknown, field: string): Fact<Date> {
  if (absent(value)) return unknown('malformed', `${field} is missing`);
  const isWhole = typeof value === 'string' ? /^\d{1,20}$/.test(value) : Number.isInteger(value);
  if (!isWhole) return unknown('malformed', `${field} is not a time`);
  const count = Number(value);
  const perMs = count > 1e17 ? 1e6 : count > 1e14 ? 1e3 : count > 1e11 ? 1 : 1e-3;
  const date = new Date(count / perMs);
  const plausible = date.getTime() >= Date.UTC(2009, 0, 3) && date.getTime() <= Date.UTC(2200, 0, 1);
  return plausible ? known(date) : unknown('unrecognized', `${field} is not a time that can be meant`);
}
