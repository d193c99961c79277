import type { Agent } from 'node:http';
import { isLoopback } from '../model/loopback.js';
import { ProxyError } from './proxy-error.js';

/** How a request leaves through a proxy: https-proxy-agent's agent, and what it tells of itself. */
export interface Way extends Agent {
  readonly proxy: URL;
  /** How the proxy is connected to. */
  readonly connectOpts: object;
}

/** Undefined where no proxy is on the way. */
export type WayFinder = (address: URL) => Promise<Way | undefined>;

/**
 * The way out: through this proxy; where it is null, the environment is asked anew for each address (NO_PROXY), and none
 * is on the way to this machine itself. Each proxy has one agent.
 * @param keepAlive whether connections are kept for the next request
 * @returns a function that throws a ProxyError for what is set as a proxy and can be none
 */
export function wayFinder(proxy: string | null, keepAlive: boolean): WayFinder {
  const ways = new Map<string, Way>();
  return async (address) => {
    const text = proxy ?? (await environmentProxy(address));
    if (text === '') return undefined;
    const way = ways.get(text) ?? (await wayThrough(readProxy(text, proxy === null), keepAlive));
    ways.set(text, way);
    return way;
  };
}

async function environmentProxy(address: URL): Promise<string> {
  if (isLoopback(address.hostname)) return '';
  const { getProxyForUrl } = await import('proxy-from-env');
  return getProxyForUrl(address.href);
}

/** Node's own error would hold the text, and the password in it. */
function readProxy(text: string, isEnvironments: boolean): URL {
  const what = isEnvironments ? 'what the environment names as the proxy' : "the account's proxy";
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url !== null && /^socks/.test(url.protocol)) {
    const instead = isEnvironments ? 'name an HTTP proxy in HTTPS_PROXY' : 'name an HTTP proxy';
    throw new ProxyError(
      `${what} is a SOCKS proxy, which is not supported; ${instead}, such as ${example}`,
      null,
    );
  }
  if (url === null || !['http:', 'https:'].includes(url.protocol)) {
    throw new ProxyError(`${what} is no address such as ${example}`, null);
  }
  return url;
}

const example = 'http://proxy.example.org:3128';

async function wayThrough(proxy: URL, keepAlive: boolean): Promise<Way> {
  const { HttpsProxyAgent } = await import('https-proxy-agent');
  return new HttpsProxyAgent<string>(proxy, { keepAlive });
}

/**
 * The same agent for one request, with the same connections. It trusts no proxy whose certificate is not known, whatever
 * NODE_TLS_REJECT_UNAUTHORIZED says: the proxy's password goes there. And where https-proxy-agent waits for a proxy's
 * answer for as long as the proxy likes, and the process with it, here the wait ends with the signal.
 * @param signal not to be raised once the proxy has connected: the connection may then serve other requests
 */
export function forOneRequest(way: Way, signal: AbortSignal): Agent {
  const connectOpts = { ...way.connectOpts, rejectUnauthorized: true, signal };
  return Object.create(way, { connectOpts: { value: connectOpts } });
}
