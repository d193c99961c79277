import type { SubAccountSafety } from '../../model/account-safety.js';
import { type Fact, known, unknown } from '../../model/fact.js';
import type { Grant, IpRestriction, KeyDescription } from '../../model/key-facts.js';
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
  texts,
  unexpected,
} from '../readers.js';

/**
 * OKX's words for rights (www.okx.com/docs-v5/en, account configuration). There is no word for transfers: moving
 * funds between one's own wallets and sub-accounts asks for Trade. One of the documented examples for
 * sub-accounts' keys prints `read`.
 */
const vocabulary: Vocabulary = new Map([
  ['read_only', ['read']],
  ['read', ['read']],
  ['trade', ['trade', 'transfer']],
  ['withdraw', ['withdraw']],
]);

const notTold = (what: string) => unknown('not-exposed', `OKX does not tell ${what}`);

/** The entries of an answer. Throws where it is none that the documentation knows. */
export function entriesOf(answer: unknown): readonly unknown[] {
  const body = asObject(answer);
  if (idText(body?.code) !== '0') throw unexpected('OKX', 'not in the documented envelope');
  if (Array.isArray(body?.data)) return body.data;
  // An object where a list of one is documented says the same.
  if (asObject(body?.data) !== undefined) return [body?.data];
  throw unexpected('OKX', 'its data are no list');
}

/** The one entry of an answer of `GET /api/v5/account/config`. */
export function configurationOf(answer: unknown): Body {
  const [entry, ...others] = entriesOf(answer);
  const body = asObject(entry);
  if (body === undefined || others.length > 0) {
    throw unexpected('OKX', 'its account configuration is not one object');
  }
  return body;
}

/** Account types by the documentation's numbers; all but the first are kinds of sub-accounts. */
const accountTypes = new Map<unknown, 'main' | 'sub-account'>([
  ['0', 'main'],
  ['1', 'sub-account'],
  ['2', 'sub-account'],
  ['5', 'sub-account'],
  ['9', 'sub-account'],
  ['12', 'sub-account'],
]);

/** Whose the calling key is: the two documented ways to tell, which must not contradict each other. */
export function accountOf(configuration: Body): Fact<'main' | 'sub-account'> {
  const uid = uidText(configuration.uid);
  const mainUid = uidText(configuration.mainUid);
  const byIds = uid === undefined || mainUid === undefined ? undefined : sameAccount(uid, mainUid);
  const byType = accountTypes.get(idText(configuration.type));
  if (byIds !== undefined && byType !== undefined && byIds !== byType) {
    return unknown('unrecognized', 'uid, mainUid and type contradict each other');
  }
  const account = byIds ?? byType;
  return account === undefined
    ? unknown('malformed', 'neither uid and mainUid nor type tell whose key it is')
    : known(account);
}

function sameAccount(uid: string, mainUid: string): 'main' | 'sub-account' {
  return uid === mainUid ? 'main' : 'sub-account';
}

/** Ids have up to 18 digits. One that JSON gave as a number too long for exactness is none. */
function uidText(value: unknown): string | undefined {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? String(value) : undefined;
  return typeof value === 'string' && /^\d+$/.test(value) ? value : undefined;
}

/** The entry of `GET /api/v5/account/config`, which also describes the calling key. */
export function describeCallingKey(configuration: Body): KeyDescription {
  return {
    ...describe(configuration, accountOf(configuration)),
    owner: ownerOf(configuration),
    createdAt: notTold('when the calling key was created'),
    // It has just answered.
    enabled: known(true),
  };
}

/**
 * A row of `GET /api/v5/users/subaccount/apikey`.
 * @param owner the sub-account's name
 */
export function describeSubAccountKey(row: Body, owner: string): KeyDescription {
  return {
    ...describe(row, known('sub-account')),
    owner: known(owner),
    createdAt: epoch(row.ts, 1, 'ts'),
    enabled: notTold("whether a sub-account's key is switched on"),
  };
}

/**
 * A row of `GET /api/v5/users/subaccount/list`: `gAuth` is the authenticator, `enable` false is "Frozen (global)".
 * @param owner the sub-account's name
 */
export function describeSubAccount(row: Body, owner: string): SubAccountSafety {
  return { owner, trading: mayTrade(row), twoFactor: flag(row.gAuth, 'gAuth') };
}

