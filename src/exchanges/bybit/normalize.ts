import { type Fact, known, mapFact, unknown } from '../../model/fact.js';
import type { IpRestriction, KeyDescription } from '../../model/key-facts.js';
import { bit } from '../flags.js';
import { absent, type Body, idText, isoTime, label, restrictedTo, texts, wholeNumber } from '../readers.js';
import { rightsOf } from './rights.js';

const notTold = (what: string) => unknown('not-exposed', `Bybit does not tell ${what}`);

/** The `result` of `GET /v5/user/query-api`, which any key may ask for. */
export function describeCallingKey(body: Body): KeyDescription {
  const isMaster = bit(body.isMaster, 'isMaster');
  const description = describe(body, isMaster);
  return {
    ...description,
    permissions: { ...description.permissions, read: known(true) },
    owner: owner(body, isMaster),
    expiresAt: expiry(body),
    // It has just answered.
    enabled: known(true),
  };
}

/**
 * A row of `GET /v5/user/sub-apikeys`.
 * @param uid the sub-account's
 */
export function describeSubAccountKey(row: Body, uid: string): KeyDescription {
  const status = wholeNumber(row.status);
  return {
    ...describe(row, known(false)),
    owner: known(uid),
    expiresAt: status === keyStatus.permanent && isEpochStart(row.expiredAt) ? known(null) : expiry(row),
    enabled: isEnabled(row.status, status),
  };
}

/** docs/v5/user/list-sub-apikeys.mdx */
const keyStatus = { permanent: 1, expired: 2, valid: 3, endsWithinDays: 4 };

/** What the two answers have in common. */
function describe(
  body: Body,
  isMaster: Fact<boolean>,
): Omit<KeyDescription, 'owner' | 'expiresAt' | 'enabled'> {
  const { readOnly, writing, grants } = rightsOf(body, isMaster);
  return {
    label: label(body.note, 'note'),
    // "Read and Write" or "Read only": no key may not read.
    permissions: { read: mapFact(readOnly, () => true), ...writing },
    grants,
    ipRestriction: ipRestriction(body.ips),
    createdAt: isoTime(body.createdAt, 'createdAt'),
    modifiedAt: notTold('when a key was changed'),
    lastUsedAt: notTold('when a key was last used'),
  };
}

function owner(body: Body, isMaster: Fact<boolean>): Fact<string | null> {
  if (!isMaster.known) return isMaster;
  if (isMaster.value) return known(null);
  const uid = idText(body.userID);
  return uid !== undefined && /^[1-9]\d*$/.test(uid)
    ? known(uid)
    : unknown('malformed', `userID is ${absent(body.userID) ? 'missing' : 'not a number'}`);
}

function ipRestriction(ips: unknown): Fact<IpRestriction> {
  const list = texts(ips);
  if (list === undefined) {
    return unknown('malformed', `ips is ${absent(ips) ? 'missing' : 'not a list of addresses'}`);
  }
  return list.length === 0
    ? unknown('unrecognized', 'ips is empty, and Bybit documents no meaning of that ("*" is any address)')
    : restrictedTo(list, 'ips');
}

/**
 * Keys with an IP list do not end, unless the password was changed. They come with the first moment of 1970
 * and less than no days left; 1970 by itself is no documented answer.
 */
function expiry(body: Body): Fact<Date | null> {
  if (!isEpochStart(body.expiredAt)) return isoTime(body.expiredAt, 'expiredAt');
  const daysLeft = wholeNumber(body.deadlineDay);
  return daysLeft !== undefined && daysLeft < 0
    ? known(null)
    : unknown('unrecognized', 'expiredAt is 1970, and deadlineDay does not say that the key never ends');
}

function isEpochStart(time: unknown): boolean {
  return typeof time === 'string' && time.startsWith('1970-01-01T') && Date.parse(time) === 0;
}

function isEnabled(value: unknown, status: number | undefined): Fact<boolean> {
  if (status === undefined)
    return unknown('malformed', `status is ${absent(value) ? 'missing' : 'not a number'}`);
  return Object.values(keyStatus).includes(status)
    ? known(status !== keyStatus.expired)
    : unknown('unrecognized', `status is ${status}, which Bybit does not document`);
}
