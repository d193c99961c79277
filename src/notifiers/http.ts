import { type IncomingMessage, validateHeaderValue } from 'node:http';
import { isLoopback } from '../model/loopback.js';
import { connectionFailure } from '../network/connection-failure.js';
import { ProxyError } from '../network/proxy-error.js';
import { openRequest } from '../network/request.js';
import { type Way, wayFinder } from '../network/way.js';
import { NotifyError } from './message.js';
import { type Sealed, unsealed } from './sealed.js';
import { oneLine } from './summary-lines.js';

/** One message on its way: a POST of JSON. */
export interface Delivery {
  readonly url: Sealed;
  /** Added to those of the URL. */
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, Sealed>>;
  /** JSON, sent as it is here. */
  readonly body: string;
  /** What the service means by its answer; what is left out is as HTTP has it. */
  readonly understand: (answer: HttpAnswer) => Partial<Understood>;
}

export interface HttpAnswer {
  readonly status: number;
  /** Its beginning, with whatever is secret in the request blotted out. */
  readonly text: string;
}

export interface Understood {
  readonly status: number;
  /** The service's own word for what is wrong; null where it has none. */
  readonly word: string | null;
  readonly retryAfterMs: number | null;
}

export interface HttpTools {
  /** For one message, from the first byte out to the last byte in; for tests. */
  readonly timeoutMs?: number;
}

/** Standard Webhooks recommends 15 to 30 s. */
const usualTimeoutMs = 20_000;

/** Telegram repeats the message in its answer; all else is shorter. */
const longestAnswer = 64 * 1024;

/** Statuses below 500 that say nothing about the message: took too long, too early, too many. */
const passingStatuses: readonly number[] = [408, 425, 429];

/**
 * Sends one message, through the proxy that the environment names. A redirect is not followed: what may be secret would
 * go to another host.
 * @throws NotifyError for anything but a 2xx status; it holds the status and the service's word, and nothing of the URL
 */
export async function deliver(delivery: Delivery, signal: AbortSignal, tools: HttpTools = {}): Promise<void> {
  const url = addressOf(delivery);
  const headers = headersOf(delivery);
  const way = await wayTo(url);
  const timeoutMs = tools.timeoutMs ?? usualTimeoutMs;
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    const both = AbortSignal.any([timeout, signal]);
    const response = await openRequest(url, { method: 'POST', headers, body: delivery.body }, way, both);
    const text = blotted(await readBeginning(response), url, delivery);
    const { statusCode: status = 0 } = response;
    const asHttp = { status, word: null, retryAfterMs: retryAfterMs(response.headers['retry-after']) };
    check({ ...asHttp, ...delivery.understand({ status, text }) });
  } catch (error) {
    if (error instanceof NotifyError) throw error;
    if (signal.aborted) throw new NotifyError('it was called off');
    const who = error instanceof ProxyError ? `the proxy ${error.proxy?.hostname}` : 'it';
    if (timeout.aborted) throw new NotifyError(`${who} did not answer within ${timeoutMs / 1000} s`);
    if (error instanceof ProxyError) throw new NotifyError(error.message);
    const through = way === undefined ? '' : ` through the proxy ${way.proxy.hostname}`;
    throw new NotifyError(`it could not be reached${through}: ${connectionFailure(error).why}`);
  }
}

function check({ status, word, retryAfterMs }: Understood): void {
  if (status >= 200 && status < 300) return;
  if (status >= 300 && status < 400) {
    const hint = 'give the address that it leads to';
    throw new NotifyError(
      `it answered with a redirect (HTTP ${status}), which is not followed; ${hint}`,
      true,
    );
  }
  const isLasting = status < 500 && !passingStatuses.includes(status);
  const why = word === null ? '' : `: ${oneLine(word, 200).replace(/\.$/, '')}`;
  throw new NotifyError(`it answered HTTP ${status}${why}`, isLasting, retryAfterMs);
}

function addressOf({ url, query = {} }: Delivery): URL {
  const text = unsealed(url).trim();
  const address = URL.canParse(text) ? new URL(text) : null;
  if (address === null || !['http:', 'https:'].includes(address.protocol)) {
    throw new NotifyError('what is configured as its address is no https address', true);
  }
  if (address.protocol === 'http:' && !isLoopback(address.hostname)) {
    throw new NotifyError('its address must be https: anybody on the way could read plain http', true);
  }
  for (const [name, value] of Object.entries(query)) address.searchParams.set(name, value);
  return address;
}

function headersOf({ headers = {} }: Delivery): ReadonlyMap<string, string> {
  const sent = new Map([
    ['content-type', 'application/json'],
    ['user-agent', 'keyaudit'],
    ...Object.entries(headers).map(([name, value]): [string, string] => [name, unsealed(value)]),
  ]);
  try {
    for (const [name, value] of sent) validateHeaderValue(name, value);
  } catch {
    throw new NotifyError('its token has a character that cannot be sent', true);
  }
  return sent;
}

async function wayTo(url: URL): Promise<Way | undefined> {
  try {
    return await wayFinder(null, false)(url);
  } catch (error) {
    throw error instanceof ProxyError ? new NotifyError(error.message) : error;
  }
}

async function readBeginning(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  // Leaving the loop destroys the stream, and with it the rest of the body.
  for await (const chunk of response) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > longestAnswer) break;
  }
  return Buffer.concat(chunks).toString('utf8', 0, longestAnswer);
}

/** Servers like to repeat the path that they do not know. */
function blotted(text: string, url: URL, { url: sealed, headers = {} }: Delivery): string {
  const secrets = [sealed, ...Object.values(headers)].flat().filter((part) => typeof part !== 'string');
  const withoutThem = secrets.reduce((rest, secret) => secret.redactFrom(rest), text);
  return [url.href, url.pathname, ...url.pathname.split('/'), ...url.searchParams.values(), url.password]
    .filter((part) => part.length > 3)
    .toSorted((one, other) => other.length - one.length)
    .reduce((rest, part) => rest.replaceAll(part, '[redacted]'), withoutThem);
}

/** Seconds, or a date that begins with the day of the week: RFC 9110, section 10.2.3. */
function retryAfterMs(value = ''): number | null {
  if (/^\d+(\.\d+)?$/.test(value)) return Math.ceil(Number(value) * 1000);
  const time = /^[A-Z]/i.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(time) ? null : Math.max(0, time - Date.now());
}
