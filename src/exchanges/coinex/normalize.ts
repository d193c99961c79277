import { type Fact, known, type Unknown, unknown } from '../../model/fact.js';
import type { IpRestriction, KeyDescription } from '../../model/key-facts.js';
import { flagsOn } from '../flags.js';
import { heedingNewWords, type Vocabulary } from '../new-words.js';
import {
  absent,
  anyIp,
  asObject,
  type Body,
  epoch,
  flag,
  idText,
  label,
  restrictedTo,
  texts,
  unexpected,
  wholeNumber,
} from '../readers.js';

const notTold = (what: string) => unknown('not-exposed', `CoinEx does not tell ${what}`);

/** An answer to the question for the account: `{code: 0, data: {…}}`. */
export function isAccount(answer: unknown): boolean {
  const body = asObject(answer);
  return idText(body?.code) === '0' && asObject(body?.data) !== undefined;
}

/** The rows of a page: `{code: 0, data: […]}`. */
export function rowsIn(answer: unknown): readonly unknown[] {
  const body = asObject(answer);
  const data = body?.data;
  if (idText(body?.code) !== '0' || !Array.isArray(data))
    throw unexpected('CoinEx', 'not with the documented list');
  return data;
}

/**
 * Whether a page is the last; undefined where the answer does not tell.
 * @param rowsSoFar how many different ones, with this page's: with fewer than there are in all, it is not
 */
export function isLastPage(answer: unknown, rowsSoFar: number): boolean | undefined {
  const { has_next: hasNext, total } = asObject(asObject(answer)?.pagination) ?? {};
  const next = flag(hasNext, 'has_next');
  const inAll = wholeNumber(total);
  if (inAll !== undefined && rowsSoFar < inAll) return false;
  return next.known ? !next.value : undefined;
}

/**
 * A row of `GET /v2/account/subs/api`. Its neighbour's rows hold a secret: it is dropped before anything is read.
 *
 * @param nowMs the present
 */
export function describeSubAccountKey(
  { secret_key: _, ...row }: Body,
  owner: string,
  nowMs: number,
): KeyDescription {
  const trade = flag(row.trade_enabled, 'trade_enabled');
  const withdraw = flag(row.withdraw_enabled, 'withdraw_enabled');
  const unread = [trade, withdraw].find((fact): fact is Unknown => !fact.known);
  const grants = flagsOn(row, rights);
  const key: KeyDescription = {
    owner: known(owner),
    label: label(row.remark, 'remark'),
    permissions: {
      // Every key reads.
      read: known(true),
      trade,
      transfer: notTold('whether a key may transfer'),
      withdraw,
      manage: notTold('whether a key may manage others'),
    },
    grants: unread ?? known(grants),
    ipRestriction: ipRestriction(row.ip_whitelist),
    createdAt: epoch(row.created_at, 1, 'created_at'),
    modifiedAt: notTold('when a key was changed'),
    expiresAt: end(row.expires_at),
    lastUsedAt: notTold('when a key was last used'),
    enabled: enabled(row, nowMs),
  };
  return heedingNewWords(key, rights, 'the row', grants);
}

const rights: Vocabulary = new Map([
  ['trade_enabled', ['trade']],
  ['withdraw_enabled', ['withdraw']],
]);

/** A key without addresses works from everywhere, for three months. */
function ipRestriction(value: unknown): Fact<IpRestriction> {
  const list = texts(value);
  if (list === undefined) {
    return unknown('malformed', `ip_whitelist is ${absent(value) ? 'missing' : 'not a list of addresses'}`);
  }
  return list.length === 0 ? known(anyIp) : restrictedTo(list, 'ip_whitelist');
}

/** 0 is a key that never ends. */
function end(value: unknown): Fact<Date | null> {
  return wholeNumber(value) === 0 ? known(null) : epoch(value, 1, 'expires_at');
}

/** What ends in time to come, or never, has not ended; an end that cannot be read contradicts nothing. */
function enabled({ is_expired: isExpired, expires_at: expiresAt }: Body, nowMs: number): Fact<boolean> {
  const expired = flag(isExpired, 'is_expired');
  if (!expired.known) return expired;
  if (!expired.value) return notTold('whether a key is switched on');
  const ends = end(expiresAt);
  return ends.known && (ends.value === null || ends.value.getTime() > nowMs)
    ? unknown('unrecognized', 'is_expired is true of a key that has not ended, by expires_at')
    : known(false);
}
