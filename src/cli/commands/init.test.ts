import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { audit, type Report } from '../../index.js';
import { run } from '../run.ts';

vi.mock('../../index.js', () => ({ audit: vi.fn() }));

const failed = {
  accounts: [
    {
      name: 'binance',
      status: 'failed',
      error: { kind: 'unexpected-response', message: 'a bug in keyaudit' },
    },
  ],
  keys: [],
};

/** `keyaudit init --from-scan` with a key in the environment, in an empty folder. */
async function fromScan() {
  const cwd = mkdtempSync(join(tmpdir(), 'keyaudit-init-'));
  onTestFinished(() => rmSync(cwd, { recursive: true }));
  let stderr = '';
  const env = { HOME: cwd, BINANCE_APIKEY: 'invented', BINANCE_SECRET: 'invented' };
  const io = { stdout: { write: () => {} }, stderr: { write: (text: string) => (stderr += text) }, env, cwd };
  const code = await run(['init', '--from-scan'], { ...io, signal: new AbortController().signal });
  return { code, stderr, file: join(cwd, 'keyaudit.config.yaml') };
}

it('--from-scan shows a bug that an account met, and exits with 70 as scan does', async () => {
  vi.mocked(audit).mockImplementation(async ({ onBug }) => {
    onBug?.(new TypeError('CANARY'));
    return failed as unknown as Report;
  });
  const { code, stderr, file } = await fromScan();
  expect(code).toBe(70);
  expect(stderr).toMatch(/this is a bug in keyaudit .*TypeError/);
  expect(stderr).toContain(
    'binance: Could not be audited (unexpected-response). Nothing is expected of it yet.',
  );
  expect(readFileSync(file, 'utf8')).toContain('# init: Could not be audited (unexpected-response).');
  expect(stderr).not.toContain('CANARY');
});
