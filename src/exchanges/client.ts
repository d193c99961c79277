import { setTimeout as delay } from 'node:timers/promises';
import pRetry from 'p-retry';
import type { Account } from '../model/account.js';
import { AccountError } from '../model/account-error.js';
import { type Credentials, credentialNames } from '../model/credentials.js';
import type {
  ExchangeAdapter,
  ExchangeClient,
  NonceMemory,
  OpenCredentials,
  Params,
  Read,
  ReadOptions,
} from './adapter.js';
import { describeFailure, saysNo } from './failures.js';
import { identify, isShownAs } from './identity.js';
import type { Limiter } from './limiter.js';
import { placeIn } from './paths.js';
import { guardedFetch, type HttpAnswer, type HttpRequest, type TransportOptions } from './transport.js';

/** What keyaudit uses of a ccxt exchange. Its own types let any property name pass. */
export interface CcxtExchange {
  options: object;
  fetchImplementation: (url: string, request: HttpRequest) => Promise<unknown>;
  nonce(): number | string;
  sign(path: string, api: unknown, method: string, params: Params): HttpRequest & { readonly url: string };
  /** Numbers too long for JavaScript come as strings. undefined for what is not JSON. */
  parseJson(text: string): unknown;
  request(path: string, api: string | readonly string[], method: string, params: Params): Promise<unknown>;
}

/** How ccxt is asked: without its rate limiter and timer, which keyaudit's own replace. */
const ccxtSettings = (userAgent: string) => ({
  enableRateLimit: false,
  timeout: 2 ** 31 - 1,
  userAgent,
  enableLastHttpResponse: false,
  enableLastResponseHeaders: false,
  // ccxt would look for optional proxy packages before each exchange's first call.
  proxiesModulesLoading: Promise.resolve(),
});

/** The class that all of ccxt's exchanges extend: for an exchange that ccxt has no class of. */
const baseClass = 'base/Exchange';

/**
 * Loads one exchange's class: a tenth of a second, where the whole of ccxt takes half a second and 60 MB
 * more. The package does not export the file, so its address is made from the package's own.
 */
export async function loadCcxt(
  { id, inCcxt = true }: Pick<ExchangeAdapter, 'id' | 'inCcxt'>,
  userAgent: string,
): Promise<CcxtExchange> {
  type Class = new (settings: object) => CcxtExchange;
  const settings = ccxtSettings(userAgent);
  try {
    const file = new URL(`./src/${inCcxt ? id : baseClass}.js`, import.meta.resolve('ccxt'));
    const { default: Exchange } = (await import(file.href)) as { default: Class };
    return new Exchange(settings);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error;
    const { default: all } = (await import('ccxt')) as unknown as { default: Record<string, Class> };
    const Exchange = all[inCcxt ? id : 'Exchange'];
    if (Exchange === undefined) throw error;
    return new Exchange(settings);
  }
}

export interface ClientOptions {
  readonly adapter: ExchangeAdapter;
  readonly account: Account;
  readonly credentials: Credentials;
  /** The exchange's ccxt object, shared by all accounts there and never changed. */
  readonly shared: CcxtExchange;
  readonly wayFor: TransportOptions['wayFor'];
  readonly limiter: Limiter;
  readonly nonces: NonceMemory;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  readonly onRequest: (line: string) => void;
}

/** What the last request led to. */
interface Last {
  answer: HttpAnswer | undefined;
  failure: unknown;
}

