import type { ExchangeAdapter, OpenCredentials } from '../../src/exchanges/adapter.ts';
import { createCollector } from '../../src/exchanges/collector.ts';
import type { Depth } from '../../src/model/account.ts';
import type { AccountFacts } from '../../src/model/account-facts.ts';
import { Secret } from '../../src/model/secret.ts';

/** Audits one account over HTTP, at a simulated exchange or at whatever else answers at this address. */
export async function auditAt(
  baseUrl: string,
  adapter: ExchangeAdapter,
  credentials: OpenCredentials,
  depth: Depth = 'account',
): Promise<AccountFacts> {
  const { id } = adapter;
  const collector = createCollector({
    exchanges: new Map([[id, adapter]]),
    depth,
    version: '0.0.0',
    timeoutMs: 5000,
    environmentProxy: false,
    signal: new AbortController().signal,
    onRequest: () => {},
    onBug: (error) => {
      throw error;
    },
  });
  return await collector({
    name: 'gate',
    exchange: id,
    credentials: async () =>
      Object.fromEntries(Object.entries(credentials).map(([name, text]) => [name, new Secret(text)])),
    acceptHazards: [],
    proxy: null,
    baseUrl,
  });
}
