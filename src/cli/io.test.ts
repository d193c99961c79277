import { expect, it } from 'vitest';
import { writeAll } from './io.ts';

/** An output that takes its time, and whose reader leaves after so many texts. */
function slowOutput(readerTakes: number) {
  const log: string[] = [];
  let written = 0;
  return {
    log,
    write: (text: string, done?: (error?: Error | null) => void) => {
      if (text !== '') log.push(`write ${text}`);
      if (text !== '') written += 1;
      const isGone = written > readerTakes;
      setImmediate(() => {
        if (done === undefined) return;
        log.push(isGone ? 'gone' : 'read');
        done(isGone ? new Error('EPIPE') : null);
      });
      return false;
    },
  };
}

it('writes no text before the one ahead of it has been read', async () => {
  const output = slowOutput(3);
  await writeAll(output, ['a', 'b', 'c']);
  expect(output.log).toEqual(['write a', 'read', 'write b', 'read', 'write c', 'read']);
});

it('ends where the reader has gone', async () => {
  const output = slowOutput(1);
  await writeAll(output, ['a', 'b', 'c']);
  expect(output.log).toEqual(['write a', 'read', 'write b', 'gone']);
});

it('waits for nothing where texts are taken at once', async () => {
  const log: string[] = [];
  await writeAll({ write: (text) => log.push(text) }, ['a', 'b']);
  expect(log).toEqual(['a', 'b']);
});
