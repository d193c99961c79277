import { type Credentials, credentialNames } from '../model/credentials.js';
import { fieldsOf, isMapping } from './fields.js';
import { plainKey, type StoredKey } from './stored-key.js';

/** A key as keyaudit itself keeps it, in the keychain or in a file that age encrypted. */
export interface Entry extends StoredKey {
  readonly account: string;
  readonly exchange: string;
  /** When it was stored, ISO 8601; null for one that was stored by other means. */
  readonly addedAt: string | null;
}

/**
 * The entry that a value is: `{"exchange": "binance", "apiKey": "…", "secret": "…", "password": "…", "addedAt": "…"}`,
 * with ccxt's names. null for anything else.
 * @param place what messages call it
 */
export function toEntry(account: string, place: string, value: unknown): Entry | null {
  if (!isMapping(value)) return null;
  const fields = fieldsOf(value);
  const exchange = fields.get('exchange');
  if (typeof exchange !== 'string') return null;
  const addedAt = fields.get('addedAt');
  return {
    ...plainKey({ account, exchange, place }, fields),
    account,
    exchange,
    addedAt: typeof addedAt === 'string' ? isoTime(addedAt) : null,
  };
}

/** null for a text that is no time. */
function isoTime(text: string): string | null {
  const time = new Date(text);
  return Number.isNaN(time.getTime()) ? null : time.toISOString();
}

/** What is stored of a key. This opens its secrets: the result goes to the keychain or to age, and nowhere else. */
export function toFields({
  exchange,
  credentials,
  addedAt,
}: {
  readonly exchange: string;
  readonly credentials: Credentials;
  readonly addedAt: string | null;
}): Readonly<Record<string, string>> {
  const texts = credentialNames.flatMap((name) => {
    const secret = credentials[name];
    return secret === undefined ? [] : [[name, secret.reveal()] as const];
  });
  return { exchange, ...Object.fromEntries(texts), ...(addedAt !== null && { addedAt }) };
}