/** Opens an exchange for one account. */
export function createClient(options: ClientOptions): ExchangeClient {
  const { adapter, account, signal } = options;
  const last: Last = { answer: undefined, failure: undefined };
  let aheadMs: number | null = null;
  const send = guardedFetch({
    exchangeName: adapter.name,
    reads: adapter.reads,
    baseUrl: account.baseUrl,
    wayFor: options.wayFor,
    timeoutMs: options.timeoutMs,
    signal,
    onRequest: (line) => options.onRequest(`${account.name}: ${line}`),
  });
  const credentials = open(options.credentials);
  const ccxt = signer(options.shared, adapter, credentials, async (url, request) => {
    try {
      last.answer = await send(url, request);
    } catch (failure) {
      last.failure = failure;
      throw failure;
    }
    aheadMs = clockAhead(last.answer.headers.date);
    const { text, ...rest } = last.answer;
    return { ...rest, text: async () => text };
  });

  async function ask(read: Read, params: Params, { nonce, token }: ReadOptions): Promise<unknown> {
    last.answer = undefined;
    last.failure = undefined;
    const numbered = nonce === undefined ? ccxt : withNonce(ccxt, nonce);
    const signed = withSignature(numbered, adapter, { read, params, credentials, token });
    let ccxtError: unknown;
    try {
      await signed.request(read.ccxt.path, read.ccxt.api, read.method, { ...params });
    } catch (error) {
      ccxtError = error;
    }
    if (last.failure !== undefined) throw last.failure;
    if (last.answer === undefined) throw unsignable(adapter.name);
    const { status, text } = last.answer;
    const body = parse(ccxt, text);
    const code = adapter.failureCode(body);
    // ccxt searches good answers for words as well, and would take a key's label for an error.
    if (code === undefined && status >= 200 && status < 300 && !saysNo(body)) return body;
    throw describeFailure(adapter, { code, status, ccxtClasses: classNames(ccxtError) }, aheadMs);
  }

  return {
    read: async (read, params = {}, readOptions = {}) => {
      if (!adapter.reads.includes(read)) throw new Error(`${adapter.id} does not declare ${read.path}`);
      refuseHazard(adapter, account, read);
      const sent = { ...withCallingKey(read, params, credentials), ...read.fixed };
      const attempt = async () => {
        await options.limiter.wait(read);
        return await ask(read, sent, readOptions);
      };
      // The exchange may have taken the nonce before the line was cut: asked again, it would refuse it as too low.
      const once = readOptions.nonce !== undefined;
      return once ? await attempt() : await pRetry(attempt, { ...patience, signal });
    },
    clockAheadMs: () => aheadMs,
    nonces: options.nonces,
    accepts: (hazard) => account.acceptHazards.includes(hazard),
    pause: async (ms) => {
      await delay(ms, undefined, { signal });
    },
    identify: (apiKey) => identify(adapter.id, apiKey),
    isCalling: (apiKey) => isShownAs(credentials.apiKey ?? '', apiKey),
    publicCredential: (name) => credentials[name],
    get publicKey() {
      return publicKeyOf(adapter, credentials, ccxt);
    },
  };
}

/** ccxt takes `null` for a text that is no JSON; to some exchanges it is an answer. */
function parse(ccxt: CcxtExchange, text: string): unknown {
  return text.trim() === 'null' ? null : ccxt.parseJson(text);
}

/** A refused connection, a slow answer or a limit would not mend in a second; a hiccup does. */
const patience = {
  retries: 2,
  minTimeout: 250,
  factor: 3,
  shouldRetry: ({ error }: { error: Error }) => error instanceof AccountError && error.passing,
};

function open(credentials: Credentials): OpenCredentials {
  return Object.fromEntries(
    credentialNames.flatMap((name) => {
      const secret = credentials[name];
      return secret === undefined ? [] : [[name, withLineBreaks(secret.reveal())]];
    }),
  );
}

/**
 * The shared ccxt object with this account's credentials laid over it. A new one costs 7 ms and 450 KB;
 * this one nothing, and what ccxt writes while it works stays in it.
 */
function signer(
  shared: CcxtExchange,
  { ccxtOptions }: ExchangeAdapter,
  credentials: OpenCredentials,
  fetchImplementation: CcxtExchange['fetchImplementation'],
): CcxtExchange {
  const own: CcxtExchange = Object.create(shared);
  // ccxt takes an empty text for a credential that is not there.
  for (const name of credentialNames) Object.assign(own, { [name]: credentials[name] ?? '' });
  own.options = { ...shared.options, ...ccxtOptions?.(credentials) };
  own.fetchImplementation = fetchImplementation;
  return own;
}

