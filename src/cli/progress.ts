import type { Io } from './io.js';

/** A line on stderr that says how far the audit is; on a terminal only, and gone when it is over. */
export function createProgress(io: Io): { step(done: number, total: number): void; end(): void } {
  if (io.stderr.isTTY !== true) return { step: () => {}, end: () => {} };
  const clear = '\r\u001b[2K';
  return {
    step: (done, total) => io.stderr.write(`${clear}Asking the exchanges: ${done} of ${total} accounts`),
    end: () => io.stderr.write(clear),
  };
}
