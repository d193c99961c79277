import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process';

/** A program and its arguments; no shell looks at them. */
export type Command = readonly [program: string, ...args: string[]];

export interface GroupOptions {
  /** null for the working directory of keyaudit. */
  readonly cwd: string | null;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdio: StdioOptions;
}

const isWindows = process.platform === 'win32';

/** How long what a program left behind may hold its output open. */
export const lingerMs = 1_000;

/** Starts a program that can be ended with all that it starts; null where an argument holds what none can have. */
export function startGroup(
  [program, ...args]: Command,
  { cwd, env, stdio }: GroupOptions,
): ChildProcess | null {
  try {
    return spawn(program, args, {
      ...(cwd !== null && { cwd }),
      env: { ...env },
      stdio,
      // The leader of a group of its own: what it starts can be ended with it. It has no terminal then, and cannot
      // wait for an answer that nobody gives. On Windows this would open a window.
      detached: !isWindows,
      windowsHide: true,
    });
  } catch {
    // Node's message repeats the argument.
    return null;
  }
}

/** Ends it at once: programs that print or tell something have nothing to put in order. */
export function killGroup(child: ChildProcess): void {
  try {
    if (isWindows || child.pid === undefined) child.kill('SIGKILL');
    else process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It is over already, or another user's (sudo), and ends by itself when its pipes are gone.
  }
}

/** A clause that follows the program's name; null where all went well. */
export function howItEnded(code: number | null, by: NodeJS.Signals | null): string | null {
  if (code === 0) return null;
  return by === null ? `ended with exit code ${code}` : `was ended by ${by}`;
}

/** The problem of a program that is not there. */
export const notFound = 'was not found';

/** A clause that follows the program's name. */
export function whyNotStarted({ code }: NodeJS.ErrnoException): string {
  if (code === 'ENOENT') return notFound;
  if (code === 'EACCES') return 'may not be run by this user; a script needs chmod +x';
  return `cannot be started (${code ?? 'unknown error'})`;
}
