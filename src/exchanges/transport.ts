import { type IncomingMessage, validateHeaderValue } from 'node:http';
import { pipeline, type Readable } from 'node:stream';
import { AccountError } from '../model/account-error.js';
import { ProxyError } from '../network/proxy-error.js';
import { openRequest } from '../network/request.js';
import type { Way, WayFinder } from '../network/way.js';
import type { Read } from './adapter.js';
import { isPathOf } from './paths.js';
import { unreachable } from './unreachable.js';

/** What a server answered, as far as keyaudit looks at it. */
export interface HttpAnswer {
  readonly status: number;
  readonly statusText: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

export interface HttpRequest {
  readonly method: string;
  readonly headers?: Record<string, string> | undefined;
  readonly body?: string | undefined;
}

export interface TransportOptions {
  readonly exchangeName: string;
  /** The only requests that leave this machine. */
  readonly reads: readonly Read[];
  /** Replaces scheme, host and port once the request has passed. */
  readonly baseUrl: string | null;
  /** The proxy to leave through, for an address. */
  readonly wayFor: WayFinder;
  /** For one request, from the first byte out to the last byte in. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  /** Told of each request, without query, headers and body: those hold keys and signatures. */
  readonly onRequest: (line: string) => void;
}

/** No documented answer comes near this; counted after decompression, so that a bomb ends here too. */
const largestBody = 8 * 1024 * 1024;

/**
 * A fetch that refuses, before anything leaves the machine, what the adapter does not declare. Follows no
 * redirect, since a redirected request would carry the key to another host. Made of Node's own requests: its
 * built-in fetch takes 60 ms more to start and to end, and knows no proxy.
 * Throws an AccountError for all that goes wrong on the way.
 */
export function guardedFetch(options: TransportOptions) {
  return async (url: string, request: HttpRequest): Promise<HttpAnswer> => {
    const target = new URL(url);
    if (!isDeclared(options.reads, request, target)) {
      throw new Error('an adapter asked for a request that it does not declare');
    }
    const address = options.baseUrl === null ? target : rebased(target, options.baseUrl);
    const line = `${request.method} ${address.origin}${address.pathname}`;
    checkHeaders(request, options.exchangeName);
    const started = performance.now();
    let way: Way | undefined;
    try {
      way = await options.wayFor(address);
      const answer = await send(address, request, way, options);
      options.onRequest(`${line} ${answer.status}, ${answer.text.length} characters, ${since(started)} ms`);
      return answer;
    } catch (error) {
      const failure = unreachable(error, options.exchangeName, way?.proxy);
      options.onRequest(`${line} ${failure.kind}, ${since(started)} ms`);
      throw failure;
    }
  };
}

function isDeclared(reads: readonly Read[], request: HttpRequest, url: URL): boolean {
  return (
    url.protocol === 'https:' &&
    reads.some(
      (read) =>
        read.method === request.method &&
        read.host === url.host &&
        isPathOf(read, url.pathname) &&
        hasFixed(read, request, url),
    )
  );
}

/** Whether the parameters that make the call the declared one are in it, each once and with the declared value. */
function hasFixed({ fixed = {} }: Read, { body = '' }: HttpRequest, url: URL): boolean {
  const names = Object.keys(fixed);
  if (names.length === 0) return true;
  const sent = new URLSearchParams(url.search);
  for (const [name, value] of parametersIn(body)) sent.append(name, value);
  return names.every((name) => {
    const values = sent.getAll(name);
    return values.length === 1 && values[0] === fixed[name];
  });
}

/** The parameters of a body in JSON or in a form's encoding. */
function parametersIn(body: string): Iterable<[string, string]> {
  if (!body.startsWith('{')) return new URLSearchParams(body);
  try {
    const parsed = JSON.parse(body) as Record<string, unknown>;
    return Object.entries(parsed).map(([name, value]): [string, string] => [name, String(value)]);
  } catch {
    // Half a JSON text has no parameters, so that it does not leave.
    return [];
  }
}

/** Before a connection is opened: one without a request would stay until the time is over. */
function checkHeaders({ headers = {} }: HttpRequest, exchangeName: string): void {
  try {
    for (const [name, value] of Object.entries(headers)) validateHeaderValue(name, value);
  } catch {
    throw new AccountError(
      'credential-source',
      `What signs a request to ${exchangeName} has a character that cannot be sent. Look for one in the key and the passphrase.`,
    );
  }
}

function rebased(url: URL, baseUrl: string): URL {
  return new URL(url.pathname + url.search, baseUrl);
}

async function send(
  url: URL,
  request: HttpRequest,
  way: Way | undefined,
  options: TransportOptions,
): Promise<HttpAnswer> {
  const timeout = AbortSignal.timeout(options.timeoutMs);
  const signal = AbortSignal.any([timeout, options.signal]);
  try {
    const { method, headers: sent = {}, body } = request;
    const response = await openRequest(url, { method, headers: Object.entries(sent), body }, way, signal);
    const { statusCode: status = 0, statusMessage: statusText = '', headers } = response;
    if (status >= 300 && status < 400) {
      response.destroy();
      throw new AccountError(
        'unexpected-response',
        `${options.exchangeName} answered with a redirect (HTTP ${status}), which keyaudit does not follow: ` +
          'the key would be sent to another host. Check baseUrl, proxy and DNS.',
      );
    }
    if (status === 407) {
      response.destroy();
      throw new AccountError(
        'unreachable',
        `A proxy on the way to ${options.exchangeName} wants a name and a password (HTTP 407).`,
      );
    }
    const text = await readLimited(response, options.exchangeName);
    return { status, statusText, headers, text };
  } catch (error) {
    if (!timeout.aborted) throw error;
    const who = error instanceof ProxyError ? `The proxy ${error.proxy?.hostname}` : options.exchangeName;
    throw new AccountError('unreachable', `${who} did not answer within ${options.timeoutMs / 1000} s.`);
  }
}

async function readLimited(response: IncomingMessage, exchangeName: string): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  // Leaving the loop by an exception destroys the stream, and with it the rest of the body.
  for await (const chunk of await decompressed(response)) {
    size += chunk.length;
    if (size > largestBody) {
      response.destroy();
      throw new AccountError(
        'unexpected-response',
        `${exchangeName} answered with more than ${largestBody / 1024 / 1024} MiB, which no documented answer comes near.`,
      );
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** keyaudit does not ask for compression, but a gateway may compress unasked. */
async function decompressed(response: IncomingMessage): Promise<Readable> {
  const encoding = response.headers['content-encoding'];
  if (encoding !== 'gzip' && encoding !== 'deflate' && encoding !== 'br') return response;
  const { createBrotliDecompress, createUnzip } = await import('node:zlib');
  // An error of either stream ends both; whoever reads the second one meets it there.
  return pipeline(response, encoding === 'br' ? createBrotliDecompress() : createUnzip(), () => {});
}

function since(started: number): number {
  return Math.round(performance.now() - started);
}
