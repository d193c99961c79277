import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { folder, keyaudit } from '../helpers/process.ts';
import { type ConfiguredAccount, simulated } from '../helpers/simulated.ts';
import { canMakeTerminal, conversation } from '../helpers/terminal.ts';
import { watching } from '../helpers/watching.ts';

const name = 'keyaudit.config.yaml';
const bot: ConfiguredAccount = { name: 'grid-bot', exchange: 'bybit', answers: 'documented' };
const tracker: ConfiguredAccount = { name: 'tracker', exchange: 'binance', answers: 'tracker' };

/** A busy machine may be silent for some seconds, which most tests are not about. */
const patient = 'watch: { silence: 1000 }\n';

async function setUp(accounts: readonly ConfiguredAccount[] = [bot], more = patient) {
  const { config, env, change, close, url } = await simulated(accounts);
  const cwd = folder({ [name]: `${config}${more}` });
  const all: Readonly<Record<string, string>> = { ...env, XDG_STATE_HOME: folder() };
  return { cwd, env: all, change, close, config, port: Number(new URL(url).port) };
}

it('tells of a key that is changed while it runs, and ends cleanly', async () => {
  const { cwd, env, change } = await setUp();
  const watch = watching([], { cwd, env });
  await watch.until(/First round: \w+\. 1 account, 1 key/);
  change('grid-bot', 'documented-read-write');
  const said = await watch.until(/(Changed|New finding): .*grid-bot \(bybit\).*manage/);
  expect(said).toMatch(/watches 1 account \(keyaudit\.config\.yaml\), every 1 s\.\n/);
  watch.signal('SIGTERM');
  expect(await watch.exit).toBe(0);
  expect(watch.stdout()).toMatch(/stops watching: it was asked to\.\n$/);
  expect(watch.stderr()).toBe('');
});

it('says once that an exchange is down and once that it is back, and what was changed meanwhile', async () => {
  const { cwd, env, close, config, port } = await setUp([bot, tracker]);
  const watch = watching([], { cwd, env });
  await watch.until(/First round/);
  await close();
  await watch.until(/The exchange bybit is down \(unreachable\)/, 'stderr');
  await watch.until(/The exchange binance is down \(unreachable\)/, 'stderr');
  const again = await simulated([{ ...bot, answers: 'documented-read-write' }, tracker], { port });
  expect(again.config).toBe(config);
  const said = await watch.until(/The exchange binance is back, after \d+ s/);
  await watch.until(/The exchange bybit is back, after \d+ s/);
  await watch.until(/(Changed|New finding): .*grid-bot \(bybit\).*manage/);
  watch.signal('SIGINT');
  expect(await watch.exit).toBe(0);
  expect(watch.stderr().match(/is down/g)).toHaveLength(2);
  expect(watch.stdout().match(/is back/g)).toHaveLength(2);
  expect(said).not.toContain('No longer found');
});

