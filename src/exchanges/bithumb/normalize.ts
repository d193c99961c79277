import { type Fact, known, unknown } from '../../model/fact.js';
import type { Grant, IpRestriction, KeyDescription } from '../../model/key-facts.js';
import { absent, type Body, isoTime, label, restrictedTo, texts } from '../readers.js';
import { eitherSpelling } from '../spellings.js';

const notTold = (what: string) => unknown('not-exposed', `Bithumb does not tell ${what}`);

/**
 * A row of `GET /v1/api_keys`. The documentation has two fields, `access_key` and `expire_at`. A digest of it that is
 * copied widely has more; where they come after all they are read, but no key is expected to have them.
 */
export function describeKey(row: Body): KeyDescription {
  const grants = grantsOf(row.permissions);
  const right = grants.known
    ? unknown('unrecognized', 'permissions has words that Bithumb does not document')
    : grants;
  return {
    owner: notTold("whether a key is a sub-account's"),
    label: label(row.name, 'name'),
    permissions: { read: right, trade: right, transfer: right, withdraw: right, manage: right },
    grants,
    ipRestriction: ipRestriction(row.ip_addresses),
    createdAt: absent(row.created_at)
      ? notTold('when a key was issued, which is a year before it ends')
      : isoTime(row.created_at, 'created_at'),
    modifiedAt: notTold('when a key was changed'),
    // Every key ends, a year after it was issued.
    expiresAt: eitherSpelling(row, ['expire_at', 'expired_at'], isoTime),
    lastUsedAt: notTold('when a key was last used'),
    enabled: notTold('whether a key is switched on'),
  };
}

/** No word for a right is documented, so that none denies or grants anything. */
function grantsOf(value: unknown): Fact<readonly Grant[]> {
  if (absent(value)) return notTold("a key's rights");
  const words = texts(value);
  if (words === undefined) return unknown('malformed', 'permissions is not a list of words');
  return words.length === 0
    ? unknown('malformed', 'permissions is empty')
    : known(words.map((name): Grant => ({ name, scope: 'unrecognized' })));
}

/**
 * "A key can be used only from the IP addresses registered for it" (apidocs.bithumb.com, this call's page), and
 * none is issued without. The list is not told. One that let everybody in would contradict that page.
 */
function ipRestriction(value: unknown): Fact<IpRestriction> {
  if (absent(value)) return known({ restricted: true, allowed: notTold("a key's IP addresses") });
  const list = texts(value);
  if (list === undefined) return unknown('malformed', 'ip_addresses is not a list of addresses');
  const restriction = restrictedTo(list, 'ip_addresses');
  return restriction.known && !restriction.value.restricted
    ? unknown('unrecognized', 'ip_addresses lets the whole internet in, though Bithumb wants addresses')
    : restriction;
}
