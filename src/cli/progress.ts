import type { Io } from './io.js';
import { clearLine, questioned } from './questioned.js';

export interface Progress {
  /** So many accounts are done. */
  step(done: number, total: number): void;
  /** One more request was answered: the sub-accounts of a large account take many, and minutes. */
  request(): void;
  end(): void;
}

/**
 * Writes a line to stderr while an audit runs: in the place of the progress, which comes again below it; or below a
 * question, which stays.
 */
export function writeLine({ stderr }: Io, line: string): void {
  const start = questioned.has(stderr) ? '\n' : clearLine;
  stderr.write(`${stderr.isTTY === true ? start : ''}${line}\n`);
}

/**
 * A line on stderr that says how far the audit is; on a terminal only, and gone when it is over.
 * @param quiet for a stderr that other lines are written to, and for those who want none
 */
export function createProgress(io: Io, quiet: boolean): Progress {
  if (quiet || io.stderr.isTTY !== true) return { step: () => {}, request: () => {}, end: () => {} };
  let accounts = '';
  let requests = 0;
  const draw = () => {
    if (questioned.has(io.stderr)) return;
    const asked = requests === 0 ? '' : `, ${requests} ${requests === 1 ? 'request' : 'requests'}`;
    const line = `Asking the exchanges: ${accounts}${asked}`;
    // A line that wraps could not be taken back.
    io.stderr.write(`${clearLine}${line.slice(0, (io.stderr.columns ?? 80) - 1)}`);
  };
  return {
    step: (done, total) => {
      accounts = `${done} of ${total} ${total === 1 ? 'account' : 'accounts'}`;
      draw();
    },
    request: () => {
      requests += 1;
      draw();
    },
    end: () => io.stderr.write(clearLine),
  };
}
