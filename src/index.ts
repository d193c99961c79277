import { runAudit } from './audit/audit.js';
import type { BaselineFinding } from './audit/baseline.js';
import { notAsked } from './audit/not-asked.js';
import type { ExchangeWords } from './audit/subjects.js';
import { checks } from './checks/index.js';
import { createCollector, createCollectorMemory, keepOnly } from './exchanges/collector.js';
import { loadExchanges } from './exchanges/index.js';
import { createGate } from './exchanges/limiter.js';
import { offersOf } from './exchanges/offers.js';
import { remediesOf } from './exchanges/remedies.js';
import type { Account, Depth } from './model/account.js';
import type { AuditHistory } from './model/history.js';
import { defaultPolicy, type Policy } from './model/policy.js';
import type { Report } from './model/report.js';
import { version } from './version.js';

export type { BaselineFinding } from './audit/baseline.js';
export { keyFindingId } from './audit/finding-id.js';
export type { Account, Depth } from './model/account.js';
export { AccountError, type AccountErrorKind } from './model/account-error.js';
export type { CredentialName, Credentials } from './model/credentials.js';
export type { Environment } from './model/environment.js';
export type * from './model/history.js';
export type { AccountPolicy, Breach, Policy, Thresholds, Waiver } from './model/policy.js';
export type { Expectation, Purpose } from './model/purpose.js';
export type * from './model/report.js';
export { Secret } from './model/secret.js';
export type { Severity } from './model/severity.js';
export { UserError } from './model/user-error.js';

export interface AuditOptions {
  readonly accounts: readonly Account[];
  /** Accounts of the same configuration that are not asked this time: what they use is then unknown. */
  readonly leftOut?: readonly Pick<Account, 'name' | 'exchange'>[];
  /** What is left out has the defaults: fail on high, recent is 30 days, no waivers. */
  readonly policy?: Partial<Policy>;
  /** The findings of an earlier report: they are told, but are not open any more. */
  readonly baseline?: readonly BaselineFinding[];
  /** Compares with earlier audits, and remembers this one; without it, the checks of changes have nothing to say. */
  readonly history?: AuditHistory;
  /** Looks at how the keys are kept and at nothing else: no exchange is asked, and no secret is opened. */
  readonly offline?: boolean;
  /** How wide to ask; `account` by default. */
  readonly depth?: Depth;
  /** How many accounts to ask at the same time; 8 by default. */
  readonly concurrency?: number;
  /** For one request; 10,000 by default. */
  readonly timeoutMs?: number;
  /** Calls the audit off: the promise rejects with its reason. */
  readonly signal?: AbortSignal;
  /** Told after each account. */
  readonly onProgress?: (done: number, total: number) => void;
  /** Told of each request: method, address and status; never a query, header, body, key or signature. */
  readonly onRequest?: (line: string) => void;
  /** Told of an error that is keyaudit's own fault; the account it met counts as failed. */
  readonly onBug?: (error: unknown) => void;
}

/** For an audit that is made again and again. */
export interface RoundOptions extends AuditOptions {
  /**
   * Which accounts to ask; all of them by default. One that is not asked, and failed the last time, is told of as it
   * was then; any other is asked all the same.
   */
  readonly asks?: (account: Account) => boolean;
  /** Told of each account that is asked. */
  readonly onAsked?: (account: Account) => void;
  /** At least this long from the start of one account to the start of the next. */
  readonly paceMs?: number;
}

/**
 * Audits the accounts' keys and gives the report that `keyaudit scan --format json` prints.
 * An account that cannot be audited, whatever the reason, is part of the report.
 */
export async function audit(options: AuditOptions): Promise<Report> {
  return await createAuditor()(options);
}

/**
 * Audits one after the other, of the same accounts mostly: exchanges' limits are kept over all of them, and what takes
 * time to make is made once. No secret is kept but the credential that names a key in reports.
 */
export function createAuditor(): (options: RoundOptions) => Promise<Report> {
  const memory = createCollectorMemory();
  return async (options) => {
    keepOnly(options.accounts, memory);
    return await auditWith(memory, options);
  };
}

async function auditWith(
  memory: ReturnType<typeof createCollectorMemory>,
  options: RoundOptions,
): Promise<Report> {
  const signal = options.signal ?? new AbortController().signal;
  const exchanges = await loadExchanges(options.accounts.map(({ exchange }) => exchange));
  const wordsOf = (exchange: string): ExchangeWords => {
    const adapter = exchanges.get(exchange);
    return { name: adapter?.name ?? exchange, remedies: remediesOf(adapter), offers: offersOf(adapter) };
  };
  const depth = options.depth ?? 'account';
  const collector = createCollector(
    {
      exchanges,
      depth,
      version,
      timeoutMs: options.timeoutMs ?? 10_000,
      environmentProxy: Object.keys(process.env).some((name) => /^(https?|all)_proxy$/i.test(name)),
      signal,
      onRequest: options.onRequest ?? (() => {}),
      onBug: options.onBug ?? (() => {}),
      asks: options.asks ?? (() => true),
      onAsked: options.onAsked ?? (() => {}),
    },
    memory,
  );
  const pace = createGate({ requests: 1, seconds: (options.paceMs ?? 0) / 1000 });
  const collect = async (account: Account) => {
    await pace(signal);
    return await collector(account);
  };
  const lookAtFiles = async ({ storage }: Account) => {
    try {
      return (await storage?.()) ?? null;
    } catch (error) {
      signal.throwIfAborted();
      options.onBug?.(error);
      return null;
    }
  };
  return await runAudit(
    {
      accounts: options.accounts,
      leftOut: options.leftOut ?? [],
      policy: { ...defaultPolicy, ...options.policy },
      baseline: options.baseline ?? [],
      depth,
      concurrency: options.concurrency ?? 8,
      onProgress: options.onProgress ?? (() => {}),
      signal,
    },
    {
      version,
      collect: options.offline === true ? async () => notAsked : collect,
      lookAtFiles,
      isConfigured: collector.isOpened,
      wordsOf,
      checks,
      history: options.history ?? null,
      now: () => new Date(),
    },
  );
}
