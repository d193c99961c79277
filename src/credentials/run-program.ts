import type { ChildProcessByStdio } from 'node:child_process';
import { basename } from 'node:path';
import type { Readable } from 'node:stream';
import {
  type Command,
  howItEnded,
  killGroup,
  lingerMs,
  startGroup,
  whyNotStarted,
} from '../processes/group.js';
import { maxKeyBytes, toText } from './read-text.js';
import { relayLines } from './relay-lines.js';

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

/**
 * Runs a program and takes what it prints, which is never shown. Its input is closed; what it says on stderr is
 * shown as it comes. A program that takes too long or prints too much is ended, and with it what it started.
 */
export async function runProgram(command: Command, options: ProgramOptions): Promise<Outcome> {
  options.signal.throwIfAborted();
  const child = start(command, options);
  if (child === null)
    return { problem: 'cannot be started; an argument holds a character that none can have' };
  const printed = collect(child.stdout);
  const said = relayLines(child.stderr, basename(command[0]), options.show);
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

function start(command: Command, { cwd, env }: ProgramOptions): Child | null {
  // `as`: what is piped below is there.
  return startGroup(command, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] }) as Child | null;
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
    child.on('error', (error) => stop(() => resolve(whyNotStarted(error))));
    child.once('exit', (code, by) => {
      lingering = setTimeout(() => kill(() => resolve(howItEnded(code, by))), lingerMs);
    });
    child.once('close', (code, by) => stop(() => resolve(howItEnded(code, by))));
  });
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
