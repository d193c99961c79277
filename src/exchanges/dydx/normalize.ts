import { anyOf, type Fact, known, type Unknown, unknown } from '../../model/fact.js';
import {
  type Grant,
  type GrantScope,
  type KeyDescription,
  type Permission,
  permissions,
  unknownDescription,
} from '../../model/key-facts.js';
import { goesOn } from '../pages.js';
import { absent, asObject, idText } from '../readers.js';
import { unknownKey } from '../wallets.js';
import { hasGap, keysIn, letsThrough, messagesIn, type Rule, readRule, wantsAnother } from './tree.js';

const notTold = (what: string) => unknown('not-exposed', `dYdX does not tell ${what}`);

export interface Authenticator {
  /** Its number on the chain; where it has none, its place in the list. */
  readonly id: string;
  readonly rule: Rule;
}

export interface Authenticators {
  readonly list: readonly Authenticator[];
  /** Why there may be others; undefined where the list is whole. */
  readonly doubt: Unknown | undefined;
}

/** `{account_authenticators: [{id, type, config}]}`. All come in one answer; no paging is documented. */
export function readAuthenticators(answer: unknown): Authenticators {
  const body = asObject(answer);
  const rows = body?.account_authenticators;
  if (!Array.isArray(rows)) {
    const how = absent(rows) ? 'missing' : 'not a list';
    return { list: [], doubt: unknown('malformed', `account_authenticators is ${how}`) };
  }
  const list = rows.map((row, at) => ({
    id: idText(asObject(row)?.id) ?? `at place ${at + 1}`,
    rule: readRule(row),
  }));
  return { list, doubt: goesOn(asObject(body?.pagination) ?? {}, rows.length) };
}

/** What a key signs for; reading needs none. */
type Signed = Exclude<Permission, 'read'>;
const signed: readonly Signed[] = ['trade', 'transfer', 'withdraw', 'manage'];

/**
 * What the messages do that a trader's or a thief's transaction would have. A transfer may go to another owner's
 * subaccount. Source: dydxprotocol/v4-chain, the protos of clob, sending and accountplus; Cosmos SDK, bank; ibc-go.
 */
const messages = new Map<string, readonly Signed[]>([
  ['/dydxprotocol.clob.MsgPlaceOrder', ['trade']],
  ['/dydxprotocol.clob.MsgCancelOrder', ['trade']],
  ['/dydxprotocol.clob.MsgBatchCancel', ['trade']],
  ['/dydxprotocol.sending.MsgDepositToSubaccount', ['transfer']],
  ['/dydxprotocol.sending.MsgCreateTransfer', ['transfer', 'withdraw']],
  ['/dydxprotocol.sending.MsgWithdrawFromSubaccount', ['withdraw']],
  ['/dydxprotocol.sending.MsgSendFromAccountToAccount', ['withdraw']],
  ['/cosmos.bank.v1beta1.MsgSend', ['withdraw']],
  ['/cosmos.bank.v1beta1.MsgMultiSend', ['withdraw']],
  ['/ibc.applications.transfer.v1.MsgTransfer', ['withdraw']],
  ['/dydxprotocol.accountplus.MsgAddAuthenticator', ['manage']],
  ['/dydxprotocol.accountplus.MsgRemoveAuthenticator', ['manage']],
]);
const ofOrders = '/dydxprotocol.clob.Msg';

/** The chain may get messages of orders that are new; one whose name is of moving funds need not be of orders alone. */
const movesFunds = /withdraw|transfer|send|deposit|fund|vault/i;

function scopesOf(message: string): readonly Signed[] | undefined {
  const isOfOrders = message.startsWith(ofOrders) && !movesFunds.test(message);
  return messages.get(message) ?? (isOfOrders ? ['trade'] : undefined);
}

/** A message that no filter names: a rule that lets it through lets everything through. */
const anything = '/any.message';

/**
 * What the rules let a key do that signs alone. A filter of subaccounts or markets takes no right away: it looks at
 * orders and cancels only.
 */
