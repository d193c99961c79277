import { anyOf, type Fact, known, unknown } from '../../model/fact.js';
import type { Grant, GrantScope, KeyDescription } from '../../model/key-facts.js';
import { newRights } from '../flags.js';
import { heedingNewWords } from '../new-words.js';
import type { Vocabulary } from '../permission-words.js';
import { absent, asObject, type Body, flag, unexpected } from '../readers.js';

const notTold = (what: string) => unknown('not-exposed', `Gemini does not tell ${what}`);

/**
 * What each role allows (developer.gemini.com/roles). Any of them reads something, whatever isAuditor says. There is
 * no role named for withdrawals: Fund Manager withdraws, and transfers between accounts of a group. Administrator,
 * whose field only a public digest of the documentation names, creates accounts of a group.
 */
const roles: Vocabulary = new Map<string, readonly GrantScope[]>([
  ['isAuditor', ['read']],
  ['isTrader', ['read', 'trade']],
  ['isFundManager', ['read', 'transfer', 'withdraw']],
  ['isAccountAdmin', ['read', 'manage']],
]);

/**
 * The answer of `POST /v1/roles`. Throws where no role is in it.
 * @param isOneAccounts whether the API key is, by its form, one for a single account
 */
export function describeKey(answer: unknown, isOneAccounts: boolean): KeyDescription {
  const body = asObject(answer);
  if (body === undefined || ![...roles.keys()].some((role) => role in body)) {
    throw unexpected('Gemini', 'no role is where the documentation has it');
  }
  const auditor = flag(body.isAuditor, 'isAuditor');
  const trader = flag(body.isTrader, 'isTrader');
  const fundManager = flag(body.isFundManager, 'isFundManager');
  const administrator = administratorOf(body, isOneAccounts);
  const added = newRights(body, roles);
  const grants = Object.entries(body).flatMap(([field, value]) =>
    added.includes(field) ? [{ name: field, scope: 'unrecognized' as const }] : grantsIn(field, value),
  );
  const key: KeyDescription = {
    owner: notTold("whether a key is the primary account's or that of another account of a group"),
    label: notTold('the name of a key'),
    permissions: {
      read: anyOf([auditor, trader, fundManager, administrator]),
      trade: trader,
      transfer: fundManager,
      withdraw: fundManager,
      manage: administrator,
    },
    grants: known(grants),
    ipRestriction: notTold('whether a key is bound to trusted IPs'),
    createdAt: notTold('when a key was created'),
    modifiedAt: notTold('when a key was changed'),
    expiresAt: notTold('when a key ends'),
    lastUsedAt: notTold('when a key was last used'),
    // It has just answered.
    enabled: known(true),
  };
  return heedingNewWords(key, roles, 'the answer');
}

/**
 * "The Administrator role is exclusive to Master API keys", and "the response fields will be different for
 * account-level and master-level API keys": an account's key is none, and its answer does not say so. "Master API keys
 * are formatted with a prepending master-" (docs.gemini.com, "Master API Key"), those of an account with account-; of a
 * key with neither, nothing says that it is an account's. What else only a master key's answer has is counterparty_id.
 */
function administratorOf(body: Body, isOneAccounts: boolean): Fact<boolean> {
  if ('isAccountAdmin' in body) return flag(body.isAccountAdmin, 'isAccountAdmin');
  return isOneAccounts && !('counterparty_id' in body)
    ? known(false)
    : unknown('not-exposed', "isAccountAdmin is not in the answer, and the key may be a group's (master-)");
}

/** The roles that the key has; one without a known name, or with an odd value, is the one to look at. */
function grantsIn(field: string, value: unknown): readonly Grant[] {
  const isOn = value === true || value === 'true';
  const scopes = roles.get(field);
  if (scopes !== undefined && isOn) return scopes.map((scope) => ({ name: field, scope }));
  const isOff = absent(value) || value === false || value === 'false';
  const looksLikeRole = scopes !== undefined || isOn || /^(is|can|has)[A-Z]/.test(field);
  return looksLikeRole && !isOff ? [{ name: field, scope: 'unrecognized' }] : [];
}
