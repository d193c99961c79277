import { expect, it } from 'vitest';
import { describeBug } from './bug.ts';
import { run } from './run.ts';

it('shows where a bug is, and nothing of what it was given', () => {
  const shown = describeBug(new TypeError('cannot read CANARY', { cause: 'CANARY' }));
  expect(shown).toMatch(/TypeError\n {4}at .*bug\.test\.ts:\d+/);
  expect(shown).not.toContain('CANARY');
});

it('takes what is no error at all', () => {
  expect(describeBug('CANARY')).not.toContain('CANARY');
});

it('exits with 70', async () => {
  let errors = '';
  const io = {
    stdout: {
      write: () => {
        throw new RangeError('CANARY');
      },
    },
    stderr: { write: (text: string) => (errors += text) },
    env: {},
    cwd: '/',
    signal: new AbortController().signal,
  };
  expect(await run(['checks'], io)).toBe(70);
  expect(errors).toMatch(/bug in keyaudit.*RangeError/);
  expect(errors).not.toContain('CANARY');
});
