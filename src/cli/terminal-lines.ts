import { createInterface, type Interface } from 'node:readline';
import { Writable } from 'node:stream';
import { UserError } from '../model/user-error.js';
import type { Input, Io } from './io.js';
import { questioned } from './questioned.js';

/** A person's answers, a line each. They end with Ctrl-D: then all reject with a UserError. */
export interface TerminalLines {
  /** The answer without the blanks around it. */
  ask(question: string): Promise<string>;
  /** The answer as it is, which is not shown. Where it begins a PEM file, all its lines. */
  askHidden(question: string): Promise<string>;
  close(): void;
}

/**
 * Takes a terminal's lines, which readline edits: where the kernel does so, none is longer than 4 KiB. What is typed
 * before it is asked for waits, unseen, for its question.
 */
export function openTerminal(stdin: Input, { stderr, signal }: Io): TerminalLines {
  let isShown = false;
  const output = new Writable({
    write: (chunk, _, done) => {
      if (isShown) stderr.write(String(chunk));
      done();
    },
  });
  questioned.add(stderr);
  const lines = createInterface({ input: stdin, output, terminal: true, signal, historySize: 0 })
    .on('line', () => {
      isShown = false;
    })
    // The terminal no longer makes a signal of Ctrl-C. On Windows, one that is sent would end the process at once.
    .on('SIGINT', () => process.emit('SIGINT', 'SIGINT') || process.kill(process.pid, 'SIGINT'))
    .on('close', () => questioned.delete(stderr));
  const { early, next } = oneByOne(lines);
  const line = async (): Promise<string> => {
    const answer = await next();
    if (answer !== null) return answer;
    stderr.write('\n');
    signal.throwIfAborted();
    throw new UserError('the answers ended before the questions did; nothing was written.');
  };
  return {
    ask: async (question) => {
      const [typed] = early;
      if (typed !== undefined) stderr.write(`${question}: ${typed}\n`);
      else {
        isShown = true;
        lines.setPrompt(`${question}: `);
        lines.prompt(true);
      }
      return (await line()).trim();
    },
    askHidden: async (question) => {
      stderr.write(`${question}: `);
      const read = [await line()];
      while (isInsidePem(read)) {
        // Of a file that was pasted whole, they are there.
        if (read.length === 1 && early.length === 0) stderr.write('its other lines, to END: ');
        read.push(await line());
      }
      stderr.write('\n');
      return read.join('\n');
    },
    close: () => lines.close(),
  };
}

/** The lines that came before anybody asked, and the next one; null once they have ended. */
function oneByOne(lines: Interface): {
  readonly early: readonly string[];
  readonly next: () => Promise<string | null>;
} {
  const early: string[] = [];
  let take: ((line: string | null) => void) | null = null;
  let isClosed = false;
  lines
    .on('line', (line) => {
      if (take === null) early.push(line);
      else take(line);
      // More lines may come in the same breath.
      take = null;
    })
    .on('close', () => {
      isClosed = true;
      take?.(null);
    });
  return {
    early,
    next: async () => {
      const typed = early.shift();
      if (typed !== undefined || isClosed) return typed ?? null;
      return await new Promise((resolve) => {
        take = resolve;
      });
    },
  };
}

/** Whether more lines of a PEM file must follow. */
function isInsidePem([first = '', ...others]: readonly string[]): boolean {
  return first.includes('-----BEGIN') && ![first, ...others].some((line) => line.includes('-----END'));
}
