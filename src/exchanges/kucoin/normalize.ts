import { type Fact, known, unknown } from '../../model/fact.js';
import type { IpRestriction, KeyDescription } from '../../model/key-facts.js';
import { readWords, type Vocabulary } from '../permission-words.js';
import {
  absent,
  anyIp,
  asObject,
  type Body,
  commaWords,
  epoch,
  flag,
  idText,
  label,
  restrictedTo,
  unexpected,
} from '../readers.js';

/**
 * KuCoin's words for rights (www.kucoin.com/docs-new, introduction, api-permission, and the universal SDK's
 * specification). Beware: Transfer is the right to withdraw, which the website calls Withdrawal; the one that
 * moves funds inside the account is InnerTransfer, on the website FlexTransfers.
 */
const vocabulary: Vocabulary = new Map([
  ['general', ['read']],
  ['spot', ['trade']],
  ['margin', ['trade']],
  ['futures', ['trade']],
  ['unified', ['trade']],
  ['leadtradefutures', ['trade']],
  // Of keys made before there were Spot, Margin and Futures.
  ['trade', ['trade']],
  ['innertransfer', ['transfer']],
  ['flextransfers', ['transfer']],
  ['transfer', ['withdraw']],
  ['withdrawal', ['withdraw']],
  ['withdraw', ['withdraw']],
  ['earn', ['other']],
]);

const notTold = (what: string) => unknown('not-exposed', `KuCoin does not tell ${what}`);

/** The `data` of an answer. Throws where it is in no envelope that the documentation knows. */
export function dataOf(answer: unknown): unknown {
  const body = asObject(answer);
  if (idText(body?.code) !== '200000') throw unexpected('KuCoin', 'not in the documented envelope');
  return body?.data;
}

/**
 * The data of `GET /api/v1/user/api-key`. That a field is absent means something only in an answer that is
 * otherwise the documented one: one without key and rights is not.
 */
export function keyInfoOf(answer: unknown): Body {
  const body = asObject(dataOf(answer));
  if (body === undefined || (absent(body.apiKey) && absent(body.permission))) {
    throw unexpected('KuCoin', 'its data do not describe a key');
  }
  return body;
}

export function describeCallingKey(info: Body): KeyDescription {
  return {
    ...describe(info),
    owner: ownerOf(info),
    // It has just answered.
    enabled: known(true),
  };
}

/**
 * A row of `GET /api/v1/sub/api-key`.
 * @param owner the sub-account's name
 */
export function describeSubAccountKey(row: Body, owner: string): KeyDescription {
  return {
    ...describe(row),
    owner: known(owner),
    enabled: notTold("whether a sub-account's key is switched on"),
  };
}

/** What both answers have in common. */
function describe(body: Body): Omit<KeyDescription, 'owner' | 'enabled'> {
  const { grants, held } = readWords(body.permission, 'permission', vocabulary);
  return {
    label: label(body.remark, 'remark'),
    permissions: {
      read: held('read'),
      trade: held('trade'),
      transfer: held('transfer'),
      withdraw: held('withdraw'),
      manage: unknown(
        'not-exposed',
        "KuCoin's documentation contradicts itself on whether General is enough to change sub-accounts' keys",
      ),
    },
    grants,
    ipRestriction: readIps(body),
    createdAt: epoch(body.createdAt, 1, 'createdAt'),
    modifiedAt: notTold('when a key was changed'),
    expiresAt: readExpiry(body.expiredAt),
    lastUsedAt: notTold('when a key was last used'),
  };
}

/** "There is no such param for the master account" (subName). */
function ownerOf({ isMaster, subName }: Body): Fact<string | null> {
  const master = flag(isMaster, 'isMaster');
  if (!master.known) return master;
  const named = typeof subName === 'string' && subName !== '';
  if (!master.value) return named ? known(subName) : unknown('malformed', 'subName is missing');
  return named ? unknown('unrecognized', 'isMaster and subName contradict each other') : known(null);
}

/**
 * The field is optional: without it, or where it is empty, any address may use the key; unless the key is linked
 * to an app, whose addresses then apply (kucoin.com/support/360015102174).
 */
function readIps({ ipWhitelist, thirdPartyApp }: Body): Fact<IpRestriction> {
  if (ipWhitelist === undefined || ipWhitelist === '') {
    return isLinked(thirdPartyApp)
      ? notTold('the addresses of the app that the key is linked to (thirdPartyApp)')
      : known(anyIp);
  }
  if (typeof ipWhitelist !== 'string') return unknown('malformed', 'ipWhitelist is not a text');
  const entries = commaWords(ipWhitelist);
  return entries.length === 0
    ? unknown('malformed', 'ipWhitelist has no entry')
    : restrictedTo(entries, 'ipWhitelist');
}

/** What the field holds for a key without an app is not documented; what looks like "none" counts as none. */
function isLinked(thirdPartyApp: unknown): boolean {
  return ![undefined, null, '', false, 'false'].includes(thirdPartyApp as undefined);
}

/** Absent from the older shape of the answer; null where the key does not end. */
function readExpiry(value: unknown): Fact<Date | null> {
  if (value === undefined) return notTold('in this answer when the key ends');
  return value === null ? known(null) : epoch(value, 1, 'expiredAt');
}
