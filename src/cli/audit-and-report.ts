import { type AuditOptions, audit, type BaselineFinding, type Report } from '../index.js';
import type { Account, Depth } from '../model/account.js';
import type { Policy } from '../model/policy.js';
import type { Severity } from '../model/severity.js';
import { describeBug } from './bug.js';
import { type ExitCode, exitCodeOf, exitCodes } from './exit-code.js';
import type { Io } from './io.js';
import { createProgress } from './progress.js';
import { planOutputs, type ReportOptions, writeReports } from './report-output.js';

export interface AuditAndReportOptions extends ReportOptions {
  readonly depth: Depth;
  readonly timeoutMs: number;
  readonly concurrency: number;
  readonly debug: boolean;
  readonly allowIncomplete: boolean;
  readonly baseline: readonly BaselineFinding[];
  /** Whether what is seen is remembered, and compared with what was. */
  readonly history: boolean;
  /** Accounts of the configuration that are not asked. */
  readonly leftOut?: readonly Account[];
  /** Said before the report, of which the last lines are the ones to be read. Empty for nothing. */
  readonly remark?: (code: ExitCode) => string;
  /** Asks no exchange. */
  readonly offline?: boolean;
  /** Tells whoever is to be told, once the report is written; null for nobody. */
  readonly tell?: Teller | null;
}

export type Teller = (report: Report, failOn: Severity) => Promise<void>;

/** Audits, shows how far it is, reports, and gives the exit code the report stands for. */
export async function auditAndReport(
  accounts: readonly Account[],
  policy: Policy,
  options: AuditAndReportOptions,
  io: Io,
): Promise<ExitCode> {
  const { debug, allowIncomplete, leftOut = [], baseline, depth, concurrency, timeoutMs } = options;
  const showsProgress = options.quiet !== true && options.progress !== false;
  const { offline = false } = options;
  const outputs = await planOutputs(options, io);
  const memory = options.history ? (await import('./history.js')).createMemory(io) : null;
  try {
    const asked = { accounts, policy, leftOut, baseline, depth, concurrency, timeoutMs, offline };
    const { report, bugs } = await auditInSight(
      { ...asked, ...(memory !== null && { history: memory }) },
      debug,
      io,
      showsProgress,
    );
    const code = bugs.length > 0 ? exitCodes.bug : exitCodeOf(report, allowIncomplete);
    if (options.quiet !== true) io.stderr.write(options.remark?.(code) ?? '');
    try {
      await writeReports(report, policy.failOn, outputs, options, io);
    } finally {
      // All the more where the report could not be written.
      await options.tell?.(report, policy.failOn);
    }
    await memory?.reported(report);
    for (const bug of bugs) io.stderr.write(describeBug(bug));
    return code;
  } finally {
    memory?.close();
  }
}

/** Audits, and shows how far it is. `bugs`: errors that are keyaudit's own fault. */
export async function auditInSight(
  options: AuditOptions,
  debug: boolean,
  io: Io,
  showsProgress = true,
): Promise<{ readonly report: Report; readonly bugs: readonly unknown[] }> {
  const progress = createProgress(io, debug || !showsProgress || options.offline === true);
  const bugs: unknown[] = [];
  progress.step(0, options.accounts.length);
  try {
    const report = await audit({
      ...options,
      signal: io.signal,
      onProgress: progress.step,
      onRequest: (line) => {
        progress.request();
        if (debug) io.stderr.write(`${line}\n`);
      },
      onBug: (error) => bugs.push(error),
    });
    return { report, bugs };
  } finally {
    progress.end();
  }
}
