// How long it takes from the widening of a key to the mail about it, while `keyaudit watch` runs every second: one key
// after the other, each at another moment of the interval, and a mail server on the loopback address.
// bench-watch.js [how many keys, 100 by default]
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { startSimulator } from '../dist/simulator/server.js';

const keys = Number(process.argv[2] ?? 100);
const intervalMs = 1000;
const folder = await mkdtemp(join(tmpdir(), 'keyaudit-bench-watch-'));

const accounts = Array.from({ length: keys }, (_, at) => ({
  name: `bot-${String(at).padStart(3, '0')}`,
  exchange: 'bybit',
  apiKey: `invented-key-${at}`,
  secret: `invented-secret-${at}`,
  answers: 'well-kept',
}));
const simulator = await startSimulator({ accounts });

const waiting = new Map();
const mails = new SMTPServer({
  disabledCommands: ['STARTTLS', 'AUTH'],
  authOptional: true,
  logger: false,
  onData: async (stream, _, done) => {
    const at = performance.now();
    const { text = '' } = await simpleParser(stream);
    done();
    for (const [name, resolve] of waiting) if (text.includes(name)) resolve(at);
  },
});
mails.listen(0, '127.0.0.1');
await once(mails.server, 'listening');

const variable = (name, what) => `${name.toUpperCase().replace('-', '_')}_${what}`;
await writeFile(
  join(folder, 'keyaudit.config.json'),
  JSON.stringify({
    accounts: accounts.map(({ name, exchange }) => ({
      ...{ name, exchange, baseUrl: simulator.url },
      credentials: { env: { apiKey: variable(name, 'KEY'), secret: variable(name, 'SECRET') } },
    })),
    notify: [
      {
        email: {
          ...{ from: 'keyaudit@example.org', to: ['desk@example.org'] },
          smtp: `smtp://127.0.0.1:${mails.server.address().port}`,
        },
      },
    ],
  }),
);
const env = Object.fromEntries(
  accounts.flatMap(({ name, apiKey, secret }) => [
    [variable(name, 'KEY'), apiKey],
    [variable(name, 'SECRET'), secret],
  ]),
);

const bin = fileURLToPath(new URL('../bin/keyaudit.js', import.meta.url));
const watch = spawn(process.execPath, [bin, 'watch', '--interval', `${intervalMs}ms`], {
  cwd: folder,
  env: { PATH: process.env.PATH, HOME: folder, XDG_STATE_HOME: folder, ...env },
  stdio: ['ignore', 'pipe', 'inherit'],
});
try {
  let said = '';
  watch.stdout.on('data', (chunk) => {
    said += chunk;
  });
  while (!said.includes('First round')) await sleep(50);
  const took = [];
  for (const { name, apiKey } of accounts) {
    await sleep(Math.random() * intervalMs);
    const arrived = new Promise((resolve) => waiting.set(name, resolve));
    const changedAt = performance.now();
    simulator.change('bybit', apiKey, 'documented-read-write');
    took.push((await arrived) - changedAt);
    waiting.delete(name);
  }
  took.sort((one, other) => one - other);
  const at = (share) =>
    `${(took[Math.min(took.length - 1, Math.floor(took.length * share))] / 1000).toFixed(2)} s`;
  console.log(
    `${keys} keys, each ${intervalMs} ms: from the change to the mail ${at(0.5)} median, ${at(0.95)} for 95 %, ${at(1)} at worst`,
  );
} finally {
  watch.kill();
  await once(watch, 'close');
  mails.close();
  await simulator.close();
  await rm(folder, { recursive: true });
}
