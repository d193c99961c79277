import { type Fact, known, type Unknown, unknown } from '../../model/fact.js';
import type { GrantScope, IpRestriction, KeyDescription } from '../../model/key-facts.js';
import { readWords, type Vocabulary, type WordedRights } from '../permission-words.js';
import {
  absent,
  anyIp,
  asObject,
  type Body,
  commaWords,
  epoch,
  isoTime,
  label,
  restrictedTo,
  unexpected,
  wholeNumber,
} from '../readers.js';
import { eitherSpelling } from '../spellings.js';

/**
 * MEXC's words for rights: mexcdevelop/apidocs, spot_v3_en, the permission of each endpoint and of sub-accounts'
 * keys. SPOT_WITHDRAW_WRITE sends on a chain and to other users. Other writes change deposit addresses and
 * settings, and move nothing.
 */
const words: Readonly<Record<string, GrantScope>> = {
  spot_account_read: 'read',
  spot_deal_read: 'read',
  spot_transfer_read: 'read',
  spot_withdraw_read: 'read',
  spot_deposit_read: 'read',
  contract_account_read: 'read',
  contract_deal_read: 'read',
  spot_deal_write: 'trade',
  contract_deal_write: 'trade',
  spot_transfer_write: 'transfer',
  spot_withdraw_write: 'withdraw',
  spot_account_write: 'other',
  contract_account_write: 'other',
  spot_deposit_write: 'other',
};

/** One example of the broker's API has it, and no page says what it leaves out. */
const readOnly = 'read_only';

/** The same pages also write `_R` and `_W` for `_READ` and `_WRITE`. */
const vocabulary: Vocabulary = new Map([
  [readOnly, ['read']],
  ...Object.entries(words).flatMap(([word, scope]): [string, readonly GrantScope[]][] => [
    [word, [scope]],
    [word.replace(/(_[rw])[a-z]+$/, '$1'), [scope]],
  ]),
]);

const notTold = (what: string) => unknown('not-exposed', `MEXC does not tell ${what}`);

/** What only an answer about a key has. The account's own flags (`canWithdraw`) are in another, and are not the key's. */
const fieldsOfKey = ['permissions', 'ipWhiteList', 'accessKey', 'remainingValidity'];

/** The answer of `GET /api/v3/apiKeyInfo`. Throws where it is not about a key. */
export function describeCallingKey(answer: unknown): KeyDescription {
  const body = asObject(answer);
  if (body === undefined || !fieldsOfKey.some((field) => body[field] !== undefined)) {
    throw unexpected('MEXC', 'not with the documented object');
  }
  return {
    ...describe(body),
    owner: notTold("whether a key is the master account's or a sub-account's"),
    ipRestriction: readIps(body.ipWhiteList, 'ipWhiteList'),
    createdAt: readTime(body.createTime, 'createTime'),
    expiresAt: readEnd(body.remainingValidity),
    enabled: readStatus(body.status),
  };
}

/**
 * A row of `GET /api/v3/sub-account/apiKey`.
 * @param owner the sub-account's name
 */
export function describeSubAccountKey(row: Body, owner: string): KeyDescription {
  return {
    ...describe(row),
    owner: known(owner),
    ipRestriction: readIps(row.ip, 'ip'),
    // The documentation's spelling; that of its other answers in case it is put right.
    createdAt: eitherSpelling(row, ['creatTime', 'createTime'], readTime),
    expiresAt: notTold("when a sub-account's key ends"),
    enabled: notTold("whether a sub-account's key is switched on"),
  };
}

/** What both answers have in common. */
function describe(
  body: Body,
): Pick<KeyDescription, 'label' | 'permissions' | 'grants' | 'modifiedAt' | 'lastUsedAt'> {
  const rights = readWords(body.permissions, 'permissions', vocabulary);
  const vague = onlyVague(rights);
  return {
    label: label(body.note, 'note'),
    permissions: {
      read: rights.held('read'),
      trade: vague ?? rights.held('trade'),
      transfer: vague ?? rights.held('transfer'),
      withdraw: vague ?? rights.held('withdraw'),
      // By the documentation SPOT_ACCOUNT_READ is enough to make sub-accounts' keys, and nothing is said of what
      // it takes to change one's own.
      manage: notTold('which right lets a key change keys'),
    },
    grants: rights.grants,
    modifiedAt: notTold('when a key was changed'),
    lastUsedAt: notTold('when a key was last used'),
  };
}

/** A list whose only known word is the undefined one does not show that the documented words are missing from it. */
function onlyVague({ grants }: WordedRights): Unknown | undefined {
  if (!grants.known) return undefined;
  const recognized = grants.value.filter(({ scope }) => scope !== 'unrecognized');
  return recognized.length > 0 && recognized.every(({ name }) => name.toLowerCase() === readOnly)
    ? unknown('unrecognized', 'permissions is read_only, which MEXC does not define')
    : undefined;
}

/** "" is a key that works from anywhere: the documented example. */
function readIps(value: unknown, field: string): Fact<IpRestriction> {
  if (value === '') return known(anyIp);
  if (absent(value)) return unknown('malformed', `${field} is missing`);
  if (typeof value !== 'string') return unknown('malformed', `${field} is not a text`);
  return restrictedTo(commaWords(value), field);
}

/** ISO 8601 in the current example, milliseconds in older ones. */
function readTime(value: unknown, field: string): Fact<Date> {
  return typeof value === 'string' && !/^\d+$/.test(value) ? isoTime(value, field) : epoch(value, 1, field);
}

/** What `remainingValidity` is for a key that does not end. */
const permanent = -999;

function readEnd(value: unknown): Fact<Date | null> {
  if (absent(value)) return unknown('malformed', 'remainingValidity is missing');
  const days = wholeNumber(value);
  if (days === undefined) return unknown('malformed', 'remainingValidity is not a number of days');
  if (days === permanent) return known(null);
  return days < 0
    ? unknown('unrecognized', 'remainingValidity is a negative number without known meaning')
    : unknown(
        'not-exposed',
        'remainingValidity counts the days that are left, and does not tell when the key ends',
      );
}

function readStatus(value: unknown): Fact<boolean> {
  if (value === 'VALID') return known(true);
  if (absent(value)) return unknown('malformed', 'status is missing');
  return typeof value === 'string'
    ? unknown('unrecognized', 'status is a word that MEXC does not document')
    : unknown('malformed', 'status is not a text');
}
