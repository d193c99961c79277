import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runAction } from '../helpers/composite-action.ts';
import { download } from '../helpers/download.ts';
import { folder } from '../helpers/process.ts';
import { simulated } from '../helpers/simulated.ts';

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
