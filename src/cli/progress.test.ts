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

/** What a terminal of so many columns is sent. */
function sent(columns: number, quiet = false, isTTY = true): string {
  let text = '';
  const stderr = { write: (more: string) => (text += more), isTTY, columns };
  const io = { stdout: stderr, stderr, env: {}, cwd: '/', signal: new AbortController().signal };
  const progress = createProgress(io, quiet);
  progress.step(1, 1);
  progress.request();
  progress.step(9_999, 10_000);
  progress.end();
  return text;
}

it('says how far the audit is, each time in place of the last', () => {
  expect(sent(80).split('\r\u001b[2K')).toEqual([
    '',
    'Asking the exchanges: 1 of 1 account',
    'Asking the exchanges: 1 of 1 account, 1 request',
    'Asking the exchanges: 9999 of 10000 accounts, 1 request',
    '',
  ]);
});

it('never wraps, for what has wrapped cannot be taken back', () => {
  for (const line of sent(30).split('\r\u001b[2K')) expect(line.length).toBeLessThan(30);
});

it.each([
  ['where none is wanted', true, true],
  ['where nobody looks', false, false],
])('says nothing %s', (_, quiet, isTTY) => {
  expect(sent(80, quiet, isTTY)).toBe('');
});
