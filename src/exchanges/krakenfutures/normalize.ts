import { anyOf, type Fact, known, mapFact, type Unknown, unknown } from '../../model/fact.js';
import type { Grant, GrantScope, IpRestriction, KeyDescription } from '../../model/key-facts.js';
import { heedingNewWords, type Vocabulary } from '../new-words.js';
import { absent, anyIp, asObject, type Body, isoTime, restrictedTo, texts, unexpected } from '../readers.js';

const name = 'Kraken Futures';
const notTold = (what: string) => unknown('not-exposed', `${name} does not tell ${what}`);

const levels = ['NO_ACCESS', 'READ_ONLY', 'FULL_ACCESS'] as const;
type Level = (typeof levels)[number];

/**
 * What a level of each permission allows. `general` reaches all endpoints except withdrawals of digital assets;
 * `transfer` is what the website calls "Withdrawal API", whatever its name says. READ_ONLY of the latter is not
 * offered there.
 * Source: docs.kraken.com, "Check v3 API key"; support.kraken.com, article 360022839451.
 */
const words: Readonly<Record<string, Readonly<Record<Level, readonly GrantScope[]>>>> = {
  general: { NO_ACCESS: [], READ_ONLY: ['read'], FULL_ACCESS: ['read', 'trade', 'transfer'] },
  transfer: { NO_ACCESS: [], READ_ONLY: ['other'], FULL_ACCESS: ['withdraw'] },
};

/** What new permissions that are called like these may give. */
const vocabulary: Vocabulary = new Map([
  ['general', ['read', 'trade', 'transfer', 'manage']],
  ['transfer', ['transfer', 'withdraw']],
]);

/**
 * The answer of `GET /api/auth/v1/api-keys/v3/check`. Its apiKey, accountUid and iiban tell who the customer is, and
 * are left alone. Throws where nothing is as documented.
 */
export function describeKey(answer: unknown): KeyDescription {
  const body = detailsOf(answer);
  const general = levelOf(body.permissions, 'general');
  const withdrawal = levelOf(body.permissions, 'transfer');
  const grants = grantsOf(body.permissions, [general, withdrawal]);
  const full = mapFact(general, (level) => level === 'FULL_ACCESS');
  const key: KeyDescription = {
    owner: notTold("whether a key is the main account's or a sub-account's"),
    label: notTold('the name of a key'),
    permissions: {
      read: mapFact(general, (level) => level !== 'NO_ACCESS'),
      trade: full,
      transfer: anyOf([full, mayTransfer(withdrawal)]),
      withdraw: mapFact(withdrawal, (level) => level === 'FULL_ACCESS'),
      manage:
        full.known && full.value
          ? notTold('whether a key is one of a main account, which may switch trading of sub-accounts')
          : full,
    },
    grants,
    ipRestriction: ipRestriction(body),
    createdAt: isoTime(body.createdAt, 'createdAt'),
    modifiedAt: notTold('when a key was changed'),
    expiresAt: notTold('when a key ends'),
    lastUsedAt: notTold('when a key was last used'),
    // It has just answered.
    enabled: known(true),
  };
  return heedingNewWords(key, vocabulary, 'permissions', namesIn(body.permissions));
}

/** An answer is the object itself; a public test of a client has it as the `apiKey` of another. */
function detailsOf(answer: unknown): Body {
  const outer = asObject(answer);
  const body = { ...outer, ...asObject(outer?.apiKey) };
  const documented = ['permissions', 'createdAt', 'allowedCidrBlock', 'allowedCidrBlocks'];
  if (!documented.some((field) => field in body)) throw unexpected(name, 'not with the documented object');
  return body;
}

/** The level of one permission. In the page's example `permissions` is empty: that is no "no". */
function levelOf(permissions: unknown, permission: string): Fact<Level> {
  const body = asObject(permissions);
  if (body === undefined) return notAnObject(permissions);
  const value = body[permission];
  const field = `permissions.${permission}`;
  if (absent(value)) return unknown('malformed', `${field} is missing`);
  if (typeof value !== 'string') return unknown('malformed', `${field} is not a text`);
  const level = levels.find((word) => word === value);
  return level === undefined
    ? unknown('unrecognized', `${field} is a level that keyaudit does not know`)
    : known(level);
}

function notAnObject(permissions: unknown): Unknown {
  return unknown('malformed', `permissions is ${absent(permissions) ? 'missing' : 'not an object'}`);
}

/**
 * Clients move funds to the customer's own spot wallet by the call for withdrawals. Whether that hangs on `transfer`
 * is not documented, so that a key with it may be able to transfer.
 */
function mayTransfer(withdrawal: Fact<Level>): Fact<boolean> {
  if (!withdrawal.known) return withdrawal;
  return withdrawal.value === 'FULL_ACCESS'
    ? notTold('whether permissions.transfer also lets a key transfer to the own spot wallet')
    : known(false);
}

/** Every level that is not NO_ACCESS, as "permission.level". */
function grantsOf(permissions: unknown, promised: readonly Fact<Level>[]): Fact<readonly Grant[]> {
  const body = asObject(permissions);
  if (body === undefined) return notAnObject(permissions);
  const grants = Object.entries(body).flatMap(([permission, value]) => grantsIn(permission, value));
  const unread = promised.find((level): level is Unknown => !level.known);
  return grants.length === 0 && unread !== undefined ? unread : known(grants);
}

/** The permissions that are not off, by their names alone: FULL_ACCESS behind one would look like every right. */
function namesIn(permissions: unknown): readonly Grant[] {
  return Object.entries(asObject(permissions) ?? {})
    .filter(([permission, value]) => grantsIn(permission, value).length > 0)
    .map(([name]) => ({ name, scope: 'unrecognized' }));
}

function grantsIn(permission: string, value: unknown): readonly Grant[] {
  if (absent(value) || value === 'NO_ACCESS' || value === false) return [];
  if (typeof value !== 'string') return [{ name: permission, scope: 'unrecognized' }];
  const level = levels.find((word) => word === value);
  const known = Object.hasOwn(words, permission) ? words[permission] : undefined;
  const scopes = (level && known?.[level]) ?? (['unrecognized'] as const);
  return scopes.map((scope) => ({ name: `${permission}.${value}`, scope }));
}

/** Both fields are promised, a list and the one block that there was before it. Without any block, any address may. */
function ipRestriction({ allowedCidrBlock: block, allowedCidrBlocks: list }: Body): Fact<IpRestriction> {
  const blocks = texts(list);
  if (blocks === undefined) {
    return unknown('malformed', `allowedCidrBlocks is ${absent(list) ? 'missing' : 'not a list of texts'}`);
  }
  if (block !== null && typeof block !== 'string') {
    return unknown('malformed', `allowedCidrBlock is ${absent(block) ? 'missing' : 'not a text'}`);
  }
  const all = [...new Set(block === null ? blocks : [...blocks, block])];
  return all.length === 0 ? known(anyIp) : restrictedTo(all, 'allowedCidrBlocks');
}
