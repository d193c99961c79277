import type { CredentialName } from '../../model/credentials.js';
import { plainKey, type StoredKey } from '../stored-key.js';

/** Without one of these there is no key, whatever else is there. */
const telling: readonly CredentialName[] = [
  'apiKey',
  'secret',
  'accountId',
  'walletAddress',
  'privateKey',
  'token',
];

/**
 * The key of plain fields, as `plainKey` makes it; none where nothing was filled in, or only what the bot's sample has
 * in the place.
 */
export function givenKey(
  where: Pick<StoredKey, 'account' | 'exchange' | 'place'>,
  fields: ReadonlyMap<CredentialName, unknown>,
): readonly StoredKey[] {
  // A passphrase is the user's own choice of words.
  const given = new Map([...fields].filter(([name, value]) => name === 'password' || !isSample(value)));
  const key = plainKey(where, given);
  return key.names.some((name) => telling.includes(name)) ? [key] : [];
}

/** The first of these fields that is filled in. */
export function firstGiven(fields: ReadonlyMap<string, unknown>, names: readonly string[]): unknown {
  return names
    .map((name) => fields.get(name))
    .find((value) => value !== undefined && value !== '' && !isSample(value));
}

/**
 * What the bots' own samples have where a key belongs, what stands for a text that was taken out, and references that
 * another program would have filled in.
 */
function isSample(value: unknown): boolean {
  if (typeof value !== 'string') return value === null;
  return (
    /^(key|secret|(api|wallet|private)_?(key|secret|address)|redacted|changeme|x{3,}|\.{3}|…)$/i.test(
      value,
    ) ||
    /^(0x_?)?your[\s_-]/i.test(value) ||
    /^(<.*>|\$\{.*\}|\{\{.*\}\})$/.test(value)
  );
}
