import type { Io } from './io.js';

export interface Progress {
  /** So many accounts are done. */
  step(done: number, total: number): void;
  /** One more request was answered: the sub-accounts of a large account take many, and minutes. */
  request(): void;
  end(): void;
}

/**
 * A line on stderr that says how far the audit is; on a terminal only, and gone when it is over.
 * @param quiet for a stderr that other lines are written to, and for those who want none
 */
export function createProgress(io: Io, quiet: boolean): Progress {
  if (quiet || io.stderr.isTTY !== true) return { step: () => {}, request: () => {}, end: () => {} };
  const clear = '\r\u001b[2K';
  let accounts = '';
  let requests = 0;
  const draw = () => {
    const asked = requests === 0 ? '' : `, ${requests} ${requests === 1 ? 'request' : 'requests'}`;
    const line = `Asking the exchanges: ${accounts}${asked}`;
    // A line that wraps could not be taken back.
    io.stderr.write(`${clear}${line.slice(0, (io.stderr.columns ?? 80) - 1)}`);
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
    end: () => io.stderr.write(clear),
  };
}
