import { type Fact, known, unknown } from '../../model/fact.js';
import type { Grant, GrantScope, IpRestriction, KeyDescription, Permission } from '../../model/key-facts.js';
import { newRights } from '../flags.js';
import { listAt, unlessCutShort } from '../key-lists.js';
import { heedingNewWords } from '../new-words.js';
import {
  absent,
  asObject,
  type Body,
  epoch,
  flag,
  idText,
  label,
  restrictedTo,
  texts,
  unexpected,
} from '../readers.js';
import { scopeOf } from './endpoints.js';

const notTold = (what: string) => unknown('not-exposed', `WhiteBIT does not tell ${what}`);

/** An answer to the question for a balance: `{available, freeze}` of one currency, or such for each. */
export function isBalance(answer: unknown): boolean {
  const body = asObject(answer);
  if (body === undefined) return false;
  const balances = 'available' in body ? [body] : Object.values(body).map(asObject);
  return balances.length > 0 && balances.every((balance) => idText(balance?.available) !== undefined);
}

/** The rows of a page: `{limit, offset, data}`. */
export function rowsIn(answer: unknown): readonly unknown[] {
  const data = asObject(answer)?.data;
  if (!Array.isArray(data)) throw unexpected('WhiteBIT', 'not with the documented list');
  return data;
}

/** A row of a sub-account's keys. Its `apiSecret` is documented as empty, and is dropped before anything is read. */
export function describeSubAccountKey(
  { apiSecret: _, ...row }: Body,
  owner: string,
  ipRestriction: Fact<IpRestriction>,
): KeyDescription {
  const listed = endpointsOf(row);
  const type = typeOf(row.type);
  const may = (scope: Permission) => right(scope, type, listed);
  const key: KeyDescription = {
    owner: known(owner),
    label: label(row.title, 'title'),
    permissions: {
      read: may('read'),
      trade: may('trade'),
      transfer: may('transfer'),
      withdraw: may('withdraw'),
      manage: may('manage'),
    },
    grants: grantsOf(type, listed, newRights(row)),
    ipRestriction,
    createdAt: notTold('when a key was created'),
    modifiedAt: notTold('when a key was changed'),
    expiresAt: notTold('when a key ends, which is after 14 days without use'),
    lastUsedAt: absent(row.lastActivity)
      ? notTold('a last use of this key')
      : epoch(row.lastActivity, 1000, 'lastActivity'),
    enabled: flag(row.isEnabled, 'isEnabled'),
  };
  return heedingNewWords(key, new Map(), 'the row');
}

interface KeyType {
  readonly name: string;
  readonly allows: readonly GrantScope[];
}

/** "1": trading; "2": trading, deposits and withdrawals. An older example has the word "trade", which says no more. */
function typeOf(value: unknown): Fact<KeyType> {
  const name = typeof value === 'number' ? String(value) : value;
  if (name === '1') return known({ name: 'type 1', allows: ['read', 'trade'] });
  if (name === '2') return known({ name: 'type 2', allows: ['read', 'trade', 'withdraw'] });
  return absent(value)
    ? unknown('malformed', 'type is missing')
    : unknown('unrecognized', 'type is one that keyaudit does not know');
}

/** What the types tell of. */
const ofTypes: readonly Permission[] = ['read', 'trade', 'withdraw'];

/** The endpoints that a key is restricted to; null where it is restricted to none in particular. */
type Endpoints = Fact<readonly Grant[] | null>;

/** A list says something only while `restrictAccess` is on: the documented example has one beside "false". */
function endpointsOf({ restrictAccess, accessEndpoints: list }: Body): Endpoints {
  const isOn = flag(restrictAccess, 'restrictAccess');
  if (!isOn.known) return isOn;
  if (!isOn.value) return known(null);
  if (!Array.isArray(list)) {
    return unknown('malformed', `accessEndpoints is ${absent(list) ? 'missing' : 'not a list'}`);
  }
  const names = list.map((entry) => asObject(entry)?.name ?? entry);
  if (!names.every((name) => typeof name === 'string' && name.trim() !== '')) {
    return unknown('malformed', 'accessEndpoints has an entry without a name');
  }
  return known(names.map((name: string): Grant => ({ name, scope: scopeOf(name) })));
}

/**
 * A listed endpoint is a right, whatever the type. What is in neither is denied by the type alone: that a key with
 * a list can call nothing else is not documented, only that its access is restricted.
 */
function right(scope: Permission, type: Fact<KeyType>, endpoints: Endpoints): Fact<boolean> {
  if (endpoints.known && endpoints.value?.some((grant) => grant.scope === scope) === true) return known(true);
  if (!ofTypes.includes(scope)) return notTold(`whether a key may ${words[scope]}`);
  if (!type.known || !type.value.allows.includes(scope)) return type.known ? denied(endpoints) : type;
  if (!endpoints.known) return endpoints;
  return endpoints.value === null ? known(true) : notTold('whether a restricted key reaches other endpoints');
}

const words: Readonly<Record<Permission, string>> = {
  read: 'read',
  trade: 'trade',
  transfer: 'transfer',
  withdraw: 'withdraw',
  manage: 'manage sub-accounts',
};

/** A list may hold what the type lacks: an endpoint that is new and about codes, which are money, pays out perhaps. */
function denied(endpoints: Endpoints): Fact<boolean> {
  if (!endpoints.known) return endpoints;
  const isNew = endpoints.value?.some(({ name, scope }) => scope === 'unrecognized' && /code/i.test(name));
  return isNew === true
    ? unknown('unrecognized', 'accessEndpoints has an endpoint that keyaudit does not know')
    : known(false);
}

function grantsOf(
  type: Fact<KeyType>,
  endpoints: Endpoints,
  added: readonly string[],
): Fact<readonly Grant[]> {
  if (!type.known) return type;
  if (!endpoints.known) return endpoints;
  const { name, allows } = type.value;
  return known([
    ...allows.map((scope): Grant => ({ name, scope })),
    ...(endpoints.value ?? []),
    ...added.map((right): Grant => ({ name: right, scope: 'unrecognized' })),
  ]);
}

/** What `ip-address/list` answers: `{data: ["192.0.2.1"]}`. What an empty list means is not documented. */
export function ipRestrictionOf(answer: unknown): Fact<IpRestriction> {
  const addresses = listAt(answer, 'data');
  const list = texts(addresses?.rows);
  if (list === undefined) return unknown('malformed', 'data is not a list of addresses');
  if (list.length === 0) return notTold('whether a key without IP addresses works from everywhere');
  return unlessCutShort(restrictedTo(list, 'data'), addresses);
}
