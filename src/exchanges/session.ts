import type { Account } from '../model/account.js';
import type { Credentials } from '../model/credentials.js';
import type { ExchangeAdapter, ExchangeClient } from './adapter.js';
import { type CcxtExchange, createClient, loadCcxt } from './client.js';
import { createLimiter, type SharedGates } from './limiter.js';
import type { Fetch } from './transport.js';

export interface SessionOptions {
  /** keyaudit's version, for the user agent. */
  readonly version: string;
  readonly timeoutMs: number;
  /** Whether HTTPS_PROXY or HTTP_PROXY is set, so that the environment's proxies have to be asked for. */
  readonly environmentProxy: boolean;
  readonly signal: AbortSignal;
  readonly onRequest: (line: string) => void;
}

/** Opens exchanges for accounts; what accounts can share (ccxt's objects, proxies, rate limits) they share. */
export function createSession(options: SessionOptions) {
  const exchanges = new Map<string, Promise<CcxtExchange>>();
  const gates = new Map<string, SharedGates>();
  const fetches = new Map<string | null, Promise<Fetch>>();

  return {
    connect: async (
      adapter: ExchangeAdapter,
      account: Account,
      credentials: Credentials,
    ): Promise<ExchangeClient> => {
      const { id } = adapter;
      const [shared, fetch] = await Promise.all([
        once(exchanges, id, () => loadCcxt(id, `keyaudit/${options.version}`)),
        once(fetches, account.proxy, () => openFetch(account.proxy, options.environmentProxy)),
      ]);
      const limiter = createLimiter(
        once(gates, id, () => new Map()),
        options.signal,
      );
      return createClient({ ...options, adapter, account, credentials, shared, fetch, limiter });
    },
  };
}

function once<Key, Value>(made: Map<Key, Value>, key: Key, make: () => Value): Value {
  const value = made.get(key) ?? make();
  made.set(key, value);
  return value;
}

/** Node's own fetch knows no proxy; undici's, of which it is made, does, but costs 70 ms to load. */
async function openFetch(proxy: string | null, environmentProxy: boolean): Promise<Fetch> {
  if (proxy === null && !environmentProxy) return fetch;
  const { EnvHttpProxyAgent, fetch: undiciFetch, ProxyAgent } = await import('undici');
  const dispatcher = proxy === null ? new EnvHttpProxyAgent() : new ProxyAgent(proxy);
  // Node's fetch types are undici's under other names.
  return ((url, init) => undiciFetch(url, { ...(init as object), dispatcher })) as Fetch;
}
