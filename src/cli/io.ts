import { withoutCommands } from '../reporters/workflow-log.js';

/** What the program touches of the process; tests hand in others. */
export interface Io {
  readonly stdout: Output;
  readonly stderr: Output;
  /** Where a person answers; left out where nobody can. */
  readonly stdin?: Input;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** Aborted when the user or the system calls the program off; its reason is an Interruption. */
  readonly signal: AbortSignal;
  /** Calls back at each SIGHUP, which then does not end the program; gives what takes that back. Left out where there is none. */
  readonly onHangup?: (listener: () => void) => () => void;
}

export interface Input extends NodeJS.ReadableStream {
  readonly isTTY?: boolean;
}

export interface Output {
  /**
   * Gives false where the text waits in memory for whoever reads.
   * @param done called once it has been read, or cannot be
   */
  write(text: string, done?: (error?: Error | null) => void): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** Writes one text after the other, no faster than they are read. Ends early where the reader has gone. */
export async function writeAll(output: Output, texts: Iterable<string>): Promise<void> {
  for (const text of texts) {
    if (output.write(text) !== false) continue;
    // The next in line; its turn comes though the reader has gone.
    const error = await new Promise((resolve) => output.write('', resolve));
    if (error instanceof Error) return;
  }
}

/** Standard error as it is; in a GitHub workflow, whose runner reads it for commands, without any. */
export function harmlessIn(env: Io['env'], output: Output): Output {
  if (!isSet(env.GITHUB_ACTIONS)) return output;
  return { write: (text) => output.write(withoutCommands(text)) };
}

/** Ctrl-C, or a polite kill. */
export class Interruption extends Error {
  override readonly name = 'Interruption';

  /** @param exitCode 128 and the signal's number, as shells have it */
  constructor(readonly exitCode: number) {
    super('interrupted');
  }
}

/** Whether to colour what goes to this output: https://no-color.org, and FORCE_COLOR against it. */
export function wantsColor(output: Output, env: Io['env'], allowed: boolean): boolean {
  if (!allowed || isSet(env.NO_COLOR)) return false;
  if (isSet(env.FORCE_COLOR)) return env.FORCE_COLOR !== '0';
  return output.isTTY === true && env.TERM !== 'dumb';
}

/** Whether the locale has more than ASCII. Under cron it is often not set, which means it has not. */
export function wantsUnicode(env: Io['env'], platform: NodeJS.Platform): boolean {
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG;
  return locale === undefined ? platform === 'darwin' || platform === 'win32' : /utf-?8/i.test(locale);
}

/** Columns to write in; 80 where nothing tells. */
export function widthOf(output: Output, env: Io['env']): number {
  const columns = output.columns ?? Number(env.COLUMNS);
  return Number.isInteger(columns) && columns > 0 ? Math.min(200, Math.max(60, columns)) : 80;
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '';
}
