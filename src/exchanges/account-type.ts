import { type Fact, known, unknown } from '../model/fact.js';
import { absent, asObject } from './readers.js';

/**
 * The owner of a key of which an exchange tells the type of account alone, as `checkApiKey` does at exchanges that
 * share a platform: `{"accountType": "master"}`.
 * @param others the documented words for other accounts: which one it is, they do not say
 */
export function ownerByType(body: unknown, others: readonly string[]): Fact<string | null> {
  const type = asObject(body)?.accountType;
  if (absent(type)) return unknown('malformed', 'accountType is missing');
  if (typeof type !== 'string') return unknown('malformed', 'accountType is not a text');
  if (type === 'master') return known(null);
  return others.includes(type)
    ? unknown('not-exposed', 'accountType says of what kind the account is, but not which one')
    : unknown('unrecognized', 'accountType has a word that keyaudit does not know');
}

/** Whether an answer is that of `checkApiKey`, whatever type it gives. */
export function hasType(body: unknown): boolean {
  return 'accountType' in (asObject(body) ?? {});
}
