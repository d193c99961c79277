import { type Fact, known, unknown } from '../../model/fact.js';
import type { KeyDescription } from '../../model/key-facts.js';
import { bit, flagGrants } from '../flags.js';
import { heedingNewFields } from '../new-fields.js';
import { heedingNewWords, type Vocabulary } from '../new-words.js';
import { absent, asObject, type Body, unexpected } from '../readers.js';

const name = 'Zaif';
const notTold = (what: string) => unknown('not-exposed', `${name} does not tell ${what}`);

/** Zaif's rights: zaif-api-document.readthedocs.io, 現物取引API, get_info2. The last came later than the others. */
const documented: Vocabulary = new Map([
  ['info', ['read']],
  ['trade', ['trade']],
  ['withdraw', ['withdraw']],
  // Nickname and picture; user id, e-mail and the state of identification.
  ['personal_info', ['other']],
  ['id_info', ['other']],
]);

/** The answer of `get_info2`; funds and deposits are left alone. Throws where nothing is as documented. */
export function describeKey(answer: unknown): KeyDescription {
  const outer = asObject(answer);
  const body = asObject(outer?.return) ?? outer;
  if (body === undefined || !['rights', 'funds', 'server_time'].some((field) => field in body)) {
    throw unexpected(name, 'not with the documented object');
  }
  const rights = rightsIn(body.rights);
  const held = (right: string) => (rights.known ? bit(rights.value[right], `rights.${right}`) : rights);
  const key: KeyDescription = {
    owner: notTold('whose key it is'),
    label: notTold('the name of a key'),
    permissions: {
      read: held('info'),
      trade: held('trade'),
      transfer: unknown('not-exposed', `${name} has no right for moving funds between own wallets`),
      withdraw: held('withdraw'),
      manage: notTold('whether a key may manage keys'),
    },
    grants: rights.known ? flagGrants(rights.value, documented) : rights,
    ipRestriction: notTold('from which addresses a key may be used'),
    createdAt: notTold('when a key was created'),
    modifiedAt: notTold('when a key was changed'),
    expiresAt: notTold('when a key ends'),
    lastUsedAt: notTold('when a key was last used'),
    // It has just answered.
    enabled: known(true),
  };
  return heedingNewFields(heedingNewWords(key, documented, 'rights'), body, ['rights']);
}

function rightsIn(value: unknown): Fact<Body> {
  const rights = asObject(value);
  if (rights !== undefined) return known(rights);
  return unknown('malformed', `rights is ${absent(value) ? 'missing' : 'not an object'}`);
}
