import { type Fact, known, mapFact, unknown } from '../../model/fact.js';
import type { IpRestriction, KeyDescription } from '../../model/key-facts.js';
import { heedingNewFields } from '../new-fields.js';
import {
  deniesOnlyIfAllKnown,
  readWordList,
  readWords,
  type Vocabulary,
  type WordedRights,
} from '../permission-words.js';
import { absent, anyIp, type Body, epoch, label, restrictedTo, texts } from '../readers.js';

/**
 * Coins.ph's labels for rights (docs.coins.ph/rest-api, "Api Key information"), each by the endpoints that it is
 * called after: those of crypto wallets send on a chain (wallet/v1/withdraw/apply), those of fiat to bank accounts
 * (fiat/v1/cash-out). Which label an endpoint needs is documented nowhere.
 */
const vocabulary: Vocabulary = new Map([
  ['read only', ['read']],
  ['enable spot', ['trade']],
  ['enable convert', ['trade']],
  ['enable crypto wallet', ['withdraw']],
  ['enable fiat', ['withdraw']],
  ['enable account', ['transfer']],
]);

const notTold = (what: string) => unknown('not-exposed', `Coins.ph does not tell ${what}`);

/** A row of `GET /openapi/v1/api-keys`. */
export function describeKey(row: Body): KeyDescription {
  const rights = rightsOf(row.apiType);
  const key: KeyDescription = {
    owner: notTold("whether a key is a sub-account's"),
    label: label(row.apiName, 'apiName'),
    permissions: permissionsOf(rights),
    grants: rights.grants,
    ipRestriction: ipRestriction(row.ipAccessRestrictions),
    createdAt: epoch(row.createTime, 1, 'createTime'),
    modifiedAt: notTold('when a key was changed'),
    expiresAt: notTold('when a key ends'),
    lastUsedAt: notTold('when a key was last used'),
    enabled: statusOf(row.status),
  };
  return heedingNewFields(key, row);
}

function rightsOf(apiType: unknown): WordedRights {
  return typeof apiType === 'string'
    ? readWords(apiType, 'apiType', vocabulary)
    : readWordList(apiType, 'apiType', vocabulary, (entry) => entry.replaceAll(/\s+/g, ' '));
}

/**
 * The labels are texts for people, to which others may be added: beside one without known meaning none denies
 * anything. Transfers to other users are documented among the wallet's calls, and the label that they need could as
 * well be that of the account.
 */
function permissionsOf(rights: WordedRights): KeyDescription['permissions'] {
  const { held } = deniesOnlyIfAllKnown(rights, 'apiType');
  const transfer = held('transfer');
  const withdraw = held('withdraw');
  const isYes = (fact: Fact<boolean>) => fact.known && fact.value;
  return {
    // "By default, API keys have access to all secure routes": every key reads, whatever its labels.
    read: mapFact(rights.held('read'), () => true),
    trade: held('trade'),
    transfer:
      isYes(withdraw) && !isYes(transfer)
        ? unknown('not-exposed', 'apiType lacks Enable Account, which transfers may not need')
        : transfer,
    withdraw:
      isYes(transfer) && !isYes(withdraw)
        ? unknown('not-exposed', 'apiType has Enable Account, which may let the key pay other users')
        : withdraw,
    manage: notTold("which right lets a key change sub-accounts' keys"),
  };
}

/**
 * How a key without addresses is shown is not documented; that there are such keys is, by the error of a call which
 * wants some first (-1023). An empty list is then theirs; none at all tells nothing.
 */
function ipRestriction(value: unknown): Fact<IpRestriction> {
  if (absent(value)) return unknown('malformed', 'ipAccessRestrictions is missing');
  const list = texts(value);
  if (list === undefined) return unknown('malformed', 'ipAccessRestrictions is not a list of addresses');
  return list.length === 0 ? known(anyIp) : restrictedTo(list, 'ipAccessRestrictions');
}

function statusOf(value: unknown): Fact<boolean> {
  if (value === 'ENABLE') return known(true);
  if (value === 'NOT_ENABLE') return known(false);
  if (absent(value)) return unknown('malformed', 'status is missing');
  return typeof value === 'string'
    ? unknown('unrecognized', 'status is a word that Coins.ph does not document')
    : unknown('malformed', 'status is not a text');
}
