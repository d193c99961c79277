import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { Report } from '../model/report.js';
import type { Severity } from '../model/severity.js';
import { UserError } from '../model/user-error.js';
import { type Format, reporters } from '../reporters/index.js';
import { type Io, wantsColor, wantsUnicode, widthOf } from './io.js';

export interface ReportOptions {
  readonly format: Format;
  /** Where to write it; stdout where it is left out. */
  readonly output?: string;
  /** The mildest finding that formats for people show. */
  readonly show: Severity;
  readonly color: boolean;
}

/** Finds out before the audit whether its report can be written. */
export async function checkOutput(output: string | undefined, io: Io): Promise<void> {
  if (output === undefined) return;
  const folder = dirname(resolve(io.cwd, output));
  try {
    await access(folder, constants.W_OK);
  } catch {
    throw new UserError(`--output ${output}: its folder does not exist or may not be written to.`);
  }
  const target = await stat(resolve(io.cwd, output)).catch(() => null);
  if (target?.isDirectory() === true) throw new UserError(`--output ${output} is a folder.`);
}

/** Prints the report, or writes it whole or not at all: a reader never meets half of one. */
export async function writeReport(
  report: Report,
  failOn: Severity,
  options: ReportOptions,
  io: Io,
): Promise<void> {
  const toFile = options.output !== undefined;
  const { render } = await reporters[options.format].load();
  const text = render(report, {
    width: toFile ? 80 : widthOf(io.stdout, io.env),
    color: !toFile && wantsColor(io.stdout, io.env, options.color),
    unicode: toFile || wantsUnicode(io.env, process.platform),
    failOn,
    show: options.show,
  });
  if (options.output === undefined) {
    io.stdout.write(text);
    return;
  }
  const file = resolve(io.cwd, options.output);
  try {
    const { default: writeFileAtomic } = await import('write-file-atomic');
    await writeFileAtomic(file, text, { mode: 0o600 });
  } catch (error) {
    // The audit's result must not be lost with the disk that was full.
    io.stdout.write(text);
    const { code = 'error' } = error as NodeJS.ErrnoException;
    throw new UserError(
      `--output ${options.output}: could not be written (${code}). The report is on stdout instead.`,
    );
  }
  io.stderr.write(`Report written to ${options.output}\n`);
}
