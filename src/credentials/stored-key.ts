import { AccountError } from '../model/account-error.js';
import {
  type CredentialName,
  type CredentialNeeds,
  type Credentials,
  credentialNames,
  type NamedPath,
} from '../model/credentials.js';
import type { Secret } from '../model/secret.js';
import { openText } from './one-password.js';
import type { Programs } from './programs.js';
import { credentialError, toSecret } from './secret-text.js';

/** One key as its place has it: an entry of a keychain, an account in a bot's file. No secret is opened yet. */
export interface StoredKey {
  /** What its place calls the account; null where it has no name for it. */
  readonly account: string | null;
  /** ccxt's id of its exchange, or the word of its place where keyaudit knows none such; null where it says none. */
  readonly exchange: string | null;
  /** What messages call it, without its content: "the keychain entry bot". */
  readonly place: string;
  /** The files that it stands in, where they are not the one that was opened first; none for variables. */
  readonly files?: readonly NamedPath[];
  /** The credentials that it has. */
  readonly names: readonly CredentialName[];
  /**
   * Opens some of those; throws an AccountError of kind `credential-source` where one cannot be right.
   * @param programs reads what a plain text names at 1Password; without it, a reference is an error
   */
  readonly open: (names: readonly CredentialName[], programs?: Programs | null) => Promise<Credentials>;
}

/** A field of a key: opened, not to be opened, or at 1Password, where a text is no secret. */
type Field = Secret | AccountError | { readonly reference: string };

/**
 * A key whose credentials are plain fields with ccxt's names. What is empty or no text is not there; an id may be a
 * number. A place may have many keys that a scan has no use for: none is kept as plain text until it has.
 */
export function plainKey(
  { account, exchange, place }: Pick<StoredKey, 'account' | 'exchange' | 'place'>,
  fields: ReadonlyMap<string, unknown>,
): StoredKey {
  const found = new Map(
    credentialNames.flatMap((name): [CredentialName, Field][] => {
      const text = toText(name, fields.get(name));
      return text === '' ? [] : [[name, toField(name, text, placeOf(name))]];
    }),
  );
  return {
    account,
    exchange,
    place,
    names: [...found.keys()],
    open: async (names, programs = null) =>
      Object.fromEntries(
        await Promise.all(names.map(async (name) => [name, await openField(name, programs)] as const)),
      ),
  };

  function placeOf(name: CredentialName): string {
    return `${name} of ${place}`;
  }

  async function openField(name: CredentialName, programs: Programs | null): Promise<Secret> {
    const field = found.get(name) ?? credentialError(`${placeOf(name)} is empty`);
    if (field instanceof AccountError) throw field;
    return 'reference' in field ? await openText(name, field.reference, placeOf(name), programs) : field;
  }
}

function toField(name: CredentialName, text: string, place: string): Field {
  if (text.startsWith('op://')) return { reference: text };
  try {
    return toSecret(name, text, place);
  } catch (error) {
    if (error instanceof AccountError) return error;
    throw error;
  }
}

function toText(name: CredentialName, value: unknown): string {
  if (typeof value === 'string') return value;
  const isId = name === 'uid' || name === 'accountId';
  return isId && Number.isSafeInteger(value) ? String(value) : '';
}

/**
 * The credentials that an exchange takes: all that it needs, and of the optional ones those that are there.
 *
 * @param programs as `StoredKey.open` takes them
 * @throws AccountError of kind `credential-source` where the key is another exchange's, or lacks one
 */
export async function takeCredentials(
  key: StoredKey,
  exchange: string,
  { needed, optional }: CredentialNeeds,
  programs: Programs | null = null,
): Promise<Credentials> {
  if (key.exchange !== null && key.exchange !== exchange)
    throw credentialError(`${key.place} is not for ${exchange}`);
  const missing = needed.find((name) => !key.names.includes(name));
  if (missing !== undefined)
    throw credentialError(`${key.place} holds no ${missing}, which this exchange needs`);
  return await key.open([...needed, ...optional.filter((name) => key.names.includes(name))], programs);
}