const functions = ['trading', 'convert', 'transfer', 'withdrawal', 'deposit', 'flexible_loan'];

/** A sub-account trades unless it, or this function of it, is frozen. */
function mayTrade(row: Body): Fact<boolean> {
  const enabled = flag(row.enable, 'enable');
  if (enabled.known && !enabled.value) return known(false);
  const frozen = texts(row.frozenFunc);
  if (frozen === undefined) {
    return unknown(
      'malformed',
      `frozenFunc is ${absent(row.frozenFunc) ? 'missing' : 'not a list of words'}`,
    );
  }
  if (frozen.includes('trading')) return known(false);
  return frozen.every((word) => functions.includes(word))
    ? enabled
    : unknown('unrecognized', 'frozenFunc has a word that is not documented');
}

/** What both answers have in common. */
function describe(
  body: Body,
  account: Fact<'main' | 'sub-account'>,
): Omit<KeyDescription, 'owner' | 'createdAt' | 'enabled'> {
  const { grants, held } = readWords(body.perm, 'perm', vocabulary);
  const ipRestriction = readIps(body.ip);
  const manage = canManage(held('trade'), account, isLinked(body.ip, ipRestriction), held('manage'));
  return {
    label: label(body.label, 'label'),
    permissions: {
      read: held('read'),
      trade: held('trade'),
      transfer: held('transfer'),
      withdraw: held('withdraw'),
      manage,
    },
    grants: manage.known && manage.value ? withManage(grants) : grants,
    ipRestriction,
    modifiedAt: notTold('when a key was changed'),
    expiresAt: notTold('when a key ends'),
    lastUsedAt: notTold('when a key was last used'),
  };
}

function ownerOf(configuration: Body): Fact<string | null> {
  const uid = uidText(configuration.uid);
  const mainUid = uidText(configuration.mainUid);
  if (uid === undefined) return unreadableId(configuration.uid, 'uid');
  if (mainUid === undefined) return unreadableId(configuration.mainUid, 'mainUid');
  const account = accountOf(configuration);
  if (!account.known) return account;
  return known(account.value === 'main' ? null : uid);
}

function unreadableId(value: unknown, field: string) {
  return absent(value)
    ? unknown('malformed', `${field} is missing`)
    : unknown('malformed', `${field} is not an id`);
}

/** "It is an empty string if there is no IP bonded." */
function readIps(value: unknown): Fact<IpRestriction> {
  if (value === '') return known(anyIp);
  if (absent(value)) return unknown('malformed', 'ip is missing');
  if (typeof value !== 'string') return unknown('malformed', 'ip is not a text');
  const entries = commaWords(value);
  return entries.length === 0 ? unknown('malformed', 'ip has no entry') : restrictedTo(entries, 'ip');
}

/** Whether OKX counts the key as linked to addresses; of a range that is the whole internet, nobody says. */
function isLinked(value: unknown, restriction: Fact<IpRestriction>): Fact<boolean> {
  if (value === '') return known(false);
  if (!restriction.known) return restriction;
  return restriction.value.restricted
    ? known(true)
    : unknown('unrecognized', 'ip lets the whole internet in');
}

/**
 * Creating, changing and deleting sub-accounts' keys takes Trade on a key of the main account that is linked
 * to addresses (docs-v5, sub-account). Where the rights themselves cannot be read, nothing is denied.
 * @param byWord by a word of its own, of which there is none so far
 */
function canManage(
  trade: Fact<boolean>,
  account: Fact<'main' | 'sub-account'>,
  linked: Fact<boolean>,
  byWord: Fact<boolean>,
): Fact<boolean> {
  if (!trade.known) return trade;
  const lacking =
    !trade.value || (account.known && account.value !== 'main') || (linked.known && !linked.value);
  if (lacking) return byWord;
  if (!account.known) return account;
  return linked;
}

function withManage(grants: Fact<readonly Grant[]>): Fact<readonly Grant[]> {
  if (!grants.known) return grants;
  return known(
    grants.value.flatMap((grant): Grant[] =>
      grant.scope === 'transfer' ? [grant, { name: grant.name, scope: 'manage' }] : [grant],
    ),
  );
}
