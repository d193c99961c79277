import { anyOf, type Fact, known, mapFact, unknown } from '../../model/fact.js';
import type { GrantScope, IpRestriction, KeyDescription } from '../../model/key-facts.js';
import { flagsOn } from '../flags.js';
import { heedingNewWords, type Vocabulary } from '../new-words.js';
import { absent, anyIp, asObject, type Body, epoch, flag, unexpected } from '../readers.js';

/**
 * LBank's words for a key's rights (www.lbank.com/en-US/docs, "Query user API Key permissions"). Those marked
 * optional stand for rights that its website has besides (Futures, Transfer) and are in a client's model of the
 * answer (JKorf/LBank.Net, LBankApiKey.cs), but not in the documentation: without them the right is unknown.
 */
const rights: Readonly<Record<string, { readonly scope: GrantScope; readonly optional: boolean }>> = {
  enableReading: { scope: 'read', optional: false },
  enableSpotTrading: { scope: 'trade', optional: false },
  enableFuturesTrading: { scope: 'trade', optional: true },
  enableTransfer: { scope: 'transfer', optional: true },
  enableWithdrawals: { scope: 'withdraw', optional: false },
};

const vocabulary: Vocabulary = new Map(Object.entries(rights).map(([name, { scope }]) => [name, [scope]]));

const notTold = (what: string) => unknown('not-exposed', `LBank does not tell ${what}`);

/**
 * The answer of `POST /v2/supplement/api_Restrictions.do`: `{result, error_code, msg, ts, data}`, as the
 * documentation has it of all answers. Its examples show the data alone, which are read as well.
 */
export function describeCallingKey(answer: unknown): KeyDescription {
  const body = dataOf(answer);
  const key: KeyDescription = {
    owner: notTold("whether a key is the main account's or a sub-account's"),
    label: notTold("a key's name"),
    permissions: {
      read: held(body, 'read'),
      trade: held(body, 'trade'),
      transfer: held(body, 'transfer'),
      withdraw: held(body, 'withdraw'),
      manage: notTold("whether a key may change sub-accounts' keys"),
    },
    grants: known(flagsOn(body, vocabulary)),
    ipRestriction: mapFact(
      flag(body.ipRestrict, 'ipRestrict'),
      (restricted): IpRestriction =>
        restricted ? { restricted, allowed: notTold("a key's IP addresses") } : anyIp,
    ),
    createdAt: epoch(body.createTime, 1, 'createTime'),
    modifiedAt: notTold('when a key was changed'),
    expiresAt: notTold('when a key ends, which one without IP addresses does after 30 days'),
    lastUsedAt: notTold('when a key was last used'),
    // It has just answered.
    enabled: known(true),
  };
  return heedingNewWords(key, vocabulary, 'the answer');
}

function dataOf(answer: unknown): Body {
  const body = asObject(answer);
  const data = asObject(body?.data);
  const result = flag(body?.result, 'result');
  if (data !== undefined && result.known && result.value) return data;
  if (body !== undefined && isBare(body)) return body;
  throw unexpected('LBank', 'not in the documented envelope');
}

function isBare(body: Body): boolean {
  return !('result' in body) && !('data' in body) && Object.keys(rights).some((name) => name in body);
}

/** Whether any right of a scope is held. A right that could be, but cannot be read, leaves it open. */
function held(body: Body, scope: GrantScope): Fact<boolean> {
  return anyOf(
    Object.entries(rights)
      .filter(([, right]) => right.scope === scope)
      .map(([name, { optional }]) =>
        optional && absent(body[name])
          ? unknown('not-exposed', `${name} is not in the answer`)
          : flag(body[name], name),
      ),
  );
}
