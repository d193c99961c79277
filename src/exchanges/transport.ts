import { AccountError } from '../model/account-error.js';
import type { Read } from './adapter.js';

/** What a server answered, as far as keyaudit looks at it. */
export interface HttpAnswer {
  readonly status: number;
  readonly statusText: string;
  readonly headers: Headers;
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
  readonly fetch: Fetch;
  /** For one request, from the first byte out to the last byte in. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  /** Told of each request, without query, headers and body: those hold keys and signatures. */
  readonly onRequest: (line: string) => void;
}
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** No documented answer comes near this; counted after decompression, so that a bomb ends here too. */
const largestBody = 8 * 1024 * 1024;

/**
 * A fetch that refuses, before anything leaves the machine, what the adapter does not declare. Follows no
 * redirect, since a redirected request would carry the key to another host.
 * Throws an AccountError for all that goes wrong on the way.
 */
export function guardedFetch(options: TransportOptions) {
  return async (url: string, request: HttpRequest): Promise<HttpAnswer> => {
    const target = new URL(url);
    if (!isDeclared(options.reads, request.method, target)) {
      throw new Error('an adapter asked for a request that it does not declare');
    }
    const address = options.baseUrl === null ? target : rebased(target, options.baseUrl);
    const line = `${request.method} ${address.origin}${address.pathname}`;
    const started = performance.now();
    try {
      const answer = await send(address, request, options);
      options.onRequest(`${line} ${answer.status}, ${answer.text.length} characters, ${since(started)} ms`);
      return answer;
    } catch (error) {
      const failure = asAccountError(error, options);
      options.onRequest(`${line} ${failure.kind}, ${since(started)} ms`);
      throw failure;
    }
  };
}

function isDeclared(reads: readonly Read[], method: string, url: URL): boolean {
  return (
    url.protocol === 'https:' &&
    reads.some((read) => read.method === method && read.host === url.host && read.path === url.pathname)
  );
}

function rebased(url: URL, baseUrl: string): URL {
  return new URL(url.pathname + url.search, baseUrl);
}

async function send(url: URL, request: HttpRequest, options: TransportOptions): Promise<HttpAnswer> {
  const timeout = AbortSignal.timeout(options.timeoutMs);
  const init: RequestInit = {
    method: request.method,
    redirect: 'manual',
    signal: AbortSignal.any([timeout, options.signal]),
  };
  if (request.headers !== undefined) init.headers = request.headers;
  if (request.body !== undefined) init.body = request.body;
  const response = await options.fetch(url.href, init);
  if (response.status >= 300 && response.status < 400) {
    await response.body?.cancel();
    throw new AccountError(
      'unexpected-response',
      `${options.exchangeName} answered with a redirect (HTTP ${response.status}), which keyaudit does not follow: ` +
        'the key would be sent to another host. Check baseUrl, proxy and DNS.',
    );
  }
  const text = await readLimited(response, options.exchangeName);
  const { status, statusText, headers } = response;
  return { status, statusText, headers, text };
}

async function readLimited(response: Response, exchangeName: string): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  // Leaving the loop by an exception cancels the rest of the body.
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > largestBody) {
      throw new AccountError(
        'unexpected-response',
        `${exchangeName} answered with more than ${largestBody / 1024 / 1024} MiB, which no documented answer comes near.`,
      );
    }
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

function since(started: number): number {
  return Math.round(performance.now() - started);
}

/** Turns what fetch throws into words; its own message may hold the address, a header or its value. */
function asAccountError(error: unknown, { exchangeName, timeoutMs }: TransportOptions): AccountError {
  if (error instanceof AccountError) return error;
  const name = error instanceof Error ? error.name : '';
  if (name === 'TimeoutError') {
    return new AccountError('unreachable', `${exchangeName} did not answer within ${timeoutMs / 1000} s.`);
  }
  if (name === 'AbortError') return new AccountError('unreachable', 'The audit was called off.');
  const code = causeCode(error);
  const why = code === undefined ? 'the connection failed' : (connectionFailures[code] ?? tlsFailure(code));
  return new AccountError('unreachable', `${exchangeName} could not be reached: ${why}.`, {
    passing: code !== undefined && passingCodes.has(code),
  });
}

const connectionFailures: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'the connection was refused',
  ECONNRESET: 'the connection was cut off',
  UND_ERR_SOCKET: 'the connection was cut off',
  EPIPE: 'the connection was cut off',
  ENOTFOUND: 'its host name is not known (DNS)',
  EAI_AGAIN: 'its host name could not be looked up (DNS)',
  ETIMEDOUT: 'the connection timed out',
  UND_ERR_CONNECT_TIMEOUT: 'the connection timed out',
  EHOSTUNREACH: 'there is no route to it',
  ENETUNREACH: 'there is no network',
};

const passingCodes = new Set(['ECONNRESET', 'UND_ERR_SOCKET', 'EPIPE', 'EAI_AGAIN']);

function tlsFailure(code: string): string {
  return /CERT|TLS|SSL|SIGNATURE|ISSUER/.test(code)
    ? `its TLS certificate is not trusted (${code}); never pass over this: somebody may be in between`
    : `the connection failed (${code})`;
}

/** Node wraps the system's error, sometimes twice, and several addresses' errors into one. */
function causeCode(error: unknown): string | undefined {
  let current = error;
  for (let depth = 0; depth < 5 && current instanceof Error; depth += 1) {
    const code = (current as NodeJS.ErrnoException).code;
    if (typeof code === 'string' && /^[A-Z_0-9]+$/.test(code)) return code;
    current = current.cause ?? (current instanceof AggregateError ? current.errors[0] : undefined);
  }
  return undefined;
}
