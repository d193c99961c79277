import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { installMissing, pathOf } from './debian.ts';

/** Debian's cron with one crontab, of which the machine's own cron knows nothing. */
export interface Cron {
  /** What it has mailed, headers and all. */
  readonly mails: () => readonly string[];
  /** Ends it, and what it has started. */
  readonly stop: () => Promise<void>;
}

/**
 * What only its own processes see: a crontab, no other jobs, and a program that mails are handed to. PAM opens a
 * session for each job, which here is none.
 */
const mounts: Readonly<Record<string, string>> = {
  spool: '/var/spool/cron/crontabs',
  'cron.d': '/etc/cron.d',
  crontab: '/etc/crontab',
  pam: '/etc/pam.d/cron',
  run: '/run',
  sbin: '/usr/sbin',
};

/** Runs the lines of this crontab as root's; else says why it cannot. */
export async function startCron(crontab: string): Promise<Cron | { readonly unavailable: string }> {
  if (process.platform !== 'linux') return { unavailable: 'cron is Debian’s here' };
  const reason = installMissing(['cron', 'unshare'], ['cron', 'util-linux']);
  if (reason !== null) return { unavailable: reason };
  if (process.getuid?.() !== 0) return { unavailable: 'root alone can give cron a crontab of its own' };
  const home = mkdtempSync(join(tmpdir(), 'keyaudit-cron-'));
  const mailbox = join(home, 'mail');
  for (const folder of ['spool', 'cron.d', 'run', 'sbin', 'mail']) mkdirSync(join(home, folder));
  writeFileSync(join(home, 'spool', 'root'), crontab, { mode: 0o600 });
  writeFileSync(join(home, 'crontab'), '');
  writeFileSync(
    join(home, 'pam'),
    ['auth', 'account', 'session'].map((kind) => `${kind} sufficient pam_permit.so\n`).join(''),
  );
  copyFileSync(pathOf('cron') ?? '', join(home, 'sbin', 'cron'));
  writeFileSync(
    join(home, 'sbin', 'sendmail'),
    `#!/bin/sh\ncat > ${mailbox}/.$$ && mv ${mailbox}/.$$ ${mailbox}/$$\n`,
  );
  for (const program of ['cron', 'sendmail']) chmodSync(join(home, 'sbin', program), 0o755);
  const binds = Object.entries(mounts).map(([name, place]) => `mount --bind ${home}/${name} ${place}`);
  const script = [...binds, 'exec cron -f'].join(' && ');
  // It has processes of its own, the first of which takes all others with it.
  const spaces = ['--mount', '--pid', '--fork', '--kill-child'];
  const cron = spawn('unshare', [...spaces, 'sh', '-c', script], { stdio: ['ignore', 'ignore', 'pipe'] });
  const exit = once(cron, 'exit');
  let said = '';
  cron.stderr.on('data', (chunk: Buffer) => {
    said += chunk;
  });
  const stop = async () => {
    // A polite one would not reach it.
    cron.kill('SIGKILL');
    await exit;
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  };
  // It writes down its number when it begins.
  while (cron.exitCode === null && !existsSync(join(home, 'run', 'crond.pid'))) await sleep(50);
  if (cron.exitCode !== null) {
    await stop();
    return { unavailable: `cron did not start: ${said.trim()}` };
  }
  return {
    mails: () =>
      readdirSync(mailbox)
        .filter((name) => !name.startsWith('.'))
        .map((name) => readFileSync(join(mailbox, name), 'utf8')),
    stop,
  };
}