export function describeAgent(rules: readonly Rule[], publicKey: string): KeyDescription {
  const passes = (message: string) => anyOf(rules.map((rule) => letsThrough(rule, message, publicKey)));
  const names = [...new Set([...messages.keys(), ...rules.flatMap(messagesIn)])];
  const strangers = names.filter((name) => scopesOf(name) === undefined).map((name) => asDoubt(passes(name)));
  const held = (scope: Signed) => {
    const known = names.filter((name) => scopesOf(name)?.includes(scope)).map(passes);
    return anyOf([...known, ...strangers]);
  };
  return {
    ...untold,
    kind: known('agent'),
    permissions: {
      read: known(true),
      trade: held('trade'),
      transfer: held('transfer'),
      withdraw: held('withdraw'),
      manage: held('manage'),
    },
    grants: grantsOf([...names, anything], passes),
    enabled: notTold('whether the chain has its authenticators switched on'),
  };
}

/** A message that nobody here knows may do anything. */
function asDoubt(passes: Fact<boolean>): Fact<boolean> {
  return passes.known && passes.value
    ? unknown('unrecognized', 'a MessageFilter lets a message through that keyaudit does not know')
    : passes;
}

/** The names of messages; for a key that nothing filters, the rule that lets it sign. */
function grantsOf(
  names: readonly string[],
  passes: (message: string) => Fact<boolean>,
): Fact<readonly Grant[]> {
  const facts = names.map((name) => ({ name, fact: passes(name) }));
  const open = facts.find(({ fact }) => !fact.known)?.fact;
  if (open?.known === false) return open;
  const passing = facts.filter(({ fact }) => fact.known && fact.value).map(({ name }) => name);
  if (passing.includes(anything)) {
    return known(signed.map((scope) => ({ name: 'SignatureVerification', scope })));
  }
  return known(
    passing.flatMap((name) => {
      const scopes: readonly GrantScope[] = scopesOf(name) ?? ['unrecognized'];
      return scopes.map((scope) => ({ name, scope }));
    }),
  );
}

/** What no answer tells of any key; that it reads needs no key at all. */
const untold = {
  ...unknownDescription(notTold('it')),
  owner: known(null),
  ipRestriction: unknown('not-exposed', 'dYdX has no IP lists'),
  createdAt: notTold('when a key was authorized'),
  modifiedAt: notTold('when an authenticator was changed'),
  // An authenticator stays until it is removed.
  expiresAt: known(null),
  lastUsedAt: notTold('when a key was last used'),
  label: notTold('a name of a key'),
};

/** The account's own key, which signs everything. */
export function describeOwner(): KeyDescription {
  const all = Object.fromEntries(permissions.map((name) => [name, known(true)]));
  return {
    ...untold,
    kind: known('master-key'),
    // All five are there: the list of their names made it.
    permissions: all as KeyDescription['permissions'],
    grants: known(permissions.map((scope) => ({ name: 'owner', scope }))),
    enabled: known(true),
  };
}

/**
 * A key that is not the owner's. Undefined where no authenticator of the account lets it sign.
 */
export function describeCallingKey(
  { list, doubt }: Authenticators,
  publicKey: string,
): KeyDescription | undefined {
  const rules = list.map(({ rule }) => rule);
  const own = rules.filter((rule) => keysIn(rule).includes(publicKey));
  // Where a rule could not be read, the key may be in it.
  const gaps = rules.filter((rule) => !own.includes(rule) && hasGap(rule) && !wantsAnother(rule, publicKey));
  if (own.length > 0) {
    const unseen: readonly Rule[] = doubt === undefined ? [] : [{ kind: 'unreadable', why: doubt }];
    return describeAgent([...own, ...gaps, ...unseen], publicKey);
  }
  const [gap] = gaps;
  const why = doubt ?? (gap === undefined ? undefined : whyOf(gap));
  return why === undefined ? undefined : unknownKey(why);
}

function whyOf(rule: Rule): Unknown {
  if (rule.kind === 'unreadable') return rule.why;
  const inner = 'members' in rule ? rule.members.find(hasGap) : undefined;
  return inner === undefined ? unknown('unrecognized', 'an authenticator could not be read') : whyOf(inner);
}
