import { type Fact, known, type Unknown, unknown } from '../../model/fact.js';
import type { GrantScope, IpRestriction, KeyDescription } from '../../model/key-facts.js';
import { describeOwn, type KeyList, listAt, readKeyList } from '../key-lists.js';
import { heedingNewFields } from '../new-fields.js';
import { readWords, type Vocabulary, type WordedRights } from '../permission-words.js';
import {
  absent,
  anyIp,
  type Body,
  commaWords,
  epoch,
  label,
  restrictedTo,
  texts,
  unexpected,
} from '../readers.js';

const notTold = (what: string) => unknown('not-exposed', `Orderly does not tell ${what}`);

/**
 * The scopes of an orderly key: OrderlyNetwork/documentation-public, wallet-authentication.mdx. With `read`, a few
 * settings may be changed too (leverage); `asset` is for transfers between the accounts of one owner.
 */
const vocabulary: Vocabulary = new Map<string, readonly GrantScope[]>([
  ['read', ['read']],
  ['trading', ['trade']],
  ['asset', ['transfer']],
]);

const prefix = 'ed25519:';

/** A key as Orderly writes it, which ccxt and people write without its prefix as well. */
export function withPrefix(key: string): string {
  const bare = key.trim();
  return prefix + (bare.toLowerCase().startsWith(prefix) ? bare.slice(prefix.length) : bare);
}

/**
 * The rows of `GET /v1/client/key_info`, by key: all of the account, those that were removed among them.
 * @param own the key that asked, with its prefix
 */
export function keysIn(brand: string, answer: unknown, own: string): KeyList {
  const list = listAt(answer, 'data') ?? listAt(answer, 'data', 'rows');
  if (list === undefined) throw unexpected(brand, 'not with a list of keys');
  return readKeyList(
    list,
    ({ orderly_key: key }) => (typeof key === 'string' && key.trim() !== '' ? withPrefix(key) : undefined),
    (key) => key === own,
  );
}

/** The key that asked. */
export function describeCallingKey(list: KeyList): KeyDescription {
  const description = describeOwn(list, describeKey);
  return {
    ...description,
    permissions: {
      ...description.permissions,
      // The call is answered for keys that may read.
      read: known(true),
      ...(list.own.length === 0 && { withdraw: byWalletOnly }),
    },
    ipRestriction: isNowhere(description.ipRestriction)
      ? unknown(
          'unrecognized',
          'ip_restriction_status lets no address in, though the key has just been answered',
        )
      : description.ipRestriction,
  };
}

function isNowhere(fact: Fact<IpRestriction>): boolean {
  return (
    fact.known && fact.value.restricted && fact.value.allowed.known && fact.value.allowed.value.length === 0
  );
}

/** A row of the list. */
export function describeKey(row: Body): KeyDescription {
  const rights = readWords(row.scope, 'scope', vocabulary);
  const key: KeyDescription = {
    owner: known(null),
    label: label(row.tag, 'tag'),
    permissions: {
      read: rights.held('read'),
      trade: rights.held('trade'),
      transfer: rights.held('transfer'),
      withdraw: withdraw(rights),
      manage: notTold('which scope lets a key change IP restrictions, its own among them'),
    },
    grants: rights.grants,
    ipRestriction: ipRestriction(row),
    createdAt: notTold('when a key was added, which is a year before its end at most'),
    modifiedAt: notTold('when a key was changed'),
    expiresAt: epoch(row.expiration, 1, 'expiration'),
    lastUsedAt: notTold('when a key was last used'),
    enabled: isActive(row.key_status),
  };
  return heedingNewFields(key, row, ['scope']);
}

/**
 * A request to withdraw holds a signature of the wallet that owns the account, beside the orderly key's
 * (orderly.openapi.yaml, withdraw_request): no orderly key withdraws alone.
 */
const byWalletOnly: Fact<boolean> = known(false);

/** A scope that is new and speaks of it could change that. */
function withdraw({ grants }: WordedRights): Fact<boolean> {
  const isNew =
    grants.known &&
    grants.value.some(({ name, scope }) => scope === 'unrecognized' && /withdraw/i.test(name));
  return isNew
    ? unknown('unrecognized', 'scope has a word for withdrawals that Orderly does not document')
    : byWalletOnly;
}

function isActive(status: unknown): Fact<boolean> {
  if (status === 'ACTIVE') return known(true);
  if (status === 'REMOVED') return known(false);
  if (status === 'REMOVING') return notTold('whether a key that is being removed still works');
  return absent(status)
    ? unknown('malformed', 'key_status is missing')
    : unknown('unrecognized', 'key_status is a word that keyaudit does not know');
}

/** The status counts: a list may be left from before. */
function ipRestriction({
  ip_restriction_status: status,
  ip_restriction_list: list,
}: Body): Fact<IpRestriction> {
  if (status === 'ALLOW_ALL_IPS') return known(anyIp);
  if (status === 'DISALLOW_ALL_IPS') return known({ restricted: true, allowed: known([]) });
  if (status === 'ALLOW_RESTRICTION_LIST') return restrictedToRanges(list);
  return absent(status)
    ? unknown('malformed', 'ip_restriction_status is missing')
    : unknown('unrecognized', 'ip_restriction_status is a word that keyaudit does not know');
}

/** From the first address of all, or the one after it, to the last, or the one before it. */
const everywhere = /^(0\.0\.0\.[01]|::1?)-(255\.255\.255\.25[45]|ffff:.*:fff[ef])$/i;

/** Addresses, and ranges like "192.0.2.1-192.0.2.10"; the whole internet as a range restricts nothing. */
function restrictedToRanges(value: unknown): Fact<IpRestriction> {
  const list = typeof value === 'string' ? commaWords(value) : texts(value);
  if (list === undefined) return restrictedBut(`is ${absent(value) ? 'missing' : 'not a list of addresses'}`);
  if (list.length === 0) return restrictedBut('is empty');
  if (list.some((entry) => everywhere.test(entry.replaceAll(' ', '')))) {
    return known(anyIp);
  }
  if (list.some((entry) => entry.split('-').length > 2)) {
    return unknown('unrecognized', 'ip_restriction_list has an entry that is neither an address nor a range');
  }
  const ends = list.flatMap((entry) => entry.split('-').map((end) => end.trim()));
  const readable = restrictedTo(ends, 'ip_restriction_list');
  return readable.known && readable.value.restricted
    ? known({ restricted: true, allowed: known(list) })
    : readable;
}

function restrictedBut(why: string): Fact<IpRestriction> {
  const allowed: Unknown = unknown('malformed', `ip_restriction_list ${why}`);
  return known({ restricted: true, allowed });
}
