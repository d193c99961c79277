import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { expect, it, vi } from 'vitest';
import { installMissing } from '../helpers/debian.ts';
import { listening } from '../helpers/listening.ts';
import { startMailServer } from '../helpers/mail-server.ts';
import { folder, keyaudit } from '../helpers/process.ts';
import { type ConfiguredAccount, simulated } from '../helpers/simulated.ts';
import { watching } from '../helpers/watching.ts';

const name = 'keyaudit.config.yaml';
const bot: ConfiguredAccount = { name: 'grid-bot', exchange: 'bybit', answers: 'well-kept' };
const patience = { timeout: 60_000 };

/** @param silence a busy machine may be silent for some seconds, which most tests are not about */
async function setUp(port: number, silence = 1000) {
  const { config, env, change, close, url } = await simulated([bot]);
  const target = `{ email: { from: k@example.org, to: desk@example.org, smtp: "smtp://127.0.0.1:${port}" } }`;
  const cwd = folder({ [name]: `${config}notify: [${target}]\nwatch: { silence: ${silence} }\n` });
  const all: Readonly<Record<string, string>> = { ...env, XDG_STATE_HOME: folder() };
  return { cwd, env: all, change, close, simulatorPort: Number(new URL(url).port) };
}

it('mails what changes once, that it is blind, and that it sees again', async () => {
  const server = await startMailServer();
  const { cwd, env, change, close, simulatorPort } = await setUp(server.port, 10);
  const subjects = () => server.arrived.map(({ parsed }) => parsed.subject ?? '');
  const watch = watching([], { cwd, env });
  await watch.until(/First round/);
  change('grid-bot', 'documented-read-write');
  await watch.until(/Changed: .*grid-bot \(bybit\).*permission-widened/);
  const texts = () => server.arrived.map(({ parsed }) => parsed.text ?? '').join('\n');
  await vi.waitUntil(() => texts().includes('Key may do more'), patience);
  await close();
  await watch.until(/No round was completed/, 'stderr');
  await vi.waitUntil(() => subjects().some((subject) => subject.includes('blind')), patience);
  await simulated([{ ...bot, answers: 'documented-read-write' }], { port: simulatorPort });
  await watch.until(/A round was completed again/);
  await vi.waitUntil(() => subjects().some((subject) => subject.includes('sees again')), patience);
  watch.signal('SIGTERM');
  expect(await watch.exit).toBe(0);
  expect(subjects().filter((subject) => subject.includes('Key may do more'))).toHaveLength(1);
});

it('tells after a restart what was changed while nobody watched', async () => {
  const server = await startMailServer();
  const { cwd, env, change } = await setUp(server.port);
  const first = watching([], { cwd, env });
  await first.until(/First round/);
  first.signal('SIGTERM');
  expect(await first.exit).toBe(0);
  change('grid-bot', 'documented-read-write');
  const second = watching([], { cwd, env });
  const said = await second.until(
    /Changed: .*permission-widened (\w+)\] If it is meant so: keyaudit ack \w+ --reason "/,
  );
  const id = /keyaudit ack (\w+)/.exec(said)?.[1] ?? '';
  expect((await keyaudit(['ack', id, '--reason', 'meant so'], { cwd, env })).code).toBe(0);
  await second.until(/No longer found: .*permission-widened/);
  second.signal('SIGTERM');
  expect(await second.exit).toBe(0);
});

it('ends although a mail server never answers, and sends what waits the next time', async () => {
  const silent = createServer();
  const port = Number(new URL(await listening(silent, 'smtp')).port);
  const connected = once(silent, 'connection');
  const { cwd, env } = await setUp(port);
  const first = watching([], { cwd, env });
  const [connection] = await connected;
  first.signal('SIGTERM');
  expect(await first.exit).toBe(0);
  (connection as Socket).destroy();
  await new Promise<void>((resolve) => silent.close(() => resolve()));
  const server = await startMailServer({ port });
  const second = watching([], { cwd, env });
  await vi.waitUntil(() => server.arrived.length > 0, { timeout: 100_000 });
  expect(server.arrived[0]?.parsed.subject).toContain('Key never expires');
  second.signal('SIGTERM');
  expect(await second.exit).toBe(0);
});

const reason =
  process.platform === 'linux' ? installMissing(['prlimit'], ['util-linux']) : 'prlimit is Linux’s';
it.skipIf(reason !== null)('loses nothing and says so while the disk is full', async () => {
  const server = await startMailServer();
  const { cwd, env, change } = await setUp(server.port);
  const watch = watching([], { cwd, env });
  await watch.until(/First round/);
  // No file may be written beyond its first KiB: what a full disk does, for this process alone.
  const limit = (bytes: string) =>
    execFileSync('prlimit', ['--pid', String(watch.pid), `--fsize=${bytes}:unlimited`]);
  limit('1024');
  await watch.until(/not remembered: |no history this time: /i, 'stderr');
  change('grid-bot', 'documented-read-write');
  await watch.until(/New finding: .*grid-bot \(bybit\).*manage-enabled/);
  await vi.waitUntil(
    () => server.arrived.some(({ parsed }) => (parsed.text ?? '').includes('Key can create or change keys')),
    patience,
  );
  limit('unlimited');
  await watch.until(/No longer so: .*(not remembered|no history)/i);
  await watch.until(/Changed: .*permission-widened/);
  watch.signal('SIGTERM');
  expect(await watch.exit).toBe(0);
  expect(watch.stderr().match(/This scan is not remembered/g)?.length ?? 1).toBe(1);
});
