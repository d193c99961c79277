import { expect, it } from 'vitest';
import type { Io } from './io.js';
import { createProgress, writeLine } from './progress.js';

/** What is left to be read on a terminal, or in a file. */
function stderrOf(isTTY: boolean, work: (io: Io) => void): string[] {
  let written = '';
  const stderr = { isTTY, write: (text: string) => (written += text) };
  const { signal } = new AbortController();
  work({ stdout: stderr, stderr, env: {}, cwd: '/', signal });
  return written.split('\n').map((line) => line.slice(line.lastIndexOf('\u001b[2K') + 1).replace('[2K', ''));
}

it.each([
  ['a terminal', true, ['op: touch the key', 'op: thank you', 'Asking the exchanges: 1 of 2 accounts']],
  ['a file', false, ['op: touch the key', 'op: thank you', '']],
])('a line that is written meanwhile takes the place of the progress on %s', (_, isTTY, lines) => {
  const seen = stderrOf(isTTY, (io) => {
    const progress = createProgress(io, false);
    progress.step(0, 2);
    writeLine(io, 'op: touch the key');
    writeLine(io, 'op: thank you');
    progress.step(1, 2);
  });
  expect(seen).toEqual(lines);
});
