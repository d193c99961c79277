import { type Fact, known, mapFact, unknown } from '../../model/fact.js';
import type { IpRestriction, KeyDescription } from '../../model/key-facts.js';
import { bit } from '../flags.js';
import { heedingNewFields } from '../new-fields.js';
import {
  absent,
  anyIp,
  asObject,
  type Body,
  epoch,
  idText,
  label,
  restrictedTo,
  texts,
  unexpected,
  wholeNumber,
} from '../readers.js';

const notTold = (what: string) => unknown('not-exposed', `BloFin does not tell ${what}`);

/** The `data` of an answer of `GET /api/v1/user/query-apikey`. Throws where it does not describe a key. */
export function keyInfoOf(answer: unknown): Body {
  const body = asObject(answer);
  if (idText(body?.code) !== '0') throw unexpected('BloFin', 'not in the documented envelope');
  const data = asObject(body?.data);
  if (data === undefined || (absent(data.apiKey) && absent(data.readOnly))) {
    throw unexpected('BloFin', 'its data do not describe a key');
  }
  return data;
}

/** The fields are those of docs.blofin.com, "GET API Key Info". */
export function describeKey(info: Body): KeyDescription {
  // "0: Read and Write. 1: Read only."
  const readOnly = bit(info.readOnly, 'readOnly');
  const createdAt = epoch(info.createTime, 1, 'createTime');
  const key: KeyDescription = {
    owner: ownerOf(info),
    label: label(info.apiName, 'apiName'),
    permissions: {
      // A key that may write may read as well: "Read and Write".
      read: mapFact(readOnly, () => true),
      trade: writeRight(readOnly, 'trade'),
      transfer: writeRight(readOnly, 'transfer'),
      withdraw: writeRight(readOnly, 'withdraw'),
      manage: writeRight(readOnly, 'manage keys or sub-accounts'),
    },
    grants: !readOnly.known || readOnly.value ? mapFact(readOnly, () => [readOnlyGrant]) : rightsNotTold,
    ipRestriction: readIps(info),
    createdAt,
    modifiedAt: notTold('when a key was changed'),
    expiresAt: readExpiry(info.expireTime, createdAt),
    lastUsedAt: notTold('when a key was last used'),
    // It has just answered.
    enabled: known(true),
  };
  return heedingNewFields(key, info);
}

const readOnlyGrant = { name: 'Read only', scope: 'read' } as const;
const rightsNotTold = notTold('which rights a key has that may write (readOnly)');

/**
 * A key that only reads has none of these. Of one that may write nothing is known: TRADE, TRANSFER and the right
 * to withdraw look the same, and one with TRANSFER alone may write as well.
 */
function writeRight(readOnly: Fact<boolean>, what: string): Fact<boolean> {
  if (!readOnly.known) return readOnly;
  return readOnly.value ? known(false) : notTold(`whether a key that may write may ${what} (readOnly)`);
}

/**
 * "IP bound". How a key without any is shown is not documented; a list of nothing is taken at its word, unless
 * the key is connected to a third party (type 2), whose addresses may then apply.
 */
function readIps({ ips, type }: Body): Fact<IpRestriction> {
  if (absent(ips)) return unknown('malformed', 'ips is missing');
  const entries = texts(ips);
  if (entries === undefined) return unknown('malformed', 'ips is not a list of texts');
  if (entries.some((entry) => entry !== '')) return restrictedTo(entries, 'ips');
  return idText(type) === '2'
    ? notTold('the addresses of the third party that the key is connected to (type)')
    : known(anyIp);
}

/**
 * What the field holds for a key that does not end (one with IP addresses) is not documented. The documented
 * example ends when it was created, which no key does.
 */
function readExpiry(value: unknown, createdAt: Fact<Date>): Fact<Date | null> {
  if (value === '' || wholeNumber(value) === 0) {
    return unknown('not-exposed', 'what an empty expireTime means is not documented');
  }
  const expiresAt = epoch(value, 1, 'expireTime');
  return expiresAt.known && createdAt.known && expiresAt.value <= createdAt.value
    ? unknown('unrecognized', 'expireTime is not after createTime')
    : expiresAt;
}

/** parentUid: "if use sub account api key, it shows main account uid; if use main account api key, it shows "0"". */
function ownerOf({ uid, parentUid }: Body): Fact<string | null> {
  const parent = digits(parentUid, 'parentUid');
  if (!parent.known) return parent;
  if (parent.value === '0') return known(null);
  const own = digits(uid, 'uid');
  return own.known && own.value === parent.value
    ? unknown('unrecognized', 'uid and parentUid are the same')
    : own;
}

function digits(value: unknown, field: string): Fact<string> {
  if (absent(value)) return unknown('malformed', `${field} is missing`);
  const text = typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : value;
  return typeof text === 'string' && /^\d+$/.test(text)
    ? known(text)
    : unknown('malformed', `${field} is not an id`);
}
