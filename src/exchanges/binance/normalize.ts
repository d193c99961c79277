import { anyOf, type Fact, known, mapFact, type Unknown, unknown } from '../../model/fact.js';
import type { GrantScope, IpRestriction, KeyDescription } from '../../model/key-facts.js';
import { flagsOn } from '../flags.js';
import { heedingNewWords, type Vocabulary } from '../new-words.js';
import {
  anyIp,
  asObject,
  type Body,
  epoch,
  flag,
  label,
  restrictedTo,
  texts,
  unexpected,
} from '../readers.js';

/**
 * Binance's words for a key's rights. Those marked optional are absent from older answers, so that their
 * absence means nothing; all others are promised by the documentation.
 * Source: developers.binance.com, wallet, "Get API Key Permission".
 */
const rights = {
  enableReading: { scope: 'read', optional: false },
  enableFixReadOnly: { scope: 'read', optional: true },
  enableSpotAndMarginTrading: { scope: 'trade', optional: false },
  enableMargin: { scope: 'trade', optional: false },
  enableFutures: { scope: 'trade', optional: false },
  enableVanillaOptions: { scope: 'trade', optional: true },
  enablePortfolioMarginTrading: { scope: 'trade', optional: true },
  enableFixApiTrade: { scope: 'trade', optional: true },
  enableInternalTransfer: { scope: 'transfer', optional: false },
  permitsUniversalTransfer: { scope: 'transfer', optional: false },
  enableWithdrawals: { scope: 'withdraw', optional: false },
} as const satisfies Rights;

/** A sub-account key's rights, in the list its master may read. It has no word for reading or withdrawing. */
const subAccountRights = {
  canTrade: { scope: 'trade', optional: false },
  canMarginLoanRepay: { scope: 'trade', optional: false },
  canFuturesTrade: { scope: 'trade', optional: false },
  canUniversalTransfer: { scope: 'transfer', optional: false },
  canVanillaOptions: { scope: 'trade', optional: false },
} as const satisfies Rights;

type Rights = Readonly<Record<string, { readonly scope: GrantScope; readonly optional: boolean }>>;

const vocabulary = vocabularyOf(rights);
const subAccountVocabulary = vocabularyOf(subAccountRights);

function vocabularyOf(words: Rights): Vocabulary {
  return new Map(Object.entries(words).map(([name, { scope }]) => [name, [scope]]));
}

const notTold = (what: string) => unknown('not-exposed', `Binance does not tell ${what}`);

/** The answer of `GET /sapi/v1/account/apiRestrictions`. Throws where it is not an object. */
export function describeCallingKey(answer: unknown): KeyDescription {
  const body = asObject(answer);
  if (body === undefined) throw unexpected('Binance', 'not with the documented object');
  const key: KeyDescription = {
    owner: notTold("whether a key is the master account's or a sub-account's"),
    label: notTold('the label of the calling key'),
    permissions: {
      read: flag(body.enableReading, 'enableReading'),
      trade: held(body, rights, 'trade'),
      transfer: held(body, rights, 'transfer'),
      withdraw: held(body, rights, 'withdraw'),
      manage: notTold("whether a key can change sub-accounts' keys"),
    },
    grants: known(flagsOn(body, vocabulary)),
    ipRestriction: mapFact(
      flag(body.ipRestrict, 'ipRestrict'),
      (restricted): IpRestriction =>
        restricted ? { restricted, allowed: notTold('the IP list of the calling key') } : anyIp,
    ),
    createdAt: epoch(body.createTime, 1, 'createTime'),
    modifiedAt: notTold('when a key was changed'),
    expiresAt: notTold('when a key ends'),
    lastUsedAt: notTold('when a key was last used'),
    // It has just answered.
    enabled: known(true),
  };
  return heedingNewWords(key, vocabulary, 'the answer');
}

/**
 * A row of `GET /sapi/v1/sub-account/subAccountApi`, and the answer of `…/ipRestriction` for the same key.
 * @param email the sub-account's
 */
export function describeSubAccountKey(row: unknown, ipAnswer: unknown, email: string): KeyDescription {
  const body = asObject(row) ?? {};
  const key: KeyDescription = {
    owner: known(email),
    label: label(body.apiName, 'apiName'),
    permissions: {
      read: notTold("whether a sub-account's key can read"),
      trade: held(body, subAccountRights, 'trade'),
      transfer: held(body, subAccountRights, 'transfer'),
      withdraw: notTold("whether a sub-account's key can withdraw"),
      manage: notTold("whether a sub-account's key can change keys"),
    },
    grants: known(flagsOn(body, subAccountVocabulary)),
    ipRestriction: subAccountIps(asObject(ipAnswer) ?? {}),
    createdAt: unknown('not-exposed', 'what timestamp means in this list is not documented'),
    // updateTime is that of the IP list alone: the rights may have been changed since.
    modifiedAt: notTold("when a sub-account's key was changed"),
    expiresAt: notTold('when a key ends'),
    lastUsedAt: notTold('when a key was last used'),
    enabled: notTold("whether a sub-account's key is switched on"),
  };
  return heedingNewWords(key, subAccountVocabulary, 'the row');
}

/** Whether any right of a scope is held. A right that could be, but cannot be read, leaves it open. */
function held(body: Body, words: Rights, scope: GrantScope): Fact<boolean> {
  return anyOf(
    Object.entries(words)
      .filter(([name, right]) => right.scope === scope && !(right.optional && body[name] === undefined))
      .map(([name]) => flag(body[name], name)),
  );
}

function subAccountIps(body: Body): Fact<IpRestriction> {
  const restricted: Fact<boolean> | Unknown = flag(body.ipRestrict, 'ipRestrict');
  if (!restricted.known) return restricted;
  if (!restricted.value) return known(anyIp);
  const list = texts(body.ipList);
  if (list !== undefined && list.length > 0) return restrictedTo(list, 'ipList');
  return known({ restricted: true, allowed: unknown('malformed', 'ipList is not a list of addresses') });
}
