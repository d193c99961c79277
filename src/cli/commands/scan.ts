import { distance } from 'fastest-levenshtein';
import type { Depth } from '../../model/account.js';
import type { Severity } from '../../model/severity.js';
import { UserError } from '../../model/user-error.js';
import { type AccountsToAudit, findAccounts } from '../accounts.js';
import { auditAndReport } from '../audit-and-report.js';
import type { ExitCode } from '../exit-code.js';
import type { Io } from '../io.js';
import type { ReportOptions } from '../report-output.js';

export interface ScanOptions extends ReportOptions {
  readonly config?: string;
  /** Names; all accounts where it is left out. */
  readonly account?: readonly string[];
  readonly failOn?: Severity;
  readonly allowIncomplete?: boolean;
  readonly depth: Depth;
  /** Milliseconds. */
  readonly timeout: number;
  readonly concurrency: number;
  readonly debug?: boolean;
  readonly strict?: boolean;
  /** The file of an earlier report. */
  readonly baseline?: string;
}

/** `keyaudit scan`. Throws a UserError where nothing can be audited. */
export async function scan(options: ScanOptions, io: Io): Promise<ExitCode> {
  const found = await findAccounts(options.config ?? null, io);
  for (const notice of options.quiet === true ? [] : found.notices) io.stderr.write(`keyaudit: ${notice}\n`);
  const accounts = options.account === undefined ? found.accounts : named(found, options.account);
  const policy = {
    ...found.policy,
    ...(options.failOn !== undefined && { failOn: options.failOn }),
    strict: options.strict ?? false,
  };
  const { baseline } = options;
  return await auditAndReport(
    accounts,
    policy,
    {
      ...options,
      baseline:
        baseline === undefined ? [] : await (await import('../baseline.js')).readBaseline(baseline, io.cwd),
      leftOut: found.accounts.filter((account) => !accounts.includes(account)),
      timeoutMs: options.timeout,
      debug: options.debug ?? false,
      allowIncomplete: options.allowIncomplete ?? false,
    },
    io,
  );
}

function named({ accounts, place }: AccountsToAudit, names: readonly string[]): AccountsToAudit['accounts'] {
  const known = accounts.map(({ name }) => name);
  const missing = names.find((name) => !known.includes(name));
  if (missing !== undefined) {
    const nearest = known
      .toSorted((one, other) => distance(missing, one) - distance(missing, other))
      .slice(0, 8);
    throw new UserError(
      `--account ${missing}: ${place} has no account of this name.`,
      `There are: ${nearest.join(', ')}.`,
    );
  }
  return accounts.filter(({ name }) => names.includes(name));
}
