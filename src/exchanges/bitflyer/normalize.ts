import { type Fact, known, unknown } from '../../model/fact.js';
import type { Grant, GrantScope, KeyDescription } from '../../model/key-facts.js';
import { readWordList, type Vocabulary } from '../permission-words.js';
import { unexpected } from '../readers.js';

const reads = [
  'getpermissions',
  'getbalance',
  'getbalancehistory',
  'getcollateral',
  'getcollateralhistory',
  'getcollateralaccounts',
  'getaddresses',
  'getcoinins',
  'getcoinouts',
  'getbankaccounts',
  'getdeposits',
  // The history of withdrawals.
  'getwithdrawals',
  'getchildorders',
  'getparentorders',
  'getparentorder',
  'getexecutions',
  'getpositions',
  'gettradingcommission',
];
const trades = [
  'sendchildorder',
  'cancelchildorder',
  'sendparentorder',
  'cancelparentorder',
  'cancelallchildorders',
];
/** To a bank account that is registered, and to any address; the second is no longer documented. */
const withdrawals = ['withdraw', 'sendcoin'];

const all = (names: readonly string[], scope: GrantScope) =>
  names.map((name): [string, readonly GrantScope[]] => [name, [scope]]);

/**
 * bitFlyer's rights are the paths of its private calls (lightning.bitflyer.com/docs, HTTP Private API), by their
 * last part. None moves funds inside an account or manages keys: there are no sub-accounts.
 */
const vocabulary: Vocabulary = new Map([
  ...all(reads, 'read'),
  ...all(trades, 'trade'),
  ...all(withdrawals, 'withdraw'),
]);

const notTold = (what: string) => unknown('not-exposed', `bitFlyer does not tell ${what}`);

/** An answer of `GET /v1/me/getpermissions`: a list of paths, as "/v1/me/getbalance". */
export function describeKey(answer: unknown): KeyDescription {
  if (!Array.isArray(answer)) throw unexpected('bitFlyer', 'not with the documented list');
  const { grants, held } = readWordList(answer, 'the list of permissions', vocabulary, lastPart);
  return {
    owner: notTold('whose a key is'),
    label: notTold("a key's name"),
    permissions: {
      read: held('read'),
      trade: unlessNew(held('trade'), grants, newOrders),
      transfer: held('transfer'),
      withdraw: unlessNew(held('withdraw'), grants, newSending),
      manage: held('manage'),
    },
    grants,
    ipRestriction: notTold('from which addresses a key works'),
    createdAt: notTold('when a key was created'),
    modifiedAt: notTold('when a key was changed'),
    expiresAt: notTold('when a key ends'),
    lastUsedAt: notTold('when a key was last used'),
    // It has just answered.
    enabled: known(true),
  };
}

/** A new path that is called as those of orders are, or as the one that sends coins. */
const newOrders = /^(?!get).*order/i;
const newSending = /^send(?!.*order)/i;

/** A right that no known path gives is not denied beside a new path that looks like it. */
function unlessNew(right: Fact<boolean>, grants: Fact<readonly Grant[]>, looksLikeIt: RegExp): Fact<boolean> {
  const isNew = ({ name, scope }: Grant) =>
    scope === 'unrecognized' && looksLikeIt.test(lastPart(name.trim()));
  return right.known && !right.value && grants.known && grants.value.some(isNew)
    ? unknown('unrecognized', 'the list of permissions has a new path that looks like this right')
    : right;
}

function lastPart(path: string): string {
  return path.replace(/\/+$/, '').split('/').at(-1) ?? path;
}
