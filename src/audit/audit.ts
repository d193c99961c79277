import pLimit from 'p-limit';
import type { Account, Depth } from '../model/account.js';
import type { AccountFacts } from '../model/account-facts.js';
import type { Check } from '../model/check.js';
import type { AuditHistory, Earlier } from '../model/history.js';
import type { KeyIdentity } from '../model/key-facts.js';
import type { KeyFile } from '../model/key-file.js';
import type { Policy } from '../model/policy.js';
import type { AccountReport, HistoryReport, KeyReport, Report } from '../model/report.js';
import { type BaselineFinding, compareWith } from './baseline.js';
import { byGravity, judgeAccount } from './findings.js';
import { type AskedAccount, takeInventory } from './inventory.js';
import { oncePerFile, toKeyFileReport, usersOf } from './key-files.js';
import { toKeyReport } from './key-report.js';
import { takeUsers, toldOnce } from './listed-keys.js';
import { toSafetyReport } from './safety-report.js';
import { toSeenAccount } from './seen.js';
import type { ExchangeWords } from './subjects.js';
import { summarize } from './summary.js';
import { waiverReports } from './waivers.js';

/** What an audit works with; tests hand in others. */
export interface AuditTools {
  readonly version: string;
  /** Asks one account's exchange. An account's failure is an answer; a rejection ends the audit. */
  readonly collect: (account: Account) => Promise<AccountFacts>;
  /** Looks at the files in which an account's key lies; null where nobody can. */
  readonly lookAtFiles: (account: Account) => Promise<readonly KeyFile[] | null>;
  /** Whether a configured account uses a key that its exchange listed; asked once all accounts are collected. */
  readonly isConfigured: (exchange: string, key: KeyIdentity) => boolean;
  /** How an exchange is called, and its remedies. */
  readonly wordsOf: (exchange: string) => ExchangeWords;
  readonly checks: readonly Check[];
  /** Remembers what is seen, before it is judged; null where nothing is to be compared with earlier scans. */
  readonly history: AuditHistory | null;
  readonly now: () => Date;
}

export interface AuditRequest {
  readonly accounts: readonly Account[];
  /** Accounts of the same configuration that are not asked this time. */
  readonly leftOut: readonly Pick<Account, 'name' | 'exchange'>[];
  readonly policy: Policy;
  /** The findings of an earlier report; none where there is nothing to compare with. */
  readonly baseline: readonly BaselineFinding[];
  /** How wide `collect` asks. */
  readonly depth: Depth;
  /** How many accounts to ask at the same time. */
  readonly concurrency: number;
  /** Told after each account. */
  readonly onProgress: (done: number, total: number) => void;
  readonly signal: AbortSignal;
}

/** Asks every account, judges every key, and says what was found. Rejects with the signal's reason when called off. */
export async function runAudit(request: AuditRequest, tools: AuditTools): Promise<Report> {
  const { accounts, policy, signal } = request;
  const startedAt = tools.now();
  const limit = pLimit(request.concurrency);
  let done = 0;
  const collected = await Promise.all(
    accounts.map((account) =>
      limit(async () => {
        signal.throwIfAborted();
        const [facts, files] = await Promise.all([tools.collect(account), tools.lookAtFiles(account)]);
        done += 1;
        request.onProgress(done, accounts.length);
        return { account, facts, files };
      }),
    ),
  );
  signal.throwIfAborted();

  const accountReports = collected.map(toAccountReport);
  const keysByAccount = collected.map(({ account, facts }): readonly KeyReport[] =>
    facts.keys.map((key) => toKeyReport(account, key)),
  );
  const keys = keysByAccount.flat();
  const earlier =
    (await tools.history?.record({
      startedAt: startedAt.toISOString(),
      accounts: collected.map((asked, at) => toSeenAccount(asked, keysByAccount[at] ?? [], request.depth)),
    })) ?? null;
  const inventoryOf = takeInventory(collected, request.leftOut, tools.isConfigured);
  const userOf = takeUsers(collected);
  const usersOfFile = usersOf(collected);
  const judged = collected.map((asked) => {
    const { account } = asked;
    return judgeAccount(asked, {
      account,
      exchange: tools.wordsOf(account.exchange),
      usersOfFile,
      inventoryOf,
      earlier,
      userOf,
      checks: tools.checks,
      policy,
      now: startedAt,
    });
  });
  const all = toldOnce(
    judged.flatMap(({ findings }) => findings),
    collected,
  );
  const findings = byGravity(compareWith(request.baseline, oncePerFile(all)));
  const used = new Set(judged.flatMap(({ waivers }) => waivers));
  const fileChecks = tools.checks.flatMap(({ id, subject }) => (subject === 'file' ? [id] : []));
  const waivers = waiverReports(policy, used, collected, request.leftOut, fileChecks, startedAt);
  return {
    schemaVersion: 1,
    tool: { name: 'keyaudit', version: tools.version },
    startedAt: startedAt.toISOString(),
    finishedAt: tools.now().toISOString(),
    summary: summarize({ accounts: accountReports, keys: keys.length, findings, waivers }, policy),
    accounts: accountReports,
    keys,
    findings,
    waivers,
    history: earlier === null ? null : toHistoryReport(earlier),
  };
}

function toHistoryReport({ comparedWith, firstSeen, problem }: Earlier): HistoryReport {
  return { comparedWith, firstSeen, problem };
}

function toAccountReport({ account, facts, files }: AskedAccount): AccountReport {
  const { name, exchange, declaredAt = null } = account;
  const { status, error, safety } = facts;
  return {
    name,
    exchange,
    status,
    error: error === null ? null : { kind: error.kind, message: error.message },
    safety: safety === null ? null : toSafetyReport(safety),
    declaredAt,
    storage: files?.map(toKeyFileReport) ?? null,
  };
}
