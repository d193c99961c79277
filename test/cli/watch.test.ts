import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { folder, keyaudit } from '../helpers/process.ts';
import { type ConfiguredAccount, simulated } from '../helpers/simulated.ts';
import { watching } from '../helpers/watching.ts';

const name = 'keyaudit.config.yaml';
const bot: ConfiguredAccount = { name: 'grid-bot', exchange: 'bybit', answers: 'documented' };
const tracker: ConfiguredAccount = { name: 'tracker', exchange: 'binance', answers: 'tracker' };

async function setUp(accounts: readonly ConfiguredAccount[] = [bot], more = '') {
  const { config, env, simulator, url } = await simulated(accounts);
  const cwd = folder({ [name]: `${config}${more}` });
  const all = { ...env, XDG_STATE_HOME: folder() };
  return { cwd, env: all, simulator, config, port: Number(new URL(url).port) };
}

it('tells of a key that is changed while it runs, and ends cleanly', async () => {
  const { cwd, env, simulator } = await setUp();
  const watch = watching([], { cwd, env });
  await watch.until(/First round: \w+\. 1 account, 1 key/);
  simulator.change('bybit', 'invented-key-of-grid-bot', 'documented-read-write');
  const said = await watch.until(/(Changed|New finding): .*grid-bot \(bybit\).*manage/);
  expect(said).toMatch(/watches 1 account \(keyaudit\.config\.yaml\), every 1 s\.\n/);
  watch.signal('SIGTERM');
  expect(await watch.exit).toBe(0);
  expect(watch.stdout()).toMatch(/stops watching: it was asked to\.\n$/);
  expect(watch.stderr()).toBe('');
});
