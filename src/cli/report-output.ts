import type { Report } from '../model/report.js';
import type { Severity } from '../model/severity.js';
import { UserError } from '../model/user-error.js';
import { type Format, reporters } from '../reporters/index.js';
import { type Io, wantsColor, wantsUnicode, widthOf } from './io.js';
import { writeOutput } from './output-file.js';

export interface ReportOptions {
  readonly format: Format;
  /** Where to write it; stdout where it is left out. */
  readonly output?: string;
  readonly color: boolean;
}

/** Prints the report, or writes it to the file of `--output`. */
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
  });
  if (options.output === undefined) {
    io.stdout.write(text);
    return;
  }
  try {
    await writeOutput(options.output, text, io);
  } catch (error) {
    // The audit's result must not be lost with the disk that was full.
    io.stdout.write(text);
    if (!(error instanceof UserError)) throw error;
    throw new UserError(`${error.message} The report is on stdout instead.`);
  }
  io.stderr.write(`Report written to ${options.output}\n`);
}
