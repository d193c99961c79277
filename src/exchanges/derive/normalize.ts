import { type Fact, known, unknown } from '../../model/fact.js';
import type { IpRestriction, KeyDescription } from '../../model/key-facts.js';
import { describeOwn, type KeyList, listAt, readKeyList } from '../key-lists.js';
import { heedingNewFields } from '../new-fields.js';
import { absent, anyIp, type Body, epoch, label, restrictedTo, texts, unexpected } from '../readers.js';
import { addressIn, unknownKey } from '../wallets.js';
import { rightsOf, scopeFields } from './scopes.js';

const notTold = (what: string) => unknown('not-exposed', `Derive does not tell ${what}`);

/**
 * The rows of `POST /private/session_keys`, by address: all keys of the wallet, those that have ended among them.
 * @param signer the address of the key that asks, in lower case
 */
export function sessionKeysIn(answer: unknown, signer: string): KeyList {
  const list = listAt(answer, 'result', 'public_session_keys');
  if (list === undefined) throw unexpected('Derive', 'not with a list of session keys');
  return readKeyList(
    list,
    ({ public_session_key: key }) => addressIn(key),
    (address) => address === signer,
  );
}

/**
 * The key that asked.
 * @param signer its address
 * @param wallet the account's: a key that is the wallet itself is the owner's
 */
export function describeCallingKey(keys: KeyList, signer: string, wallet: string): KeyDescription {
  const isListed = keys.own.length > 0;
  const doubt = isListed ? undefined : keys.doubt;
  if (signer === wallet || !(isListed || doubt)) return ownersOwn;
  const description =
    doubt === undefined
      ? describeOwn(keys, describeSessionKey)
      : { ...unknownKey(doubt), enabled: known(true) };
  // The call is answered for what may read only, and has just been.
  return { ...description, permissions: { ...description.permissions, read: known(true) } };
}

/**
 * A call that is answered for a key that is no session key was signed by the owner, who may do everything. What
 * session keys have (an IP list, an end) the owner's key has not; that it works from everywhere is said nowhere.
 */
const ownersOwn: KeyDescription = {
  kind: known('master-key'),
  owner: known(null),
  label: notTold("a label of the owner's own key"),
  permissions: {
    read: known(true),
    trade: known(true),
    transfer: known(true),
    withdraw: known(true),
    manage: known(true),
  },
  grants: notTold("the rights of the owner's own key, which are all"),
  ipRestriction: notTold("from where the owner's own key works"),
  createdAt: notTold("when the owner's own key was made"),
  modifiedAt: notTold('when a key was changed'),
  expiresAt: known(null),
  lastUsedAt: notTold('when a key was last used'),
  enabled: known(true),
};

/** A row of the list. */
export function describeSessionKey(row: Body): KeyDescription {
  const { permissions, grants } = rightsOf(row);
  const key: KeyDescription = {
    kind: known('agent'),
    // It is the wallet's, which may hold several sub-accounts.
    owner: known(null),
    label: label(row.label, 'label'),
    permissions,
    grants,
    ipRestriction: ipRestriction(row.ip_whitelist),
    createdAt: epoch(row.registered_sec, 1000, 'registered_sec'),
    modifiedAt: notTold('when a key was changed'),
    expiresAt: epoch(row.expiry_sec, 1000, 'expiry_sec'),
    lastUsedAt: notTold('when a key was last used'),
    enabled: notTold('whether a key was disabled'),
  };
  return heedingNewFields(key, row, scopeFields);
}

/** An empty list is any address; null is no documented answer. */
function ipRestriction(value: unknown): Fact<IpRestriction> {
  const list = texts(value);
  if (list === undefined) {
    return unknown('malformed', `ip_whitelist is ${absent(value) ? 'missing' : 'not a list of addresses'}`);
  }
  return list.length === 0 ? known(anyIp) : restrictedTo(list, 'ip_whitelist');
}
