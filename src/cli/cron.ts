import { isDrift } from '../model/history.js';
import type { Report } from '../model/report.js';
import { isAtLeast, type Severity } from '../model/severity.js';
import { UserError } from '../model/user-error.js';
import { unauditedAccounts } from '../reporters/finding-words.js';
import { paragraph } from '../reporters/table/layout.js';
import { openOf } from '../reporters/table/open.js';
import { verdictText } from '../reporters/table/verdict.js';
import { type ExitCode, exitCodes } from './exit-code.js';
import { type Io, writeAll } from './io.js';
import { takeLock } from './lock.js';
import type { ReportOptions } from './report-output.js';

const width = 80;

/** What a scan came to. */
export interface Audited {
  readonly report: Report;
  readonly failOn: Severity;
}

/** @throws UserError where the report would not be text for people */
export function requireText({ format }: Pick<ReportOptions, 'format'>): void {
  if (format === 'table') return;
  throw new UserError(
    `--cron prints text for a mail, not ${format}.`,
    `Leave out --format; --output ${format}=FILE writes such a report beside it.`,
  );
}

/**
 * A scan whose output is mailed by whoever started it: nothing is printed where nothing is worth a mail, and nobody is
 * asked anything. No two at a time, for one user.
 */
export async function scanUnderCron<Options extends ReportOptions>(
  scan: (options: Options, io: Io) => Promise<ExitCode>,
  options: Options,
  io: Io,
): Promise<ExitCode> {
  const lock = takeLock(io.env, new Date());
  if (lock.state === 'held') {
    io.stderr.write(heldText(lock.since));
    return exitCodes.incomplete;
  }
  const { held, released } = holdBack(io);
  for (const notice of lock.notices) held.stderr.write(`keyaudit: ${notice}\n`);
  let audited: Audited | null = null;
  let code: ExitCode | null = null;
  let isTold = false;
  try {
    const onReport = (report: Report, failOn: Severity) => {
      audited = { report, failOn };
    };
    const onTold = () => {
      isTold = true;
    };
    code = await scan({ ...options, color: false, progress: false, onReport, onTold }, held);
    return code;
  } finally {
    lock.release();
    await print({ audited, code, isTold, ...released() }, io);
  }
}

function heldText(since: string | null): string {
  const start = since === null ? 'It has not said when it began.' : `It began at ${secondOf(since)}.`;
  return (
    'keyaudit: nothing was audited: another `scan --cron` of this user still runs.\n' +
    `${start} If it hangs, this finds it:\n` +
    'pgrep -af "keyaudit.* scan"\n'
  );
}

function secondOf(time: string): string {
  return `${time.slice(0, 19).replace('T', ' ')} UTC`;
}

/** Outputs that keep what is written; no terminal, and nobody to be asked. */
function holdBack({ env, cwd, signal }: Io): { held: Io; released: () => { text: string; notes: string } } {
  const texts = { stdout: '', stderr: '' };
  const output = (name: keyof typeof texts) => ({
    columns: width,
    write: (text: string, done?: () => void) => {
      texts[name] += text;
      done?.();
    },
  });
  return {
    held: { stdout: output('stdout'), stderr: output('stderr'), env, cwd, signal },
    released: () => ({ text: texts.stdout, notes: texts.stderr }),
  };
}

/** What a scan left behind. */
export interface Outcome {
  /** null where there is no report. */
  readonly audited: Audited | null;
  /** null where an error says the rest. */
  readonly code: ExitCode | null;
  /** The report as people read it; empty where a file took it. */
  readonly text: string;
  /** What went to stderr. */
  readonly notes: string;
  /** Whether the configuration's targets hear of it; what goes wrong with that is in `notes`. */
  readonly isTold: boolean;
}

async function print(outcome: Outcome, io: Io): Promise<void> {
  if (!isWorthAMail(outcome)) return;
  const { audited, notes, text } = outcome;
  if (audited !== null) await writeAll(io.stdout, [`${headline(audited, outcome)}\n\n`]);
  io.stderr.write(notes);
  const isInFile = audited !== null && text === '';
  await writeAll(io.stdout, [isInFile ? 'The report is in the file that --output names.\n' : text]);
}

/**
 * Silence must mean that all was audited, that nothing at the threshold was found, that nothing has changed, and that
 * nothing had to be said; or that the configuration's targets have heard of it.
 */
export function isWorthAMail({ audited, code, notes, isTold }: Outcome): boolean {
  if (notes !== '' || code === null || audited === null) return true;
  const { report } = audited;
  if (isTold) return code !== exitCodes.ok && isNoNews(audited);
  return code !== exitCodes.ok || unauditedAccounts(report).length > 0 || hasChanged(report);
}

/**
 * Whether the exit code has a cause that is no news to targets: an account that was audited in part, and what fails
 * for `--strict` alone.
 */
function isNoNews({ report, failOn }: Audited): boolean {
  const { accounts, summary } = report;
  const isGrave = openOf(report, 'fail').some(({ severity }) => isAtLeast(severity, failOn));
  return accounts.some(({ status }) => status === 'partial') || (summary.verdict === 'fail' && !isGrave);
}

function hasChanged(report: Report): boolean {
  return openOf(report, 'fail').some(({ check, includes }) =>
    [check, ...includes.map((part) => part.check)].some(isDrift),
  );
}

/** The verdict, which a list of mails shows; of a pass first why it is told. */
export function headline({ report, failOn }: Audited, { code, notes }: Outcome): string {
  const { verdict } = report.summary;
  const why = [
    ...(hasChanged(report) ? ['Something has changed.'] : []),
    ...(notes === '' ? [] : ['See the notes below.']),
    ...(code === null ? ['Something went wrong: see the end.'] : []),
  ];
  const text = [...(verdict === 'pass' ? why : []), verdictText(report, failOn)].join(' ');
  return paragraph(width, { lead: `${verdict.toUpperCase()}  `, text }).join('\n');
}
