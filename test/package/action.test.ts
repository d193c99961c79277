import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { runAction } from '../helpers/composite-action.ts';
import { folder } from '../helpers/process.ts';
import { simulated } from '../helpers/simulated.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** The repository as a runner downloads it: what git has, and nothing that was built or installed. */
function download(): string {
  const path = folder();
  const files = execFileSync('git', ['ls-files', '-z'], { cwd: root });
  const tar = execFileSync('tar', ['--null', '--files-from=-', '-cf', '-'], {
    ...{ cwd: root, input: files, maxBuffer: 100_000_000 },
  });
  execFileSync('tar', ['-xf', '-'], { cwd: path, input: tar });
  return path;
}

it('the action installs and builds itself from what git has, and audits', async () => {
  const path = download();
  const { config, env } = await simulated([{ name: 'widened', exchange: 'binance', answers: 'widened' }]);
  const cwd = folder({ 'keyaudit.config.yaml': config });
  const { outputs, summary, codes } = await runAction({ path, cwd, env });
  expect(codes).toMatchObject({ 'Install keyaudit': 0, 'Say what keyaudit says': 1 });
  expect(existsSync(join(path, 'dist/cli/main.js'))).toBe(true);
  expect(outputs.verdict).toBe('fail');
  expect(summary).toMatch(/^## keyaudit: FAIL\n/);
});
