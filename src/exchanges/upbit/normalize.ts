import { type Fact, known, type Unknown, unknown } from '../../model/fact.js';
import { type IpRestriction, type KeyDescription, unknownDescription } from '../../model/key-facts.js';
import { heedingNewFields } from '../new-fields.js';
import { readWordList, type Vocabulary } from '../permission-words.js';
import { absent, asObject, type Body, isoTime, restrictedTo, texts, unexpected } from '../readers.js';

/**
 * Upbit's words for rights (docs.upbit.com/kr/reference, list-pocket-api-keys; what each allows: "포켓(Pocket)").
 * manage_pockets shows the assets and keys of all pockets and moves funds between any of them
 * (/v1/pockets/universal_transfers). deposit requests deposits of won and addresses to deposit to.
 */
const vocabulary: Vocabulary = new Map([
  ['view_account', ['read']],
  ['view_orders', ['read']],
  ['view_deposits', ['read']],
  ['view_withdrawals', ['read']],
  ['make_orders', ['trade']],
  ['withdraw', ['withdraw']],
  ['transfer', ['transfer']],
  ['manage_pockets', ['read', 'transfer', 'manage']],
  ['deposit', ['other']],
]);

const notTold = (what: string) => unknown('not-exposed', `Upbit does not tell ${what}`);

/** What no call tells of any key. */
const untold = {
  label: notTold("a key's name"),
  modifiedAt: notTold('when a key was changed'),
  lastUsedAt: notTold('when a key was last used'),
};

/** A row of a list of keys. */
export interface ListedKey {
  readonly accessKey: string;
  readonly body: Body;
}

/** A row of `GET /v1/pockets/api_keys`. */
export interface PocketKey extends ListedKey {
  /** Where in the list its pocket is: pockets of the same place are the same. */
  readonly place: number;
  readonly pocket: Fact<string>;
}

export interface KeyRows<Row extends ListedKey> {
  readonly rows: readonly Row[];
  /** Whether all rows could be read: a row without access_key is nobody's. */
  readonly complete: boolean;
}

/** An answer of `GET /v1/api_keys`: `[{access_key, expire_at}]`. */
export function listedKeysOf(answer: unknown): KeyRows<ListedKey> {
  return rowsOf(listOf(answer, 'its list of keys is not a list'));
}

/** An answer of `GET /v1/pockets/api_keys`: `[{uuid, keys: […]}]`. */
export function pocketKeysOf(answer: unknown): KeyRows<PocketKey> {
  const pockets = listOf(answer, "its list of pockets' keys is not a list").map((item, place) => {
    const body = asObject(item);
    const { rows, complete } = rowsOf(listOf(body?.keys, 'a pocket in its list has no list of keys'));
    return { rows: rows.map((row): PocketKey => ({ ...row, place, pocket: uuidOf(body?.uuid) })), complete };
  });
  return {
    rows: pockets.flatMap(({ rows }) => rows),
    complete: pockets.every(({ complete }) => complete),
  };
}

function listOf(value: unknown, otherwise: string): readonly unknown[] {
  if (!Array.isArray(value)) throw unexpected('Upbit', otherwise);
  return value;
}

function rowsOf(list: readonly unknown[]): KeyRows<ListedKey> {
  const rows = list.flatMap((item): ListedKey[] => {
    const body = asObject(item);
    const accessKey = body?.access_key;
    return body !== undefined && typeof accessKey === 'string' && accessKey !== ''
      ? [{ accessKey, body }]
      : [];
  });
  return { rows, complete: rows.length === list.length };
}

function uuidOf(value: unknown): Fact<string> {
  return typeof value === 'string' && value !== ''
    ? known(value)
    : unknown('malformed', `uuid is ${absent(value) ? 'missing' : 'not a text'}`);
}

/** The names of an answer of `GET /v1/pockets`, by uuid: `[{uuid, name, type}]`. Those without a name are left out. */
export function pocketNamesOf(answer: unknown): ReadonlyMap<string, string> {
  const list = Array.isArray(answer) ? answer : [];
  return new Map(
    list.flatMap((item): [string, string][] => {
      const { uuid, name } = asObject(item) ?? {};
      return typeof uuid === 'string' && typeof name === 'string' && name !== '' ? [[uuid, name]] : [];
    }),
  );
}

/** What a row of the pockets' list tells of its key. */
export function describePocketKey(
  { body }: PocketKey,
  owner: Fact<string | null>,
  enabled: Fact<boolean>,
): KeyDescription {
  const { grants, held } = readWordList(body.permissions, 'permissions', vocabulary);
  const key: KeyDescription = {
    ...untold,
    owner,
    permissions: {
      read: held('read'),
      trade: held('trade'),
      transfer: held('transfer'),
      withdraw: held('withdraw'),
      manage: held('manage'),
    },
    grants,
    ipRestriction: readIps(body.allowed_ips),
    createdAt: isoTime(body.created_at, 'created_at'),
    // When it ends, of a live key too: not when it has ended.
    expiresAt: isoTime(body.expired_at, 'expired_at'),
    enabled,
  };
  return heedingNewFields(key, body, ['permissions']);
}

/**
 * What the account's list tells of a key: when it ends.
 * @param row undefined for a key that is not in it
 * @param why why the rest is unknown
 */
export function describeListedKey(
  row: ListedKey | undefined,
  why: Unknown,
  enabled: Fact<boolean>,
): KeyDescription {
  const expiresAt = row === undefined ? why : isoTime(row.body.expire_at, 'expire_at');
  return { ...unknownDescription(why), ...untold, expiresAt, enabled };
}

/** Of a key that did not ask. */
export const enabledNotTold = notTold('whether another key is switched on');

/** Every key has at least one address: an empty list is none that Upbit documents. */
function readIps(value: unknown): Fact<IpRestriction> {
  if (absent(value)) return unknown('malformed', 'allowed_ips is missing');
  const entries = texts(value);
  return entries === undefined
    ? unknown('malformed', 'allowed_ips is not a list of texts')
    : restrictedTo(entries, 'allowed_ips');
}