it('says at once that a key is refused, and opens it anew', async () => {
  const { cwd, env, close, port } = await setUp([bot, tracker]);
  const file = join(folder({ secret: `${env.GRID_BOT_SECRET}\n` }), 'secret');
  const { GRID_BOT_SECRET: _, ...rest } = env;
  const watch = watching([], { cwd, env: { ...rest, GRID_BOT_SECRET_FILE: file } });
  await watch.until(/First round: \w+\. 2 accounts, 2 keys/);
  await close();
  const other = 'another-invented-secret';
  await simulated([{ ...bot, secret: other }, tracker], { port });
  await watch.until(/The account grid-bot \(bybit\) is down \(invalid-credentials\)/, 'stderr');
  writeFileSync(file, other);
  await watch.until(/The account grid-bot \(bybit\) is back/);
  watch.signal('SIGTERM');
  expect(await watch.exit).toBe(0);
  expect(watch.stderr().match(/grid-bot.* is down \(invalid/g)).toHaveLength(1);
});

it('reads its configuration anew on SIGHUP, and keeps the old one where the new one is wrong', async () => {
  const { cwd, env, config } = await setUp([bot, tracker]);
  const file = join(cwd, name);
  const one = config.slice(0, config.indexOf('  - name: tracker'));
  writeFileSync(file, one);
  const watch = watching([], { cwd, env });
  await watch.until(/First round: \w+\. 1 account/);
  writeFileSync(file, `${one}watch: { intervall: 5s }\n`);
  watch.signal('SIGHUP');
  await watch.until(/cannot be used; the one from before is kept\..*unknown key.*interval/, 'stderr');
  writeFileSync(file, config);
  watch.signal('SIGHUP');
  await watch.until(/were read anew: 2 accounts/);
  await watch.until(/New finding: .*tracker \(binance\)/);
  watch.signal('SIGTERM');
  expect(await watch.exit).toBe(0);
});

it('takes a SIGHUP that comes while it begins', async () => {
  const { env, config } = await setUp([bot, tracker]);
  const cwd = folder();
  execFileSync('mkfifo', [join(cwd, name)]);
  const one = config.slice(0, config.indexOf('  - name: tracker'));
  const watch = watching([], { cwd, env });
  // Opened once somebody reads from it, who then waits for what is written.
  const first = await open(join(cwd, name), 'w');
  watch.signal('SIGHUP');
  await first.writeFile(one);
  await first.close();
  await watch.until(/watches 1 account /);
  const again = await open(join(cwd, name), 'w');
  await again.writeFile(config);
  await again.close();
  await watch.until(/were read anew: 2 accounts/);
  watch.signal('SIGTERM');
  expect(await watch.exit).toBe(0);
});

it('says once that it is blind, tells a monitor, and ends with 3', async () => {
  const { cwd, env, close, port } = await setUp([bot], '');
  const pings: string[] = [];
  const monitor = createServer(({ method, url }, response) => {
    pings.push(`${method} ${url}`);
    response.end();
  });
  await new Promise<void>((resolve) => monitor.listen(0, '127.0.0.1', () => resolve()));
  onTestFinished(() => void monitor.close());
  const url = `http://127.0.0.1:${(monitor.address() as AddressInfo).port}/ping/invented-id`;
  const text = readFileSync(join(cwd, name), 'utf8');
  writeFileSync(join(cwd, name), `${text}watch: { silence: 10, healthcheck: { env: PING_URL } }\n`);
  const watch = watching([], { cwd, env: { ...env, PING_URL: url } });
  await watch.until(/First round/);
  await vi.waitUntil(() => pings.length > 0, { timeout: 60_000 });
  expect(new Set(pings)).toEqual(new Set(['GET /ping/invented-id']));
  await close();
  await watch.until(/No round was completed for \d+ s/, 'stderr');
  await vi.waitUntil(() => pings.includes('GET /ping/invented-id/fail'), { timeout: 60_000 });
  await simulated([bot], { port });
  await watch.until(/A round was completed again, after \d+ s/);
  expect(watch.stderr().match(/No round was completed/g)).toHaveLength(1);
  monitor.closeAllConnections();
  await new Promise<void>((resolve) => monitor.close(() => resolve()));
  await watch.until(/The healthcheck at 127\.0\.0\.1:\d+ could not be reached \(ECONNREFUSED\)\./, 'stderr');
  expect(watch.stdout() + watch.stderr()).not.toContain('invented-id');
  watch.signal('SIGTERM');
  expect(await watch.exit).toBe(0);
});

it.each([
  ['is ended while it is blind', [], 'SIGTERM'],
  ['gives up', ['--give-up'], null],
] as const)('exits with 3 where it %s', async (_, args, signal) => {
  const { cwd, env, close } = await setUp([bot], 'watch: { silence: 2 }\n');
  await close();
  const watch = watching(args, { cwd, env });
  await watch.until(/No round was completed/, 'stderr');
  if (signal !== null) watch.signal(signal);
  expect(await watch.exit).toBe(3);
});

it('ends at once when asked while an exchange keeps it waiting', async () => {
  const { cwd, env } = await setUp([{ ...bot, fault: 'hang' }]);
  const watch = watching(['--timeout', '1h'], { cwd, env });
  await watch.until(/watches 1 account/);
  watch.signal('SIGTERM');
  expect(await watch.exit).toBe(0);
  expect(watch.stderr()).toBe('');
});

it('gives programs an object for each event', async () => {
  const { cwd, env } = await setUp();
  // Nothing else happens within an hour.
  const watch = watching(['--interval', '1h', '--format', 'jsonl'], { cwd, env });
  await watch.until(/first-round.*\n/);
  watch.signal('SIGTERM');
  await watch.exit;
  const lines = watch.stdout().trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line).event)).toEqual(['started', 'first-round', 'stopping']);
});

it.each<[string, string[], RegExp]>([
  ['the interval is too short', ['--interval', '0.5s'], /shortest/],
  ['there is no such account', ['--account', 'bto'], /no account of this name/],
])('ends with 2 where %s', async (_, args, problem) => {
  const { cwd, env } = await setUp();
  const { code, stderr } = await keyaudit(['watch', ...args], { cwd, env });
  expect([code, stderr]).toEqual([2, expect.stringMatching(problem)]);
});

it('runs a program that prints keys once for all rounds, and again on SIGHUP', async () => {
  const { cwd, env, config } = await setUp();
  const { GRID_BOT_KEY, GRID_BOT_SECRET, ...rest } = env;
  const printed = JSON.stringify({ apiKey: GRID_BOT_KEY, secret: GRID_BOT_SECRET });
  writeFileSync(join(cwd, 'print.sh'), `echo ran >> runs\necho '${printed}'\n`);
  const source = /credentials: .*/;
  writeFileSync(join(cwd, name), config.replace(source, 'credentials: { command: [sh, print.sh] }'));
  const watch = watching(['--format', 'jsonl', '--debug'], { cwd, env: rest });
  const runs = () => readFileSync(join(cwd, 'runs'), 'utf8').split('\n').length - 1;
  await watch.until(/(grid-bot: GET .*200.*\n(.*\n)*){3}/, 'stderr');
  expect(runs()).toBe(1);
  watch.signal('SIGHUP');
  await watch.until(/"event":"reloaded"/);
  await vi.waitUntil(() => runs() === 2, { timeout: 60_000 });
  watch.signal('SIGTERM');
  expect(await watch.exit).toBe(0);
  expect(watch.stderr()).not.toMatch(/is down/);
});

it.skipIf(!canMakeTerminal)(
  'ends when its terminal is gone, and keeps one line there that is renewed',
  async () => {
    const { cwd, env } = await setUp();
    const hangUp = (seen: string) => {
      process.kill(Number(/pid (\d+)/.exec(seen)?.[1]), 'SIGHUP');
      return '';
    };
    const { code, raw } = await conversation('watch --interval 1s', [['next in 1 s', hangUp]], {
      ...{ cwd, env, before: 'echo "pid $$" && exec ' },
    });
    expect(code).toBe(0);
    expect(raw).toMatch(/\d\d:\d\d:\d\dZ: 1 account, \w+, next in 1 s/);
    expect(raw).toContain('stops watching');
  },
);
