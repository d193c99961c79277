import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { basename } from 'node:path';
import type { Readable } from 'node:stream';
import { maxKeyBytes, toText } from './read-text.js';
import { relayLines } from './relay-lines.js';

/** A program and its arguments; no shell looks at them. */
export type Command = readonly [program: string, ...args: string[]];

export interface ProgramOptions {
  /** null for the working directory of keyaudit. */
  readonly cwd: string | null;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Shows a person a line of what the program says on its stderr. */
  readonly show: (line: string) => void;
  /** Aborted when the scan is called off: then the program is ended, and its run rejects with the signal's reason. */
  readonly signal: AbortSignal;
  readonly timeoutMs: number;
}

/** What a program printed, or what is wrong with it: a clause that follows its name, and repeats nothing of it. */
export type Outcome = { readonly text: string } | { readonly problem: string };

/** The problem of a program that is not there. */
export const notFound = 'was not found';

/** How long what a program left behind may hold its output open. */
const lingerMs = 1_000;

/**
 * Runs a program and takes what it prints, which is never shown. Its input is closed; what it says on stderr is
 * shown as it comes. A program that takes too long or prints too much is ended, and with it what it started.
 */
export async function runProgram(command: Command, options: ProgramOptions): Promise<Outcome> {
  options.signal.throwIfAborted();
  const [program, ...args] = command;
  const child = start(program, args, options);
  if (child === null)
    return { problem: 'cannot be started; an argument holds a character that none can have' };
  const printed = collect(child.stdout);
  const said = relayLines(child.stderr, basename(program), options.show);
  try {
    const problem = await ending(child, printed, options);
    said.end();
    if (problem === null) return printed.take();
    const heard = said.hasSpoken() ? '; what it said is on stderr' : '';
    return { problem: `${problem}${heard}` };
  } finally {
    said.end();
    printed.forget();
  }
}

type Child = ChildProcessByStdio<null, Readable, Readable>;

const isWindows = process.platform === 'win32';

function start(program: string, args: readonly string[], { cwd, env }: ProgramOptions): Child | null {
  try {
    return spawn(program, args, {
      ...(cwd !== null && { cwd }),
      env: { ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
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

/** Waits until the program is over, or ends it. null where all went well. */
function ending(
  child: Child,
  printed: Printed,
  { signal, timeoutMs }: ProgramOptions,
): Promise<string | null> {
  return new Promise((resolve, reject) => {
    let lingering: NodeJS.Timeout | undefined;
    let isOver = false;
    const stop = (report: () => void) => {
      isOver = true;
      clearTimeout(timer);
      clearTimeout(lingering);
      signal.removeEventListener('abort', onAbort);
      report();
    };
    const kill = (report: () => void) => {
      if (isOver) return;
      killGroup(child);
      // What escaped from the group may hold the pipes open: nobody waits for it.
      child.stdout.destroy();
      child.stderr.destroy();
      child.unref();
      stop(report);
    };
    const onAbort = () => kill(() => reject(signal.reason));
    const timer = setTimeout(
      () => kill(() => resolve(`did not end within ${timeoutMs / 1000} s`)),
      timeoutMs,
    );
    signal.addEventListener('abort', onAbort, { once: true });
    printed.whenTooMuch(() => kill(() => resolve(`printed more than ${maxKeyBytes / 1024} KiB`)));
    child.on('error', (error: NodeJS.ErrnoException) => stop(() => resolve(whyNotStarted(error.code))));
    child.once('exit', (code, by) => {
      lingering = setTimeout(() => kill(() => resolve(howItEnded(code, by))), lingerMs);
    });
    child.once('close', (code, by) => stop(() => resolve(howItEnded(code, by))));
  });
}

/** Reading programs have nothing to put in order, so they are not asked first. */
function killGroup(child: Child): void {
  try {
    if (isWindows || child.pid === undefined) child.kill('SIGKILL');
    else process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It is over already, or another user's (sudo), and ends by itself when its pipes are gone.
  }
}

function howItEnded(code: number | null, by: NodeJS.Signals | null): string | null {
  if (code === 0) return null;
  return by === null ? `ended with exit code ${code}` : `was ended by ${by}`;
}

function whyNotStarted(code: string | undefined): string {
  if (code === 'ENOENT') return notFound;
  if (code === 'EACCES') return 'may not be run by this user; a script needs chmod +x';
  return `cannot be started (${code ?? 'unknown error'})`;
}

interface Printed {
  readonly whenTooMuch: (tell: () => void) => void;
  readonly take: () => Outcome;
  /** Overwrites the bytes. */
  readonly forget: () => void;
}

function collect(stdout: Readable): Printed {
  const bytes = Buffer.alloc(maxKeyBytes);
  let length = 0;
  let tell = () => {};
  stdout.on('data', (chunk: Buffer) => {
    if (length + chunk.length > bytes.length) tell();
    else length += chunk.copy(bytes, length);
    chunk.fill(0);
  });
  return {
    whenTooMuch: (listener) => {
      tell = listener;
    },
    take: () => {
      const text = toText(bytes.subarray(0, length));
      if (text === null) return { problem: 'printed what is not UTF-8 text' };
      return text.trim() === '' ? { problem: 'printed nothing' } : { text };
    },
    forget: () => bytes.fill(0),
  };
}