function withCallingKey({ keyParameter }: Read, params: Params, { apiKey }: OpenCredentials): Params {
  return keyParameter === undefined ? params : { ...params, [keyParameter]: apiKey ?? '' };
}

/** A private key in PEM comes on one line, with `\n` for its line breaks, from JSON and from .env files. */
function withLineBreaks(secret: string): string {
  return secret.startsWith('-----BEGIN') ? secret.replaceAll('\\n', '\n') : secret;
}

function withNonce(ccxt: CcxtExchange, nonce: () => string): CcxtExchange {
  const own: CcxtExchange = Object.create(ccxt);
  own.nonce = nonce;
  return own;
}

/** The adapter signs in ccxt's place, where it does; the address is the declared one. */
function withSignature(
  ccxt: CcxtExchange,
  { sign }: ExchangeAdapter,
  call: {
    readonly read: Read;
    readonly params: Params;
    readonly credentials: OpenCredentials;
    readonly token: string | undefined;
  },
): CcxtExchange {
  if (sign === undefined) return ccxt;
  const own: CcxtExchange = Object.create(ccxt);
  own.sign = (path, api, method, params) => {
    const { read, credentials } = call;
    const signed = sign({
      ...call,
      apiKey: credentials.apiKey ?? '',
      secret: credentials.secret ?? '',
      nonce: String(ccxt.nonce()),
      nowMs: Date.now(),
      ccxt,
    });
    if (signed === undefined) return ccxt.sign(path, api, method, params);
    const { headers, body } = signed;
    const query = signed.query ?? (method === 'GET' ? queryOf(read, call.params) : '');
    const address = `https://${read.host}${placeIn(read.path, call.params)}`;
    return { url: query === '' ? address : `${address}?${query}`, method, headers: { ...headers }, body };
  };
  return own;
}

/** The parameters that have no place in the path. */
function queryOf({ path }: Read, params: Params): string {
  const left = Object.entries(params).filter(([name]) => !path.includes(`{${name}}`));
  return new URLSearchParams(left.map(([name, value]): [string, string] => [name, String(value)])).toString();
}

function publicKeyOf(
  adapter: ExchangeAdapter,
  credentials: OpenCredentials,
  ccxt: CcxtExchange,
): string | undefined {
  try {
    return adapter.publicKeyOf?.(credentials, ccxt);
  } catch {
    // What a library says of a key may hold the key.
    throw new AccountError(
      'invalid-credentials',
      `The private key is not one of ${adapter.name}'s: it is malformed. Copy it again, whole and without quotes.`,
    );
  }
}

function refuseHazard(adapter: ExchangeAdapter, account: Account, read: Read): void {
  const hazard = adapter.hazards.find(({ name }) => name === read.hazard);
  if (hazard === undefined || account.acceptHazards.includes(hazard.name)) return;
  throw new AccountError(
    'permission-refused',
    `${read.path} was not asked: ${hazard.what} To allow it, give the account acceptHazards: [${hazard.name}].`,
  );
}

/** ccxt throws plain errors for a secret it cannot sign with (Kraken's must be base64, a PEM must parse). */
function unsignable(exchangeName: string): AccountError {
  return new AccountError(
    'invalid-credentials',
    `The secret cannot sign a request to ${exchangeName}: it is malformed. Copy it again, whole and without quotes.`,
  );
}

/** A class and what it extends, the nearest first: PermissionDenied is an AuthenticationError too. */
function classNames(error: unknown): readonly string[] {
  const names: string[] = [];
  for (let proto = error; proto instanceof Error; proto = Object.getPrototypeOf(proto)) {
    const name = proto.constructor.name;
    if (!names.includes(name)) names.push(name);
  }
  return names;
}

/** The header counts whole seconds, cut off: half a second later is the best guess. */
function clockAhead(date: HttpAnswer['headers'][string]): number | null {
  const time = typeof date === 'string' ? Date.parse(date) : Number.NaN;
  return Number.isNaN(time) ? null : Date.now() - (time + 500);
}
