import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { run } from '../helpers/process.ts';

/**
 * A connection, a request and its answer are some ten kilobytes: kept from each of the 1,600 rounds, they would be
 * sixteen millions. What the collector leaves differs by some from one time to the next.
 */
const mostBytes = 8_000_000;

it('holds its memory flat, round after round, history and all', async () => {
  const script = fileURLToPath(new URL('../../scripts/watch-memory.js', import.meta.url));
  const args = ['--expose-gc', script, '400', '2000'];
  const { code, stdout, stderr } = await run(process.execPath, args);
  expect([code, stderr]).toEqual([0, '']);
  const [before, after] = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { readonly rounds: number; readonly heap: number });
  expect([before?.rounds, after?.rounds]).toEqual([400, 2000]);
  expect((after?.heap ?? Number.NaN) - (before?.heap ?? 0)).toBeLessThan(mostBytes);
});
