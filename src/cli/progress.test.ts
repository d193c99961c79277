import { expect, it } from 'vitest';
import { createProgress } from './progress.ts';

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
