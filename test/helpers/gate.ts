import type { ExchangeAdapter, OpenCredentials } from '../../src/exchanges/adapter.ts';
import { createCollector } from '../../src/exchanges/collector.ts';
import type { Depth } from '../../src/model/account.ts';
import type { AccountFacts } from '../../src/model/account-facts.ts';
import { Secret } from '../../src/model/secret.ts';

interface AuditOptions {
  readonly depth?: Depth;
  /** Names of the exchange's hazards that the account allows. */
  readonly acceptHazards?: readonly string[];
  /** Told of each request, as the library's user is. */
  readonly onRequest?: (line: string) => void;
}

/** Audits one account over HTTP, at a simulated exchange or at whatever else answers at this address. */
export async function auditAt(
  baseUrl: string,
  adapter: ExchangeAdapter,
  credentials: OpenCredentials,
  { depth = 'account', acceptHazards = [], onRequest = () => {} }: AuditOptions = {},
): Promise<AccountFacts> {
  const { id } = adapter;
  const collector = createCollector({
    exchanges: new Map([[id, adapter]]),
    depth,
    version: '0.0.0',
    timeoutMs: 5000,
    environmentProxy: false,
    signal: new AbortController().signal,
    onRequest,
    onBug: (error) => {
      throw error;
    },
  });
  return await collector({
    name: 'gate',
    exchange: id,
    credentials: async () =>
      Object.fromEntries(Object.entries(credentials).map(([name, text]) => [name, new Secret(text)])),
    acceptHazards,
    proxy: null,
    baseUrl,
  });
}
