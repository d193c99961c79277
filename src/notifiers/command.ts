import type { ChildProcessByStdio } from 'node:child_process';
import { basename } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { stripVTControlCharacters } from 'node:util';
import { howItEnded, killGroup, lingerMs, notFound, startGroup, whyNotStarted } from '../processes/group.js';
import { type Message, type Notifier, NotifyError } from './message.js';
import { payloadOf } from './payload.js';
import { bodyOf, oneLine, subjectOf } from './summary-lines.js';

export interface CommandOptions {
  /** A program and its arguments; no shell looks at them. */
  readonly run: readonly [program: string, ...args: string[]];
  /** null for the working directory of keyaudit. */
  readonly cwd: string | null;
  /** Names of variables that the program gets beside the usual ones. */
  readonly env?: readonly string[];
}

export interface CommandTools {
  /** What the program's environment is taken from. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** For tests. */
  readonly timeoutMs?: number;
}

const usualTimeoutMs = 60_000;

/**
 * Variables without which programs do not find files, words or the desktop. No more: the environment may hold keys of
 * bots and what keyaudit opens secrets with, and a program that tells somebody needs none of it.
 */
const usualVariables =
  /^(?:PATH|PATHEXT|HOME|USER|LOGNAME|SHELL|LANG|LANGUAGE|LC_\w+|TZ|TMPDIR|TEMP|TMP|XDG_\w+|DISPLAY|WAYLAND_DISPLAY|XAUTHORITY|DBUS_SESSION_BUS_ADDRESS|SYSTEMROOT|COMSPEC|USERPROFILE|APPDATA|LOCALAPPDATA)$/i;

/**
 * Runs a program that tells somebody. It finds the `Payload` as JSON on its input, and subject, summary, occasion and id
 * in the variables KEYAUDIT_SUBJECT, KEYAUDIT_SUMMARY, KEYAUDIT_OCCASION and KEYAUDIT_ID. What it prints is not looked
 * at; with any exit code but 0 the message counts as not told, and the last line of its stderr says why. After a minute
 * it is ended, and with it what it started.
 */
export function createCommand(options: CommandOptions, tools: CommandTools): Notifier {
  const { run, cwd, env: named = [] } = options;
  return {
    name: `command ${shownProgram(run[0])}`,
    send: async (message, signal) => {
      if (signal.aborted) throw new NotifyError('it was called off');
      const child = start(run, cwd, { ...passedOn(tools.env, named), ...about(message) });
      if (child === null) {
        throw new NotifyError('it cannot be started: an argument holds a character that none can have', true);
      }
      const lastLine = listen(child.stderr);
      // It need not read what it is given.
      child.stdin.on('error', () => {});
      child.stdin.end(`${JSON.stringify(payloadOf(message))}\n`);
      const { problem, isLasting } = await ending(child, signal, tools.timeoutMs ?? usualTimeoutMs);
      if (problem === null) return;
      const heard = lastLine();
      throw new NotifyError(`it ${problem}${heard === '' ? '' : `: ${heard}`}`, isLasting);
    },
  };
}

/** Whoever writes a whole command line where the program belongs may have a secret in it. */
function shownProgram(program: string): string {
  return oneLine(basename(program.replace(/\s.*/su, ' …')), 60);
}

function passedOn({ ...env }: CommandTools['env'], named: readonly string[]): CommandTools['env'] {
  return Object.fromEntries(
    Object.entries(env).filter(([variable]) => usualVariables.test(variable) || named.includes(variable)),
  );
}

function about(message: Message): CommandTools['env'] {
  return {
    KEYAUDIT_SUBJECT: subjectOf(message),
    KEYAUDIT_SUMMARY: bodyOf(message, { limit: 4000, sizeOf: ({ length }) => length }),
    KEYAUDIT_OCCASION: message.occasion,
    KEYAUDIT_ID: message.id,
  };
}

type Child = ChildProcessByStdio<Writable, null, Readable>;

function start(run: CommandOptions['run'], cwd: string | null, env: CommandTools['env']): Child | null {
  // `as`: what is piped below is there.
  return startGroup(run, { cwd, env, stdio: ['pipe', 'ignore', 'pipe'] }) as Child | null;
}

interface Ending {
  /** What follows "it"; null where all went well. */
  readonly problem: string | null;
  readonly isLasting: boolean;
}

/** Waits until the program is over, or ends it. */
function ending(child: Child, signal: AbortSignal, timeoutMs: number): Promise<Ending> {
  return new Promise((resolve) => {
    let lingering: NodeJS.Timeout | undefined;
    const stop = (problem: string | null, isLasting = false) => {
      clearTimeout(timer);
      clearTimeout(lingering);
      signal.removeEventListener('abort', onAbort);
      // What it left behind may hold them open: nobody waits for it.
      child.stdin.destroy();
      child.stderr.destroy();
      resolve({ problem, isLasting });
    };
    const kill = (problem: string) => {
      killGroup(child);
      child.unref();
      stop(problem);
    };
    const onAbort = () => kill('was called off');
    const timer = setTimeout(() => kill(`did not end within ${timeoutMs / 1000} s`), timeoutMs);
    signal.addEventListener('abort', onAbort, { once: true });
    child.on('error', (error) => {
      const why = whyNotStarted(error);
      stop(why === notFound ? `${why}; give its path, or put its folder on PATH` : why, true);
    });
    child.once('exit', (code, by) => {
      lingering = setTimeout(() => stop(howItEnded(code, by)), lingerMs);
    });
    child.once('close', (code, by) => stop(howItEnded(code, by)));
  });
}

/** Gives the last line that was said so far, without what steers a terminal. */
function listen(stderr: Readable): () => string {
  const decoder = new StringDecoder('utf8');
  let said = '';
  stderr.on('data', (chunk: Buffer) => {
    said = (said + decoder.write(chunk)).slice(-4096);
  });
  return () => {
    const lines = stripVTControlCharacters(said).split(/[\r\n]+/);
    return oneLine(lines.findLast((line) => line.trim() !== '') ?? '', 200);
  };
}
