import { audit, type BaselineFinding } from '../index.js';
import type { Account, Depth } from '../model/account.js';
import type { Policy } from '../model/policy.js';
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
}

/** Audits, shows how far it is, reports, and gives the exit code the report stands for. */
export async function auditAndReport(
  accounts: readonly Account[],
  policy: Policy,
  options: AuditAndReportOptions,
  io: Io,
): Promise<ExitCode> {
  const outputs = await planOutputs(options, io);
  const progress = createProgress(io, options.debug);
  const bugs: unknown[] = [];
  progress.step(0, accounts.length);
  try {
    const report = await audit({
      accounts,
      policy,
      baseline: options.baseline,
      depth: options.depth,
      concurrency: options.concurrency,
      timeoutMs: options.timeoutMs,
      signal: io.signal,
      onProgress: progress.step,
      onRequest: (line) => {
        progress.request();
        if (options.debug) io.stderr.write(`${line}\n`);
      },
      onBug: (error) => bugs.push(error),
    });
    progress.end();
    await writeReports(report, policy.failOn, outputs, options, io);
    for (const bug of bugs) io.stderr.write(describeBug(bug));
    return bugs.length > 0 ? exitCodes.bug : exitCodeOf(report, options.allowIncomplete);
  } finally {
    progress.end();
  }
}
