import type { Account } from '../model/account.js';
import type { Credentials } from '../model/credentials.js';
import { type WayFinder, wayFinder } from '../network/way.js';
import type { ExchangeAdapter, ExchangeClient, NonceMemory } from './adapter.js';
import { type CcxtExchange, createClient, loadCcxt } from './client.js';
import { createLimiter, type Gates } from './limiter.js';
import { createNonceMemory } from './nonce-ladder.js';

export interface SessionOptions {
  /** keyaudit's version, for the user agent. */
  readonly version: string;
  readonly timeoutMs: number;
  /** Whether a proxy variable is set (HTTPS_PROXY, ALL_PROXY …), so that the environment has to be asked. */
  readonly environmentProxy: boolean;
  readonly signal: AbortSignal;
  readonly onRequest: (line: string) => void;
}

/** What outlives an audit, for the next one of the same program. It holds no secret. */
export interface SessionMemory {
  /** By exchange, as the next one. */
  readonly ccxt: Map<string, Promise<CcxtExchange>>;
  readonly gates: Map<string, Gates>;
  /** By key. */
  readonly keys: Map<string, { readonly gates: Gates; readonly nonces: NonceMemory }>;
  readonly ways: Map<string | null, WayFinder>;
}

export function createSessionMemory(): SessionMemory {
  return { ccxt: new Map(), gates: new Map(), keys: new Map(), ways: new Map() };
}

/** Opens exchanges for accounts; what accounts can share (ccxt's objects, proxies, rate limits) they share. */
export function createSession(options: SessionOptions, memory = createSessionMemory()) {
  const { ccxt, gates, keys, ways } = memory;
  return {
    /** @param key the same for accounts with the same key, whose limits and nonces are one */
    connect: async (
      adapter: ExchangeAdapter,
      account: Account,
      credentials: Credentials,
      key = account.name,
    ): Promise<ExchangeClient> => {
      const { id } = adapter;
      const shared = await once(ccxt, id, () => loadCcxt(adapter, `keyaudit/${options.version}`));
      const wayFor = once(ways, account.proxy, () => wayOut(account.proxy, options.environmentProxy));
      const own = once(keys, key, () => ({ gates: new Map(), nonces: createNonceMemory() }));
      const limiter = createLimiter(
        own.gates,
        once(gates, id, () => new Map()),
        options.signal,
      );
      const { nonces } = own;
      return createClient({ ...options, adapter, account, credentials, shared, wayFor, limiter, nonces });
    },
  };
}

function once<Key, Value>(made: Map<Key, Value>, key: Key, make: () => Value): Value {
  const value = made.get(key) ?? make();
  made.set(key, value);
  return value;
}

/** Without a proxy, nothing of it is loaded. */
function wayOut(proxy: string | null, environmentProxy: boolean): WayFinder {
  return proxy === null && !environmentProxy ? async () => undefined : wayFinder(proxy, true);
}
