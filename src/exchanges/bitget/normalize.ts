import { type Fact, known, unknown } from '../../model/fact.js';
import type { IpRestriction, KeyDescription } from '../../model/key-facts.js';
import {
  absent,
  anyIp,
  asObject,
  type Body,
  commaWords,
  idText,
  label,
  restrictedTo,
  texts,
  unexpected,
} from '../readers.js';
import { type AccountKind, classicRights, type Rights, subAccountRights, unifiedRights } from './rights.js';

const notTold = (what: string) => unknown('not-exposed', `Bitget does not tell ${what}`);

/** The code of success, "00000", also as a number. */
export function isSuccess(code: unknown): boolean {
  return /^0+$/.test(idText(code) ?? '');
}

/** What an answer is about. Throws where it is not in the documented envelope. */
export function dataOf(answer: unknown): unknown {
  const body = asObject(answer);
  if (body === undefined || !isSuccess(body.code))
    throw unexpected('Bitget', 'not in the documented envelope');
  return body.data;
}

/** The `data` of an answer about the calling key. */
export function infoOf(answer: unknown): Body {
  const data = asObject(dataOf(answer));
  if (data === undefined) throw unexpected('Bitget', 'its account information is not an object');
  return data;
}

/** "Only has a value when the calling account is a sub-account" (uta/account/Get-Account-Info). */
export function unifiedAccountOf(info: Body): Fact<AccountKind> {
  if (info.parentId === '') return known('main');
  const parent = uidOf(info.parentId, 'parentId');
  if (!parent.known) return parent;
  return known(idText(info.userId) === parent.value ? 'main' : 'sub-account');
}

/** `parentId` is the main account's, which in some answers of a main account is its own. */
export function classicAccountOf(info: Body): Fact<AccountKind> {
  const parent = uidOf(info.parentId, 'parentId');
  const user = uidOf(info.userId, 'userId');
  if (!parent.known) return parent;
  if (!user.known) return user;
  if (/^0+$/.test(parent.value)) return unknown('unrecognized', 'parentId is the id of nobody');
  return known(user.value === parent.value ? 'main' : 'sub-account');
}

function uidOf(value: unknown, field: string): Fact<string> {
  if (absent(value)) return unknown('malformed', `${field} is missing`);
  const uid = idText(value);
  return uid !== undefined && /^\d+$/.test(uid) ? known(uid) : unknown('malformed', `${field} is not an id`);
}

/** The `data` of `GET /api/v3/account/info`. */
export function describeUnifiedKey(info: Body): KeyDescription {
  const account = unifiedAccountOf(info);
  return describeCalling(info, account, unifiedRights(info.permissions, info.permType, 'permType', account));
}

/** The `data` of `GET /api/v2/spot/account/info`. */
export function describeClassicKey(info: Body): KeyDescription {
  return describeCalling(info, classicAccountOf(info), classicRights(info.authorities));
}

function describeCalling(info: Body, account: Fact<AccountKind>, rights: Rights): KeyDescription {
  return {
    ...rights,
    owner: ownerOf(info, account),
    label: notTold("the calling key's note"),
    ipRestriction: readIps(info.ips, 'ips'),
    // regisTime is the account's.
    createdAt: notTold('when a key was created'),
    ...never,
    // It has just answered.
    enabled: known(true),
  };
}

const never = {
  modifiedAt: notTold('when a key was changed'),
  expiresAt: notTold('when a key ends'),
  lastUsedAt: notTold('when a key was last used'),
};

function ownerOf(info: Body, account: Fact<AccountKind>): Fact<string | null> {
  if (!account.known) return account;
  return account.value === 'main' ? known(null) : uidOf(info.userId, 'userId');
}

/**
 * A row of `GET /api/v2/user/virtual-subaccount-apikey-list`.
 * @param owner the sub-account's UID
 */
export function describeClassicSubAccountKey(row: Body, owner: string): KeyDescription {
  return {
    ...subAccountRights(row.permList),
    ...ofSubAccount(owner),
    label: label(row.label, 'label'),
    ipRestriction: readIps(row.ipList, 'ipList'),
    createdAt: notTold('when a key was created'),
  };
}

/**
 * A row of `GET /api/v3/user/sub-api-list`.
 * @param owner the sub-account's UID
 */
export function describeUnifiedSubAccountKey(row: Body, owner: string): KeyDescription {
  return {
    ...unifiedRights(row.permissions, row.type, 'type', known('sub-account')),
    ...ofSubAccount(owner),
    label: label(row.note, 'note'),
    ipRestriction: withdrawalIps(row.ips),
    createdAt: notTold('whether ts is the time of creation or of a change'),
  };
}

function ofSubAccount(owner: string) {
  return {
    owner: known(owner),
    ...never,
    enabled: notTold("whether a sub-account's key is switched on"),
  };
}

/**
 * Documented as one text with commas; a client that was tested against live answers has a list
 * (UnipayFI/go-bitget). Nothing in either means that no address is bound.
 */
function readIps(value: unknown, field: string): Fact<IpRestriction> {
  if (absent(value)) return unknown('malformed', `${field} is missing`);
  const entries = typeof value === 'string' ? commaWords(value) : texts(value);
  if (entries === undefined) return unknown('malformed', `${field} is neither a text nor a list of texts`);
  if (entries.length > 0) return restrictedTo(entries, field);
  return typeof value === 'string' && value.trim() !== ''
    ? unknown('malformed', `${field} has no entry`)
    : known(anyIp);
}

/** Of these keys the page calls `ips` "Withdrawal Whitelist IP": whether other calls are bound to it, nobody says. */
function withdrawalIps(value: unknown): Fact<IpRestriction> {
  const fact = readIps(value, 'ips');
  return fact.known && fact.value.restricted
    ? unknown('not-exposed', 'ips is documented as a whitelist for withdrawals: it may not bind other calls')
    : fact;
}
