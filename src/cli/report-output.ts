import { realpath } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { didYouMean } from '../config/nearest.js';
import type { Report } from '../model/report.js';
import type { Severity } from '../model/severity.js';
import { UserError } from '../model/user-error.js';
import {
  type Format,
  formats,
  type LoadedReporter,
  type RenderOptions,
  reporters,
} from '../reporters/index.js';
import { type Io, wantsColor, wantsUnicode, widthOf, writeAll } from './io.js';
import { checkOutput, writeOutput } from './output-file.js';

export interface ReportOptions {
  readonly format: Format;
  /** `FILE` for the report of `format`, or `FORMAT=FILE`. */
  readonly output?: readonly string[];
  /** The mildest finding that formats for people show. */
  readonly show: Severity;
  readonly color: boolean;
  /** Nothing on stderr but what went wrong. */
  readonly quiet?: boolean;
  /** Left out where nobody has asked for none. */
  readonly progress?: boolean;
  /** Is given the report before any of it is written. */
  readonly onReport?: (report: Report, failOn: Severity) => void;
  /** Is called where somebody else is told of what the report says. */
  readonly onTold?: () => void;
}

/** A file that a report is to be written to. */
interface OutputFile {
  readonly format: Format;
  /** As the user named it. */
  readonly name: string;
  readonly path: string;
}

/** Where the reports of one audit go. */
export interface Outputs {
  /** null where a file takes the report of `--format`. */
  readonly stdout: Format | null;
  readonly files: readonly OutputFile[];
}

/** Finds out before the audit where its reports go, and whether they can be written there. */
export async function planOutputs({ format, output = [] }: ReportOptions, io: Io): Promise<Outputs> {
  const files = output.map((text) => parseOutput(text, format, io.cwd));
  const owners = new Map<string, string>();
  for (const { name, path } of files) {
    await checkOutput(name, io);
    const place = await realPlace(path);
    const other = owners.get(place);
    if (other !== undefined) throw new UserError(`--output ${name}: ${other} is the same file.`);
    owners.set(place, name);
  }
  return { stdout: output.some((text) => formatIn(text) === null) ? null : format, files };
}

function parseOutput(text: string, format: Format, cwd: string): OutputFile {
  const word = formatIn(text);
  if (word === null) return { format, name: text, path: resolve(cwd, text) };
  const known = formats.find((candidate) => candidate === word);
  if (known === undefined) {
    throw new UserError(
      `--output ${text}: there is no format ${word}${didYouMean(word, formats) || '.'}`,
      `Formats: ${formats.join(', ')}. A file of that name is written as ./${text}`,
    );
  }
  const name = text.slice(word.length + 1);
  if (name === '') throw new UserError(`--output ${text} names no file.`);
  return { format: known, name, path: resolve(cwd, name) };
}

/** What stands where `--output` may have a format; null where it is the name of a file, such as `./a=b.json`. */
function formatIn(text: string): string | null {
  return /^(\w+)=/.exec(text)?.[1] ?? null;
}

/** The file behind links, so that two names of one are seen. */
async function realPlace(path: string): Promise<string> {
  return await realpath(path).catch(async () => join(await realpath(dirname(path)), basename(path)));
}

/**
 * Writes each file whole or not at all, so that a reader never meets half of one, and then prints the report: its
 * verdict is the last that a person sees, though it is in a file. What goes wrong with one does not keep the others
 * from being written.
 */
export async function writeReports(
  report: Report,
  failOn: Severity,
  outputs: Outputs,
  options: ReportOptions,
  io: Io,
): Promise<void> {
  options.onReport?.(report, failOn);
  const onStdout: RenderOptions = {
    width: widthOf(io.stdout, io.env),
    color: wantsColor(io.stdout, io.env, options.color),
    unicode: wantsUnicode(io.env, process.platform),
    failOn,
    show: options.show,
  };
  const inFile = { ...onStdout, width: 80, color: false, unicode: true };
  const draw = async (format: Format, how: RenderOptions): Promise<Iterable<string>> => {
    const { render, pieces }: LoadedReporter = await reporters[format].load();
    return pieces === undefined ? [render(report, how)] : inChunks(pieces(report, how));
  };
  const problems: unknown[] = [];
  const attempt = async (step: () => Promise<void>) => {
    await step().catch((problem: unknown) => problems.push(problem));
  };
  const { stdout, files } = outputs;
  let prints = stdout;

  for (const { format, name } of files) {
    await attempt(async () => {
      try {
        await writeOutput(name, await draw(format, inFile), io);
      } catch (error) {
        if (prints !== null || !(error instanceof UserError)) throw error;
        // The audit's result must not be lost with the disk that was full.
        prints = format;
        throw new UserError(`${error.message} The report is on stdout instead.`, error.hint);
      }
      if (options.quiet !== true) io.stderr.write(`Report written to ${name}\n`);
    });
  }
  if (prints !== null) {
    const format = prints;
    const how = stdout === null ? inFile : onStdout;
    await attempt(async () => await writeAll(io.stdout, await draw(format, how)));
  } else if (options.quiet !== true) {
    const { verdict } = report.summary;
    const { verdictText } = await import('../reporters/table/verdict.js');
    io.stderr.write(`${verdict.toUpperCase()}  ${verdictText(report, failOn)}\n`);
  }
  raise(problems, io);
}

/** Small enough for memory, and large enough that the system is not called for every line. */
const chunkLength = 65_536;

function* inChunks(pieces: Iterable<string>): Iterable<string> {
  let chunk = '';
  for (const piece of pieces) {
    chunk += piece;
    if (chunk.length < chunkLength) continue;
    yield chunk;
    chunk = '';
  }
  yield chunk;
}

/** Throws what went wrong, if anything did: a bug before what the user can act on, which is then said here. */
function raise(problems: readonly unknown[], io: Io): void {
  const bugs = problems.filter((problem) => !(problem instanceof UserError));
  const told = problems.filter((problem) => problem instanceof UserError);
  const text = told.map(({ message }) => message).join('\n');
  if (bugs.length > 0) {
    if (text !== '') io.stderr.write(`keyaudit: ${text}\n`);
    throw bugs[0];
  }
  const hints = new Set(told.flatMap(({ hint }) => hint ?? []));
  if (text !== '') throw new UserError(text, hints.size === 0 ? null : [...hints].join('\n'));
}
