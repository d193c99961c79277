import { nameProblem } from '../../../config/account-schema.js';
import { type PlainHttp, readAddress } from '../../../config/address.js';
import { didYouMean } from '../../../config/nearest.js';
import { notifyEntry } from '../../../credentials/keychain.js';
import type { ExchangeAdapter } from '../../../exchanges/adapter.js';
import { exchangeIds, loadExchanges } from '../../../exchanges/index.js';
import type { Credentials } from '../../../model/credentials.js';
import { UserError } from '../../../model/user-error.js';
import type { ExitCode } from '../../exit-code.js';
import type { Io } from '../../io.js';
import { askedCredentials, givenCredentials, readGivenFields } from '../../keys/given.js';
import { keychainEntries } from '../../keys/keychain.js';
import { storeKey } from '../../keys/store.js';
import { createPrompt, type Prompt } from '../../prompt.js';

export interface AddOptions {
  readonly exchange?: string;
  readonly verify: boolean;
  readonly force?: boolean;
  readonly baseUrl?: string;
  readonly proxy?: string;
}

/**
 * `keyaudit keys add`: stores a key in the keychain. It is asked for on a terminal, and else read from stdin, never
 * from the arguments. Throws a UserError where it is not stored.
 */
export async function addKey(name: string, options: AddOptions, io: Io): Promise<ExitCode> {
  checkName(name);
  const baseUrl = origin('--base-url', options.baseUrl, 'loopback only');
  const proxy = origin('--proxy', options.proxy, 'anywhere');
  if (options.exchange !== undefined) checkExchange(options.exchange);
  const { adapter, credentials } = await givenKey(name, options, io);
  return await storeKey(
    { name, exchange: adapter.id, credentials, addedAt: new Date().toISOString() },
    // Nobody but `keyaudit notify test` can try what is for no exchange.
    { verify: options.verify && adapter !== notifyTaker, replace: options.force === true, baseUrl, proxy },
    io,
  );
}

/** What a key is asked for by. */
type Taker = Pick<ExchangeAdapter, 'id' | 'name' | 'credentials' | 'optionalCredentials'>;

/** Who is told (`notify` in the configuration) takes one secret: a password, a token, an address. */
const notifyTaker: Taker = { id: notifyEntry, name: 'notify', credentials: ['password'] };

interface GivenKey {
  readonly adapter: Taker;
  readonly credentials: Credentials;
}

/** Asks for the key, or reads it, once it is known that the keychain can take it. */
async function givenKey(name: string, { exchange, force }: AddOptions, io: Io): Promise<GivenKey> {
  // Opened before the keychain is looked at: what is typed or pasted meanwhile is then not shown either.
  const prompt = createPrompt(io);
  try {
    if ((await keychainEntries(io)).has(name) && force !== true) {
      throw new UserError(
        `the keychain has an entry ${name} already.`,
        'Choose another name, or --force to replace it.',
      );
    }
    return await (prompt === null
      ? keyFromStdin(exchange ?? null, io)
      : keyFromPerson(exchange ?? null, prompt, io));
  } finally {
    prompt?.close();
  }
}

async function keyFromPerson(exchange: string | null, prompt: Prompt, io: Io): Promise<GivenKey> {
  const adapter = await adapterOf(exchange ?? (await askedExchange(prompt)));
  const what = adapter === notifyTaker ? 'A secret of notify' : `A key of ${adapter.name}`;
  io.stderr.write(`${what} for the keychain. Ctrl-C ends it.\n`);
  return { adapter, credentials: await askedCredentials(adapter, prompt) };
}

async function askedExchange(prompt: Prompt): Promise<string> {
  const help = '`keyaudit exchanges` lists them.';
  return await prompt.pick('Exchange, such as binance', exchangeIds, 'There is no such exchange', help);
}

async function keyFromStdin(exchange: string | null, io: Io): Promise<GivenKey> {
  const fields = await readGivenFields(io);
  const within = fields.get('exchange');
  if (within !== undefined && exchange !== null && within !== exchange)
    throw new UserError('stdin: exchange is not that of --exchange.', 'Keep one of them.');
  const id = exchange ?? within;
  if (typeof id !== 'string') throw new UserError('say which exchange with --exchange.', 'Such as binance.');
  checkExchange(id);
  const adapter = await adapterOf(id);
  return { adapter, credentials: await givenCredentials(fields, adapter) };
}

/** A name is printed in reports, so a key in its place is refused, and not repeated. */
function checkName(name: string): void {
  const problem = nameProblem(name);
  if (problem !== null) throw new UserError(`the name of the key ${problem}.`);
  if (!isKeyLike(name)) return;
  throw new UserError(
    'the name looks like a key or a secret itself; it would be printed in reports.',
    'keyaudit takes no secret as an argument: give a name of your own, and it asks for the key. What was typed here is in the history of your shell: if it was a secret, replace it at the exchange.',
  );
}

/** Long, of one piece and with several digits, as exchanges make them; a UUID; or of a file of keys. */
function isKeyLike(text: string): boolean {
  return [
    /^(?=(?:.*\d){3})(?=.*[A-Za-z])[A-Za-z0-9+/=]{20,}$/,
    /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i,
    /-----BEGIN|[{"]/,
  ].some((shape) => shape.test(text));
}

function checkExchange(exchange: string): void {
  if (exchange === notifyEntry || exchangeIds.includes(exchange)) return;
  throw new UserError(
    `there is no such exchange${didYouMean(exchange, exchangeIds) || '.'}`,
    '`keyaudit exchanges` lists them.',
  );
}

async function adapterOf(exchange: string): Promise<Taker> {
  if (exchange === notifyEntry) return notifyTaker;
  const adapter = (await loadExchanges([exchange])).get(exchange);
  if (adapter === undefined) throw new Error('unknown exchange');
  return adapter;
}

function origin(option: string, text: string | undefined, plainHttp: PlainHttp): string | null {
  if (text === undefined) return null;
  const read = readAddress(text, plainHttp);
  if ('problem' in read) throw new UserError(`${option} ${read.problem}.`);
  return read.origin;
}
