import { distance } from 'fastest-levenshtein';
import type { Depth } from '../../model/account.js';
import type { Severity } from '../../model/severity.js';
import { UserError } from '../../model/user-error.js';
import { type AccountsToAudit, findAccounts, NoCredentials } from '../accounts.js';
import { auditAndReport, type Teller } from '../audit-and-report.js';
import { type ExitCode, exitCodes } from '../exit-code.js';
import type { Io } from '../io.js';
import type { ReportOptions } from '../report-output.js';

export interface ScanOptions extends ReportOptions {
  readonly config?: string;
  /** Names; all accounts where it is left out. */
  readonly account?: readonly string[];
  /** A folder with bots' files: their keys in place of the configured ones. */
  readonly discover?: string;
  /** With `discover`: nobody is asked. */
  readonly yes?: boolean;
  readonly failOn?: Severity;
  readonly allowIncomplete?: boolean;
  readonly depth: Depth;
  /** Milliseconds. */
  readonly timeout: number;
  readonly concurrency: number;
  readonly debug?: boolean;
  readonly strict?: boolean;
  /** False: what is seen is not remembered. */
  readonly history: boolean;
  /** False: nobody is told. */
  readonly notify: boolean;
  /** The exit code where there are no credentials at all, as in a fork's pull request; without it that is an error. */
  readonly withoutCredentials?: ExitCode;
  /** The file of an earlier report. */
  readonly baseline?: string;
  /** Looks at how the keys are kept, and asks no exchange. */
  readonly offline?: boolean;
  /** Prints nothing that is not worth a mail, and lets no second run begin. */
  readonly cron?: boolean;
  /** Milliseconds; waits a random time up to it. */
  readonly randomDelay?: number;
}

/** `keyaudit scan`. Throws a UserError where nothing can be audited. */
export async function scan(options: ScanOptions, io: Io): Promise<ExitCode> {
  const cron = options.cron === true ? await import('../cron.js') : null;
  cron?.requireText(options);
  if (options.randomDelay !== undefined) {
    const { delayAtRandom } = await import('../random-delay.js');
    await delayAtRandom(options.randomDelay, options.quiet ?? false, io);
  }
  return cron === null ? await scanOnce(options, io) : await cron.scanUnderCron(scanOnce, options, io);
}

async function scanOnce(options: ScanOptions, io: Io): Promise<ExitCode> {
  try {
    return await scanAccounts(options, io);
  } catch (error) {
    if (options.withoutCredentials === undefined || !(error instanceof NoCredentials)) throw error;
    io.stderr.write(
      `keyaudit: no credentials here; nothing was audited.\n${error.message}\n` +
        `${error.hint === null ? '' : `${error.hint}\n`}` +
        `Nothing is known of any key. The exit code is ${options.withoutCredentials}, as --without-credentials says.\n`,
    );
    return options.withoutCredentials;
  }
}

async function scanAccounts(options: ScanOptions, io: Io): Promise<ExitCode> {
  const offline = options.offline ?? false;
  const found = await accountsOf(options, io);
  if (found === null) return exitCodes.ok;
  for (const notice of options.quiet === true ? [] : found.notices) io.stderr.write(`keyaudit: ${notice}\n`);
  const accounts = options.account === undefined ? found.accounts : named(found, options.account);
  if (options.withoutCredentials !== undefined)
    await (await import('../no-credentials.js')).requireCredentials(accounts, found, io);
  const policy = {
    ...found.policy,
    ...(options.failOn !== undefined && { failOn: options.failOn }),
    strict: options.strict ?? false,
  };
  const { baseline } = options;
  const code = await auditAndReport(
    accounts,
    policy,
    {
      ...options,
      // Of what is said beside the report, only what went wrong is worth a mail.
      quiet: options.quiet === true || options.cron === true,
      offline,
      // Nothing is seen of a key.
      history: options.history && !offline,
      baseline:
        baseline === undefined ? [] : await (await import('../baseline.js')).readBaseline(baseline, io.cwd),
      leftOut: [...found.others, ...found.accounts.filter((account) => !accounts.includes(account))],
      timeoutMs: options.timeout,
      debug: options.debug ?? false,
      allowIncomplete: options.allowIncomplete ?? false,
      tell: tellerOf(options, found, io),
    },
    io,
  );
  if (found.isWhole || options.allowIncomplete === true || code !== exitCodes.ok) return code;
  // The report is of the keys that were found; whoever reads its verdict alone must hear of the others.
  io.stderr.write(
    `keyaudit: not all of ${options.discover} could be read, as said above: there may be keys that were not audited.\n`,
  );
  return exitCodes.incomplete;
}

/** What tells the configured targets; null where nobody is to be told. Files alone, or others' keys, are no news to them. */
function tellerOf(
  { notify, offline = false, discover, onTold }: ScanOptions,
  { config, opened }: AccountsToAudit,
  io: Io,
): Teller | null {
  if (!notify || offline || discover !== undefined || config === null || config.notify.length === 0)
    return null;
  // A heartbeat says that keyaudit runs, and no more.
  if (config.notify.some(({ when }) => when.some((each) => each !== 'heartbeat'))) onTold?.();
  return async (report, failOn) =>
    await (await import('../notify.js')).tellOf(report, failOn, config, io, opened);
}

/** null where there is nothing to look at, which is said. */
async function accountsOf(options: ScanOptions, io: Io): Promise<AccountsToAudit | null> {
  const { config, discover, yes = false, offline = false, cron = false } = options;
  if (discover !== undefined)
    return await (await import('../discovered.js')).findAgreed(
      discover,
      config ?? null,
      { yes, offline, lists: !cron },
      io,
    );
  if (yes) throw new UserError('--yes goes with --discover only.');
  return await findAccounts(config ?? null, io, offline);
}

/** The accounts of these names. Throws a UserError where there is none of one of them. */
export function named(
  { accounts, place }: AccountsToAudit,
  names: readonly string[],
): AccountsToAudit['accounts'] {
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
