import type { Agent } from 'node:http';
import type { Account } from '../model/account.js';
import type { Credentials } from '../model/credentials.js';
import { isLoopback } from '../model/loopback.js';
import type { ExchangeAdapter, ExchangeClient } from './adapter.js';
import { type CcxtExchange, createClient, loadCcxt } from './client.js';
import { createLimiter, type SharedGates } from './limiter.js';
import type { TransportOptions } from './transport.js';

type AgentFinder = TransportOptions['agentFor'];

export interface SessionOptions {
  /** keyaudit's version, for the user agent. */
  readonly version: string;
  readonly timeoutMs: number;
  /** Whether a proxy variable is set (HTTPS_PROXY, ALL_PROXY …), so that the environment has to be asked. */
  readonly environmentProxy: boolean;
  readonly signal: AbortSignal;
  readonly onRequest: (line: string) => void;
}

/** Opens exchanges for accounts; what accounts can share (ccxt's objects, proxies, rate limits) they share. */
export function createSession(options: SessionOptions) {
  const exchanges = new Map<string, Promise<CcxtExchange>>();
  const gates = new Map<string, SharedGates>();
  const ways = new Map<string | null, AgentFinder>();

  return {
    connect: async (
      adapter: ExchangeAdapter,
      account: Account,
      credentials: Credentials,
    ): Promise<ExchangeClient> => {
      const { id } = adapter;
      const shared = await once(exchanges, id, () => loadCcxt(adapter, `keyaudit/${options.version}`));
      const agentFor = once(ways, account.proxy, () => agentFinder(account.proxy, options.environmentProxy));
      const limiter = createLimiter(
        once(gates, id, () => new Map()),
        options.signal,
      );
      return createClient({ ...options, adapter, account, credentials, shared, agentFor, limiter });
    },
  };
}

function once<Key, Value>(made: Map<Key, Value>, key: Key, make: () => Value): Value {
  const value = made.get(key) ?? make();
  made.set(key, value);
  return value;
}

/** The way out for an account: its own proxy, else the environment's, asked anew for each address (NO_PROXY). */
function agentFinder(proxy: string | null, environmentProxy: boolean): AgentFinder {
  if (proxy === null && !environmentProxy) return async () => undefined;
  const agents = new Map<string, Agent>();
  return async (address) => {
    const [{ HttpsProxyAgent }, { getProxyForUrl }] = await Promise.all([
      import('https-proxy-agent'),
      import('proxy-from-env'),
    ]);
    const way = proxy ?? (isLoopback(address.hostname) ? '' : getProxyForUrl(address.href));
    return way === ''
      ? undefined
      : once(agents, way, () => new HttpsProxyAgent<string>(way, { keepAlive: true }));
  };
}
