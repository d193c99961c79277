import { addAbortSignal, type Readable } from 'node:stream';
import { isShowable } from '../../config/problem.js';
import { kindOf } from '../../config/schema-parts.js';
import { isMapping } from '../../credentials/fields.js';
import { decodeText, maxKeyBytes } from '../../credentials/read-text.js';
import { toSecret } from '../../credentials/secret-text.js';
import { plainKey, takeCredentials } from '../../credentials/stored-key.js';
import type { ExchangeAdapter } from '../../exchanges/adapter.js';
import { isPublic } from '../../exchanges/key-name.js';
import type { CredentialName, Credentials } from '../../model/credentials.js';
import type { Secret } from '../../model/secret.js';
import { UserError } from '../../model/user-error.js';
import type { Io } from '../io.js';
import type { Prompt } from '../prompt.js';
import { sourceOrUserError } from './keychain.js';

const labels = {
  apiKey: 'API key',
  secret: 'Secret, or private key in PEM',
  password: 'Passphrase',
  uid: 'User id',
  accountId: 'Account id',
  login: 'Login',
  twofa: 'Secret of the second factor',
  walletAddress: 'Wallet address',
  privateKey: 'Private key',
  token: 'Token',
} as const satisfies Record<CredentialName, string>;

/** Asks for what a key of this exchange is made of; what names an account is shown while it is typed, nothing else. */
export async function askedCredentials(
  { credentials, optionalCredentials = [] }: Pick<ExchangeAdapter, 'credentials' | 'optionalCredentials'>,
  prompt: Prompt,
): Promise<Credentials> {
  const found: Partial<Record<CredentialName, Secret>> = {};
  for (const name of credentials) {
    const secret = await askedFor(name, [], prompt, (answer) => toSecret(name, answer, 'It'));
    found[name] = secret;
  }
  for (const name of optionalCredentials) {
    const secret = await askedFor(name, ['Enter for none'], prompt, (answer) =>
      answer === '' ? null : toSecret(name, answer, 'It'),
    );
    if (secret !== null) found[name] = secret;
  }
  return found;
}

async function askedFor<Answer>(
  name: CredentialName,
  remarks: readonly string[],
  prompt: Prompt,
  read: (answer: string) => Answer,
): Promise<Answer> {
  const all = isPublic(name) ? remarks : ['not shown', ...remarks];
  const question = all.length === 0 ? labels[name] : `${labels[name]} (${all.join('; ')})`;
  return await (isPublic(name) ? prompt.shown(question, read) : prompt.secret(question, read));
}

/** The fields of the JSON object on stdin; no secret is looked at yet. Throws a UserError where it is none. */
export async function readGivenFields({ stdin, signal }: Io): Promise<ReadonlyMap<string, unknown>> {
  if (stdin === undefined || stdin.isTTY === true) {
    throw new UserError('nobody can be asked, since stderr is no terminal.', oneObject);
  }
  // `as`: what a process reads from is one; the types of Io say no more than this program needs.
  const text = await sourceOrUserError(readBounded(addAbortSignal(signal, stdin as Readable)));
  try {
    const value: unknown = JSON.parse(text);
    if (isMapping(value)) return new Map(Object.entries(value));
  } catch {
    // The parser's message quotes the text.
  }
  throw new UserError(
    text.trim() === '' ? 'stdin is empty.' : 'what stdin holds is not one JSON object.',
    oneObject,
  );
}

const oneObject =
  'Without a terminal, the key is read from stdin as one JSON object: {"apiKey": "…", "secret": "…"}';

async function readBounded(stdin: Readable): Promise<string> {
  const whole = Buffer.alloc(maxKeyBytes + 1);
  let length = 0;
  try {
    for await (const chunk of stdin) {
      // `as`: without an encoding, which nobody sets, a stream gives its bytes.
      const bytes = chunk as Buffer;
      length += bytes.copy(whole, length);
      bytes.fill(0);
      if (length > maxKeyBytes) throw new UserError('what stdin holds is larger than 64 KiB.', oneObject);
    }
    return decodeText(whole.subarray(0, length), 'what stdin holds');
  } finally {
    whole.fill(0);
  }
}

/**
 * The credentials among the fields. Throws a UserError that names what is unknown, missing or of another type, and
 * repeats no value.
 */
export async function givenCredentials(
  fields: ReadonlyMap<string, unknown>,
  {
    id,
    name: exchangeName,
    credentials,
    optionalCredentials = [],
  }: Pick<ExchangeAdapter, 'id' | 'name' | 'credentials' | 'optionalCredentials'>,
): Promise<Credentials> {
  const needs = { needed: credentials, optional: optionalCredentials };
  const taken: readonly string[] = [...needs.needed, ...needs.optional];
  for (const [name, value] of fields) {
    if (name === 'exchange') continue;
    if (!taken.includes(name)) {
      const shown = isShowable(name) ? `an unknown field ${name}` : 'a field whose name is not shown';
      throw new UserError(`stdin: the object has ${shown}; ${exchangeName} takes ${taken.join(', ')}.`);
    }
    const isId = (name === 'uid' || name === 'accountId') && Number.isSafeInteger(value);
    if (typeof value !== 'string' && value !== null && !isId)
      throw new UserError(`stdin: ${name} must be text, not ${kindOf(value)}.`);
  }
  const key = plainKey({ account: null, exchange: id, place: 'the object on stdin' }, fields);
  return await sourceOrUserError(takeCredentials(key, id, needs));
}
