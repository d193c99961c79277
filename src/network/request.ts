import type { IncomingMessage } from 'node:http';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { notConnected, refusedByProxy } from './proxy-error.js';
import { forOneRequest, type Way } from './way.js';

export interface Outgoing {
  readonly method: string;
  readonly headers: Iterable<readonly [name: string, value: string]>;
  readonly body?: string | undefined;
}

/**
 * Sends one request, and resolves with its answer as soon as that begins. No certificate is trusted that is not known,
 * neither the other side's nor the proxy's, whatever NODE_TLS_REJECT_UNAUTHORIZED says.
 * Rejects with a ProxyError for what went wrong before the proxy had connected, a raised signal included, and with
 * Node's own error for all that comes after.
 */
export function openRequest(
  url: URL,
  { method, headers, body }: Outgoing,
  way: Way | undefined,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const request = url.protocol === 'https:' ? httpsRequest : httpRequest;
  const waiting = new AbortController();
  const leave = () => waiting.abort();
  if (signal.aborted) leave();
  signal.addEventListener('abort', leave);
  return new Promise((resolve, reject) => {
    let proxy = way?.proxy;
    const agent = way && { agent: forOneRequest(way, waiting.signal) };
    // What is secret in a request must not reach somebody in between.
    const sent = request(url, { method, signal, rejectUnauthorized: true, ...agent });
    // Not among the options: those stay with the connection for as long as it is kept alive, and a key with them.
    for (const [name, value] of headers) sent.setHeader(name, value);
    // Else the agent would hand the proxy's refusal on as the other side's answer.
    sent.on('proxyConnect', ({ statusCode: status }: { readonly statusCode: number }) => {
      if (proxy === undefined || status === 200) return;
      reject(refusedByProxy(proxy, url.hostname, status));
      sent.destroy();
    });
    // The connection is the other side's from here on, a new one or one that was kept.
    sent.on('socket', () => {
      proxy = undefined;
      signal.removeEventListener('abort', leave);
    });
    sent.on('response', resolve);
    sent.on('error', (error) => reject(proxy === undefined ? error : notConnected(proxy, error)));
    sent.end(body);
  });
}
